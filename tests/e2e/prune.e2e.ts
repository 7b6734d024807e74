// What prune deletes, what it asks before, and what a user who may do little gets.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { addUser } from '../cluster/users.ts';
import { claim } from './objects.ts';
import { yes } from './outcomes.ts';
import {
  applyBy,
  clusterRole,
  configMap,
  fail,
  find,
  inventoryNameOf,
  labelled,
  listMaps,
  openPlace,
  prune,
  readInventory,
  succeed,
} from './places.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

describe('prune', () => {
  it('deletes what Jsonnet does not name any more, after a question, with secrets masked', async () => {
    const place = await openPlace(cluster, { name: 'plain', remote: 'https://example.org/plain' });
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      stringData: { key: 'hunter2!' },
    };
    place.want(configMap('a'), configMap('b'), clusterRole('plain'), secret);
    await succeed(place, ['apply', ...yes]);
    expect(await readInventory(cluster, place)).toMatchObject({
      project: 'example.org/plain',
      environment: 'environments/plain (environments/plain/main.jsonnet)',
      complete: 'true',
      objects: expect.stringMatching(
        /^\/ConfigMap\/plain\/a\/\S{36}\n\/ConfigMap\/plain\/b\/\S{36}\n\/Secret\/plain\/s\/\S{36}\nrbac.authorization.k8s.io\/ClusterRole\/\/plain\/\S{36}\n$/,
      ),
    });
    expect(await succeed(place, ['prune'])).toMatchObject({
      stdout: '',
      stderr: 'Nothing found to prune.\n',
    });
    place.want(configMap('a'));
    expect(await fail(place, ['prune'], 'no\n')).toContain('aborted by user');
    expect(await listMaps(cluster, 'plain')).toEqual(['a', 'b']);
    const { stdout, stderr } = await succeed(place, ['prune'], 'yes\n');
    const said = stdout + stderr;
    expect(said).toContain("Pruning from namespace 'plain' of cluster 'test' at '");
    expect(said).toMatch(/-kind: ConfigMap\n(.*\n)*- {2}name: b\n/);
    expect(said).not.toMatch(/hunter2|aHVudGVyMiE=/);
    // Against the order of applying.
    expect(said).toMatch(/"plain" deleted.*\n.*"b" deleted.*\n.*"s" deleted/);
    expect(await listMaps(cluster, 'plain')).toEqual(['a']);
    expect(await find(cluster, 'clusterrole', 'plain')).toBeUndefined();
    expect((await readInventory(cluster, place)).objects).toMatch(/^\/ConfigMap\/plain\/a\/\S{36}\n$/);
  });

  it('asks with --dry-run none, and neither asks nor deletes in dry runs', async () => {
    const place = await openPlace(cluster, { name: 'dry' });
    place.want(configMap('a'), configMap('b'));
    await succeed(place, ['apply', ...yes]);
    place.want(configMap('a'));
    expect(await fail(place, ['prune', '--dry-run', 'none'])).toContain('aborted');
    for (const mode of ['client', 'server']) {
      const { stdout, stderr } = await succeed(place, ['prune', '--dry-run', mode]);
      expect(stdout + stderr).toContain('dry run)');
      expect(stdout + stderr).not.toContain('confirm');
    }
    expect(await listMaps(cluster, 'dry')).toEqual(['a', 'b']);
    expect((await readInventory(cluster, place)).objects).toContain('/ConfigMap/dry/b/');
    expect(await fail(place, ['prune', '--json'])).toContain('--json asks nothing');
  });

  it('says before the question what still needs what goes, and nothing of what Jsonnet changes besides', async () => {
    const place = await openPlace(cluster, { name: 'needed' });
    const template = (image: string) => ({
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image, envFrom: [{ configMapRef: { name: 'settings' } }] }] },
    });
    const web = (image: string) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { selector: { matchLabels: { app: 'web' } }, template: template(image) },
    });
    place.want(web('web:1'), configMap('settings'), configMap('unused'), claim('data'));
    await succeed(place, ['apply', ...yes]);
    place.want(web('web:2'), configMap('never-applied'));
    const include = ['--include-protected', 'PersistentVolumeClaim'];
    const said = await fail(place, ['prune', ...include], 'no\n');
    expect(said).toMatch(/What the changes risk:\n(.*\n)*.*R3 outage {2}\S+ .*\[reference-broken\]/);
    expect(said).toMatch(/R2 data loss {2}PersistentVolumeClaim\/data in needed \[object-removed\]/);
    expect(said).not.toContain('ConfigMap/unused in needed');
    expect(said.indexOf('What the changes risk')).toBeLessThan(said.indexOf('aborted by user'));
    expect(said).not.toMatch(/Pods that are replaced|never-applied|web:2/);
    const { stdout } = await place.twinhull(['prune', '--dry-run', 'server', '--json']);
    const codes = JSON.parse(stdout)[0].findings.map(({ code }: JsonObject) => code);
    expect(codes).toContain('reference-broken');
  });

  it('looks at what targets select, and never at what is still in Jsonnet', async () => {
    const place = await openPlace(cluster, { name: 'aim' });
    place.want(...['a', 'b', 'c'].map((name) => configMap(name)));
    await succeed(place, ['apply', ...yes]);
    place.want(configMap('a'));
    expect(await prune(place, '-t', 'configmap/[ac]')).toMatchObject({ pruned: ['ConfigMap/c'] });
    expect(await listMaps(cluster, 'aim')).toEqual(['a', 'b']);
    expect(await prune(place, '--namespace', 'default')).toMatchObject({ pruned: [] });
    expect(await prune(place, '--namespace', 'aim')).toMatchObject({ pruned: ['ConfigMap/b'] });
  });

  it('knows where kubectl puts what names no namespace', async () => {
    const place = await openPlace(cluster, { name: 'nowhere', namespace: '' });
    place.want(configMap('nowhere-a'), configMap('nowhere-b'), clusterRole('nowhere'));
    await succeed(place, ['apply', ...yes]);
    const name = inventoryNameOf(place);
    expect((await find(cluster, 'configmap', name, 'default'))?.data).toMatchObject({
      objects: expect.stringMatching(/^\/ConfigMap\/default\/nowhere-a\/\S{36}\n/),
    });
    place.want(configMap('nowhere-a'), clusterRole('nowhere'));
    expect(await prune(place)).toMatchObject({ pruned: ['ConfigMap/nowhere-b'], kept: {} });
    expect(await listMaps(cluster, 'default')).toContain('nowhere-a');
    await succeed(place, ['delete', ...yes]);
    expect(await listMaps(cluster, 'default')).not.toContain('nowhere-a');
    expect(await find(cluster, 'configmap', name, 'default')).toBeUndefined();
  });

  it('says so where the environment has no labels', async () => {
    const place = await openPlace(cluster, { name: 'bare', spec: { injectLabels: false } });
    place.want(configMap('a'));
    expect(await fail(place, ['prune'])).toMatch(
      /spec.injectLabels is set to false .* \[?prune-labels|set it to true/,
    );
  });
});

describe('data', () => {
  it('goes with Namespaces, definitions and claims only when their kind is named', async () => {
    const place = await openPlace(cluster, { name: 'data' });
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'data-more' } };
    const claim = {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'claim' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    };
    const names = { kind: 'Note', listKind: 'NoteList', plural: 'notes', singular: 'note' };
    const schema = { openAPIV3Schema: { type: 'object' } };
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'notes.example.org' },
      spec: {
        group: 'example.org',
        names,
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    };
    place.want(namespace, claim, definition, configMap('a', { namespace: 'data-more' }));
    await succeed(place, ['apply', ...yes]);
    place.want();
    const { pruned, kept } = await prune(place);
    expect(pruned).toEqual(['ConfigMap/a']);
    expect(Object.keys(kept).sort()).toEqual([
      'CustomResourceDefinition/notes.example.org',
      'Namespace/data-more',
      'PersistentVolumeClaim/claim',
    ]);
    expect(kept['Namespace/data-more']).toContain('--include-protected Namespace');
    expect(await fail(place, ['prune', '--include-protected', 'Secret'])).toContain(
      '--include-protected takes',
    );
    const include = ['--include-protected', 'namespace,PersistentVolumeClaim'];
    expect((await prune(place, ...include)).pruned.sort()).toEqual([
      'Namespace/data-more',
      'PersistentVolumeClaim/claim',
    ]);
    expect(await find(cluster, 'crd', 'notes.example.org')).toBeDefined();
    expect(await find(cluster, 'namespace', 'data-more')).toBeUndefined();
  });
});

describe('a user who may do a part', () => {
  it('prunes in the namespace where he may, and is told what he may not list', async () => {
    const place = await openPlace(cluster, { name: 'partly' });
    const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs: ['*'] }];
    const KUBECONFIG = await addUser(cluster, { name: 'bot', namespace: 'partly', rules });
    place.want(configMap('a'), configMap('b'));
    const as = (words: readonly string[]) => place.twinhull(words, { env: { KUBECONFIG } });
    expect(await as(['apply', ...yes])).toMatchObject({ exitCode: 0 });
    place.want(configMap('a'));
    const pruned = await as(['prune', ...yes]);
    expect(pruned).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('prune-unreadable') });
    expect(await listMaps(cluster, 'partly')).toEqual(['a']);
    // Without the inventory every kind would have to be looked at.
    await cluster.kubectl(['delete', 'configmap', inventoryNameOf(place), '-n', 'partly']);
    await applyBy(cluster, labelled(configMap('c'), place));
    const { exitCode, stderr } = await as(['prune', ...yes]);
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toMatch(/deployments\.apps.*\[prune-unreadable\]/);
    expect(await listMaps(cluster, 'partly')).toEqual(['a']);
  });

  it('applies without an inventory, and is told so, where he may not write one', async () => {
    const place = await openPlace(cluster, { name: 'unwritten' });
    const rules = [
      { apiGroups: [''], resources: ['secrets'], verbs: ['*'] },
      { apiGroups: [''], resources: ['configmaps'], verbs: ['get'] },
    ];
    const KUBECONFIG = await addUser(cluster, { name: 'bot', namespace: 'unwritten', rules });
    place.want({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' } });
    const { exitCode, stderr } = await place.twinhull(['apply', ...yes], { env: { KUBECONFIG } });
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toContain('[inventory-unwritten]');
  });
});
