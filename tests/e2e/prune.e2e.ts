// What prune deletes in a cluster that others use too, and what it never does.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOrphans } from '../../tools/cluster/inventory/orphans.ts';
import { beginInventory, completeInventory } from '../../tools/cluster/inventory/record.ts';
import { pruneOrphans } from '../../tools/cluster/prune.ts';
import { metadataOf, withMetadata } from '../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { addUser } from '../cluster/users.ts';
import { waitFor } from '../cluster/wait.ts';
import { claim } from './objects.ts';
import {
  applyBy,
  clusterRole,
  configMap,
  find,
  listMaps,
  makeNamespace,
  openPlace,
  type Place,
  replicate,
} from './places.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

const yes = ['--auto-approve', 'always'] as const;

async function succeed(place: Place, words: readonly string[], input = ''): Promise<string> {
  const { exitCode, stdout, stderr } = await place.twinhull(words, { input });
  expect(exitCode, stderr).toBe(0);
  return stdout + stderr;
}

async function fail(place: Place, words: readonly string[], input = ''): Promise<string> {
  const { exitCode, stderr } = await place.twinhull(words, { input });
  expect(exitCode, stderr).toBe(1);
  return stderr;
}

/** What prune says in JSON: names of what went and what stayed. */
async function prune(place: Place, ...words: readonly string[]) {
  const { exitCode, stdout, stderr } = await place.twinhull(['prune', ...yes, '--json', ...words]);
  expect(exitCode, stderr).toBe(0);
  const [{ pruned, kept }] = JSON.parse(stdout);
  const nameOf = ({ kind, name }: JsonObject) => `${kind}/${name}`;
  return {
    pruned: pruned.map(nameOf),
    kept: Object.fromEntries(kept.map((object: JsonObject) => [nameOf(object), object.reason])),
    stderr,
  };
}

/** As an environment that Tanka has applied: the label, and kubectl's own annotation. */
function labelled(object: JsonObject, { label, environment }: Place): JsonObject {
  const { labels = {}, namespace = environment.spec.namespace } = metadataOf(object);
  const place = object.kind === 'ClusterRole' ? {} : { namespace };
  const own = { ...(labels as JsonObject), 'tanka.dev/environment': label };
  return { ...object, metadata: { ...metadataOf(object), ...place, labels: own } };
}

async function readInventory({ label, environment }: Place): Promise<JsonObject> {
  const found = await find(
    cluster,
    'configmap',
    `twinhull-inventory-${label.slice(0, 16)}`,
    environment.spec.namespace,
  );
  return (found?.data ?? {}) as JsonObject;
}

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
    expect(await readInventory(place)).toMatchObject({
      project: 'example.org/plain',
      environment: 'environments/plain (environments/plain/main.jsonnet)',
      complete: 'true',
      objects: expect.stringMatching(
        /^\/ConfigMap\/plain\/a\/\S{36}\n\/ConfigMap\/plain\/b\/\S{36}\n\/Secret\/plain\/s\/\S{36}\nrbac.authorization.k8s.io\/ClusterRole\/\/plain\/\S{36}\n$/,
      ),
    });
    expect(await succeed(place, ['prune'])).toBe('Nothing found to prune.\n');
    place.want(configMap('a'));
    expect(await fail(place, ['prune'], 'no\n')).toContain('aborted by user');
    expect(await listMaps(cluster, 'plain')).toEqual(['a', 'b']);
    const said = await succeed(place, ['prune'], 'yes\n');
    expect(said).toContain("Pruning from namespace 'plain' of cluster 'test' at '");
    expect(said).toMatch(/-kind: ConfigMap\n(.*\n)*- {2}name: b\n/);
    expect(said).not.toMatch(/hunter2|aHVudGVyMiE=/);
    // Against the order of applying.
    expect(said).toMatch(/"plain" deleted.*\n.*"b" deleted.*\n.*"s" deleted/);
    expect(await listMaps(cluster, 'plain')).toEqual(['a']);
    expect(await find(cluster, 'clusterrole', 'plain')).toBeUndefined();
    expect((await readInventory(place)).objects).toMatch(/^\/ConfigMap\/plain\/a\/\S{36}\n$/);
  });

  it('asks with --dry-run none, and neither asks nor deletes in dry runs', async () => {
    const place = await openPlace(cluster, { name: 'dry' });
    place.want(configMap('a'), configMap('b'));
    await succeed(place, ['apply', ...yes]);
    place.want(configMap('a'));
    expect(await fail(place, ['prune', '--dry-run', 'none'])).toContain('aborted');
    for (const mode of ['client', 'server']) {
      const said = await succeed(place, ['prune', '--dry-run', mode]);
      expect(said).toContain('dry run)');
      expect(said).not.toContain('confirm');
    }
    expect(await listMaps(cluster, 'dry')).toEqual(['a', 'b']);
    expect((await readInventory(place)).objects).toContain('/ConfigMap/dry/b/');
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
    expect(said).toMatch(/R2 .* PersistentVolumeClaim\/data in needed/);
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
    const name = `twinhull-inventory-${place.label.slice(0, 16)}`;
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

describe('what is not the environment’s', () => {
  it('stays when another project has the same label in the same namespace', async () => {
    const [ours, theirs] = await Promise.all(
      ['ours', 'theirs'].map((name) =>
        openPlace(cluster, { name: 'shared', remote: `https://user:pass@example.org/${name}.git` }),
      ),
    );
    if (!ours || !theirs) throw new Error('two places are needed');
    expect(ours.label).toBe(theirs.label);
    ours.want(configMap('ours'));
    await succeed(ours, ['apply', ...yes]);
    theirs.want(configMap('theirs'));
    for (const command of ['apply', 'prune', 'delete']) {
      const said = await fail(theirs, [command, ...yes]);
      expect(said).toMatch(/of example.org\/ours, and this is .* of example.org\/theirs/);
      expect(said).toMatch(/--take-over once \[inventory-foreign\]/);
    }
    expect(await listMaps(cluster, 'shared')).toEqual(['ours']);
    await succeed(theirs, ['apply', ...yes, '--take-over']);
    expect(await prune(theirs)).toMatchObject({ pruned: ['ConfigMap/ours'] });
    expect(await fail(ours, ['prune', ...yes])).toContain('example.org/theirs');
  });

  it('stays when another project has the same label in another namespace', async () => {
    const ours = await openPlace(cluster, { name: 'twice', namespace: 'twice-ours' });
    const theirs = await openPlace(cluster, { name: 'twice', namespace: 'twice-theirs' });
    theirs.want(configMap('theirs'), clusterRole('theirs'));
    await succeed(theirs, ['apply', ...yes]);
    // Ours comes from Tanka, and labels are all that there is to go by.
    await applyBy(cluster, ...[configMap('old'), clusterRole('old')].map((object) => labelled(object, ours)));
    ours.want();
    const { pruned, kept } = await prune(ours);
    expect(pruned).toEqual(['ClusterRole/old', 'ConfigMap/old']);
    expect(kept).toEqual({
      'ConfigMap/theirs': expect.stringMatching(/^it belongs to environments\/twice .* of project-\d+$/),
      'ClusterRole/theirs': expect.stringMatching(/^it belongs to environments\/twice .* of project-\d+$/),
    });
    expect(await prune(theirs)).toMatchObject({ pruned: [], kept: {} });
  });

  it.each([true, false])('stays when a replicator has copied it (with an inventory: %s)', async (isKnown) => {
    const place = await openPlace(cluster, { name: `copied-${isKnown}` });
    const [namespace] = [place.environment.spec.namespace];
    await makeNamespace(cluster, `${namespace}-other`);
    if (isKnown) {
      place.want(configMap('a'));
      await succeed(place, ['apply', ...yes]);
    } else await applyBy(cluster, labelled(configMap('a'), place));
    const original = (await find(cluster, 'configmap', 'a', namespace)) as JsonObject;
    await replicate(cluster, original, { name: 'a', namespace: `${namespace}-other` });
    await replicate(cluster, original, { name: 'copy', namespace });
    place.want();
    const { pruned, kept } = await prune(place, '--all-namespaces');
    expect(pruned).toEqual(['ConfigMap/a']);
    const reason = `it is a copy of ConfigMap/a in namespace ${namespace}`;
    expect(kept).toEqual({ 'ConfigMap/a': reason, 'ConfigMap/copy': reason });
    expect(await listMaps(cluster, namespace)).toEqual(['copy']);
    expect(await listMaps(cluster, `${namespace}-other`)).toEqual(['a']);
  });

  it('stays when another environment has taken it', async () => {
    const from = await openPlace(cluster, { name: 'from', namespace: 'move' });
    const to = await openPlace(cluster, { name: 'to', namespace: 'move' });
    from.want(configMap('a'), configMap('b'));
    await succeed(from, ['apply', ...yes]);
    to.want(configMap('a'));
    await succeed(to, ['apply', ...yes]);
    from.want();
    const { pruned, kept } = await prune(from);
    expect(pruned).toEqual(['ConfigMap/b']);
    expect(kept).toEqual({ 'ConfigMap/a': 'its label tanka.dev/environment is that of another environment' });
  });

  it('stays when somebody has made it again, also between the look and the deletion', async () => {
    const place = await openPlace(cluster, { name: 'again' });
    const remake = async (name: string) => {
      await cluster.kubectl(['delete', 'configmap', name, '-n', 'again']);
      await applyBy(cluster, labelled(configMap(name), place));
    };
    place.want(configMap('a'), configMap('b'), configMap('c'));
    await succeed(place, ['apply', ...yes]);
    await remake('a');
    const kubectl = await place.connect();
    const found = await findOrphans(kubectl, { ...place.request, manifests: [] });
    expect(found.orphans.map((object) => metadataOf(object).name)).toEqual(['b', 'c']);
    expect(found.kept).toMatchObject([{ reason: 'it was made again by somebody else' }]);
    await remake('b');
    const said: string[] = [];
    const deleted = await pruneOrphans(kubectl, found, {
      ...place.request,
      force: false,
      timeout: 10_000,
      say: (line) => said.push(line),
      progress: () => undefined,
    });
    expect(deleted.map((object) => metadataOf(object).name)).toEqual(['c']);
    expect(said).toContain('ConfigMap/b in namespace again stays: it was made again by somebody else');
    expect(await listMaps(cluster, 'again')).toEqual(['a', 'b']);
  });

  it('stays when controllers have made it of what is still wanted', async () => {
    const place = await openPlace(cluster, { name: 'owned' });
    const labels = { app: 'web', 'tanka.dev/environment': place.label };
    const web = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web' }] } },
      },
    };
    const service = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', labels },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    };
    await applyBy(cluster, labelled(web, place), labelled(service, place));
    place.want(web, service);
    const list = ['get', 'pods,replicasets,endpointslices,endpoints', '-n', 'owned', '-o', 'name'];
    const selector = ['-l', `tanka.dev/environment=${place.label}`];
    const derived = async () => (await cluster.kubectl([...list, ...selector])).stdout.split('\n').length - 1;
    await waitFor('derived objects', async () => (await derived()) === 4);
    expect(await prune(place)).toMatchObject({ pruned: [], kept: {} });
    expect(await derived()).toBe(4);
  });

  it('stays when it carries the label and the inventory does not list it', async () => {
    const place = await openPlace(cluster, { name: 'extra' });
    place.want(configMap('a'));
    await succeed(place, ['apply', ...yes]);
    await applyBy(cluster, labelled(configMap('x'), place));
    const { pruned, kept } = await prune(place);
    expect(pruned).toEqual([]);
    expect(kept).toEqual({ 'ConfigMap/x': 'the inventory of the environment does not list it' });
  });
});

describe('an environment that comes from Tanka', () => {
  it('is pruned by its label, in its own namespaces, and with an inventory from the next apply on', async () => {
    const place = await openPlace(cluster, { name: 'tanka' });
    await Promise.all(['tanka-second', 'tanka-left'].map((name) => makeNamespace(cluster, name)));
    const second = configMap('second', { namespace: 'tanka-second' });
    const left = configMap('left', { namespace: 'tanka-left' });
    const old = [configMap('a'), configMap('old'), clusterRole('tanka-old'), second, left];
    await applyBy(cluster, ...old.map((object) => labelled(object, place)));
    await applyBy(cluster, withMetadata(configMap('unlabelled'), { namespace: 'tanka' }));
    place.want(configMap('a'), configMap('b'), {
      ...second,
      metadata: { ...(second.metadata as object), name: 'new' },
    });
    // As users do it: first apply, then prune.
    await succeed(place, ['apply', ...yes]);
    expect(await readInventory(place)).toMatchObject({ complete: 'false' });
    const { pruned, kept } = await prune(place);
    expect(pruned).toEqual(['ClusterRole/tanka-old', 'ConfigMap/second', 'ConfigMap/old']);
    expect(kept).toEqual({ 'ConfigMap/left': expect.stringContaining('--all-namespaces') });
    expect(await prune(place, '--all-namespaces')).toMatchObject({ pruned: ['ConfigMap/left'] });
    expect(await readInventory(place)).toMatchObject({ complete: 'true' });
    expect(await listMaps(cluster, 'tanka')).toEqual(['a', 'b', 'unlabelled']);
  });

  it('takes its inventory along into another namespace', async () => {
    const before = await openPlace(cluster, { name: 'move-ns', namespace: 'move-before' });
    before.want(configMap('a'));
    await succeed(before, ['apply', ...yes]);
    const after = await openPlace(cluster, { name: 'move-ns', namespace: 'move-after' });
    after.want(configMap('a'));
    const { project } = await readInventory(before);
    const env = { ...after.request, project: String(project) };
    await beginInventory(await after.connect(), { ...env, manifests: [] });
    expect(await readInventory(before)).toEqual({});
    expect(await readInventory(after)).toMatchObject({ objects: expect.stringContaining('/move-before/a/') });
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
    await cluster.kubectl([
      'delete',
      'configmap',
      `twinhull-inventory-${place.label.slice(0, 16)}`,
      '-n',
      'partly',
    ]);
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

describe('an inventory', () => {
  it('that was edited by hand is refused, and names the line', async () => {
    const place = await openPlace(cluster, { name: 'edited' });
    place.want(configMap('a'));
    await succeed(place, ['apply', ...yes]);
    const patch = JSON.stringify({ data: { objects: '--all/ConfigMap/x\n' } });
    const name = `twinhull-inventory-${place.label.slice(0, 16)}`;
    await cluster.kubectl(['patch', 'configmap', name, '-n', 'edited', '-p', patch]);
    expect(await fail(place, ['prune', ...yes])).toMatch(
      /"--all\/ConfigMap\/x" is not group.*inventory-invalid|"--all\/ConfigMap\/x" is not group/,
    );
  });

  it('loses nothing when two write it at once', async () => {
    const place = await openPlace(cluster, { name: 'both' });
    const begin = async (name: string) =>
      beginInventory(await place.connect(), {
        ...place.request,
        manifests: [configMap(name, { namespace: 'both' })],
      });
    await Promise.all(['a', 'b', 'c', 'd'].map(begin));
    const { objects } = await readInventory(place);
    expect(objects).toBe('/ConfigMap/both/a/\n/ConfigMap/both/b/\n/ConfigMap/both/c/\n/ConfigMap/both/d/\n');
  });

  it('of 1,000 objects asks about kinds, and not about each of them', async () => {
    const place = await openPlace(cluster, { name: 'many' });
    const manifests = Array.from({ length: 1000 }, (_, index) =>
      configMap(`c${index}`, { namespace: 'many', labels: { 'tanka.dev/environment': place.label } }),
    );
    const kubectl = await place.connect();
    const asked: string[] = [];
    const run: typeof kubectl.run = (args, options) => {
      asked.push(args.join(' '));
      return kubectl.run(args, options);
    };
    const record = { ...place.request, manifests };
    await beginInventory({ ...kubectl, run }, record);
    const stdin = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
    await cluster.kubectl(['create', '-f', '-'], { stdin });
    await completeInventory({ ...kubectl, run }, record);
    expect(String((await readInventory(place)).objects).match(/[^/]+\n/g)).toHaveLength(1000);
    expect(asked.length, asked.join('\n')).toBeLessThan(10);
    expect(asked.join('\n').length).toBeLessThan(5000);
  });
});
