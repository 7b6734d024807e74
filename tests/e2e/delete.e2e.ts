// What delete takes away, in which order, and how it goes on after it was stopped.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapOf, metadataOf } from '../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { addUser } from '../cluster/users.ts';
import { yes } from './outcomes.ts';
import {
  clusterRole,
  configMap,
  fail,
  find,
  inventoryNameOf,
  listMaps,
  openPlace,
  type Place,
  readInventory,
  succeed,
} from './places.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

/** A place with these objects in its cluster. */
async function openApplied(name: string, ...objects: readonly JsonObject[]): Promise<Place> {
  const place = await openPlace(cluster, { name });
  place.want(...objects);
  await succeed(place, ['apply', ...yes]);
  return place;
}

function hook(name: string, event: string, more: JsonObject = {}): JsonObject {
  const annotations = { 'helm.sh/hook': event, ...(more.annotations as JsonObject) };
  const containers = [{ name: 'main', image: 'job' }];
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, annotations },
    spec: {
      backoffLimit: 0,
      template: {
        metadata: { annotations: (more.podAnnotations ?? {}) as JsonObject },
        spec: { restartPolicy: 'Never', containers },
      },
    },
  };
}

/** What carries the label, and the inventory. */
async function listLeft(place: Place): Promise<string> {
  const kinds = 'configmaps,secrets,services,deployments,jobs,clusterroles,namespaces';
  const selector = `tanka.dev/environment=${place.label}`;
  const { stdout } = await cluster.kubectl(['get', kinds, '-A', '-l', selector, '-o', 'name']);
  const inventory = `metadata.name=${inventoryNameOf(place)}`;
  const rest = await cluster.kubectl([
    'get',
    'configmaps',
    '-A',
    '--field-selector',
    inventory,
    '-o',
    'name',
  ]);
  return stdout + rest.stdout;
}

describe('delete', () => {
  it('takes all away against the order of applying, and leaves nothing', async () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      stringData: { key: 'hunter2!' },
    };
    const hostile = clusterRole('--all');
    const place = await openApplied('whole', configMap('a'), configMap('b'), secret, hostile);
    await cluster.kubectl(['create', 'configmap', 'foreign', '-n', 'whole']);
    expect(await fail(place, ['delete'])).toContain('aborted by user');
    expect(await fail(place, ['delete', '--dry-run', 'none'])).toContain('aborted by user');
    const dry = await succeed(place, ['delete', '--dry-run', 'server']);
    expect(dry.stdout).toContain('(server dry run)');
    expect(await listMaps(cluster, 'whole')).toEqual(['a', 'b', 'foreign']);
    const { stdout } = await succeed(place, ['delete'], 'yes\n');
    expect(stdout).toContain("Deleting from namespace 'whole' of cluster 'test' at '");
    expect(stdout).not.toMatch(/hunter2|aHVudGVyMiE=/);
    expect(stdout).toMatch(/"--all" deleted.*\n.*"b" deleted.*\n.*"a" deleted.*\n.*"s" deleted/);
    expect(await listMaps(cluster, 'whole')).toEqual(['foreign']);
    expect(await listLeft(place)).toBe('');
    expect(await find(cluster, 'clusterrole', 'cluster-admin')).toBeDefined();
    const again = await succeed(place, ['delete', ...yes]);
    expect(again.stderr).toContain('Nothing found to delete.');
    expect(again.stderr).toContain('ConfigMap/a in whole: it is not there');
  });

  it('takes what targets select', async () => {
    const place = await openApplied('some', configMap('a'), configMap('b'));
    const { stdout } = await succeed(place, ['delete', ...yes, '--json', '-t', 'configmap/a']);
    expect(JSON.parse(stdout)).toEqual([
      {
        environment: 'environments/some',
        context: 'test',
        dryRun: null,
        deleted: [{ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'some', name: 'a' }],
        skipped: [],
      },
    ]);
    expect(await listMaps(cluster, 'some')).toEqual(['b']);
    expect(await listLeft(place)).toContain('twinhull-inventory-');
  });

  it('leaves what has the label of another environment', async () => {
    const place = await openApplied('lent', configMap('a'), configMap('b'));
    await cluster.kubectl([
      'label',
      'configmap',
      'a',
      '-n',
      'lent',
      '--overwrite',
      'tanka.dev/environment=other',
    ]);
    const { stderr } = await succeed(place, ['delete', ...yes]);
    expect(stderr).toMatch(/Skipped:\n {2}ConfigMap\/a in lent: its label .* is that of another environment/);
    expect(await listMaps(cluster, 'lent')).toEqual(['a']);
    expect(await listLeft(place)).toBe('');
  });

  it('takes the Namespace last, with everything in it', async () => {
    const place = await openPlace(cluster, { name: 'house', isEmpty: true });
    place.want({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'house' } }, configMap('a'));
    await succeed(place, ['apply', ...yes]);
    expect(await readInventory(cluster, place)).toMatchObject({
      complete: 'true',
      objects: expect.stringMatching(/^\/ConfigMap\/house\/a\/\S+\n\/Namespace\/\/house\/\S+\n$/),
    });
    const { stdout, stderr } = await succeed(place, ['delete', ...yes]);
    expect(stderr).toContain('Everything in these namespaces goes with them: house');
    expect(stdout).toMatch(/configmap "a" deleted.*\nnamespace "house" deleted\n$/);
    expect(await find(cluster, 'namespace', 'house')).toBeUndefined();
  });

  it('keeps the inventory of what Jsonnet does not name any more, for prune', async () => {
    const place = await openApplied('rest', configMap('a'), configMap('old'));
    place.want(configMap('a'));
    const { stderr } = await succeed(place, ['delete', ...yes]);
    expect(stderr).toContain('see prune: /ConfigMap/rest/old');
    expect(await listMaps(cluster, 'rest')).toEqual(['old']);
    await succeed(place, ['prune', ...yes]);
    expect(await listMaps(cluster, 'rest')).toEqual([]);
  });
});

describe('hooks', () => {
  it('run before and after, and what they leave goes too', async () => {
    const objects = [
      hook('migrate', 'pre-install,pre-upgrade'),
      hook('before', 'pre-delete'),
      hook('after', 'post-delete'),
    ];
    const place = await openApplied('hooked', configMap('a'), ...objects);
    expect(await find(cluster, 'job', 'migrate', 'hooked')).toBeDefined();
    const { stdout } = await succeed(place, ['delete', ...yes]);
    expect(stdout).toMatch(
      /Running hook Job\/before.*\n.*"a" deleted.*\nRunning hook Job\/after.*\n(.*"(after|before|migrate)" deleted.*\n){3}$/,
    );
    expect(await listLeft(place)).toBe('');
  });

  it('that fails before stops everything', async () => {
    const failing = hook('before', 'pre-delete', { podAnnotations: { 'twinhull.test/fail': 'true' } });
    const place = await openApplied('unhooked', configMap('a'), failing);
    expect(await fail(place, ['delete', ...yes])).toMatch(/hook-failed|Job\/before/);
    expect(await listMaps(cluster, 'unhooked')).toEqual(['a']);
    place.want(configMap('a'), hook('before', 'pre-delete'));
    await succeed(place, ['delete', ...yes]);
    expect(await listLeft(place)).toBe('');
  });
});

describe('a second run', () => {
  it('finishes what a finalizer has held', async () => {
    const held = configMap('held', { finalizers: ['example.org/wait'] });
    const place = await openApplied('slow', held, clusterRole('slow'), {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'behind' },
    });
    const said = await fail(place, ['delete', ...yes, '--timeout', '1s']);
    expect(said).toContain('ConfigMap/held in namespace slow did not go within 1 seconds');
    expect(said).toContain('held by the finalizers example.org/wait');
    expect(said).toContain('[delete-timeout]');
    expect(await find(cluster, 'clusterrole', 'slow')).toBeUndefined();
    expect(await find(cluster, 'secret', 'behind', 'slow')).toBeDefined();
    const patch = ['patch', 'configmap', 'held', '-n', 'slow', '--type=merge', '-p'];
    await cluster.kubectl([...patch, '{"metadata":{"finalizers":null}}']);
    await succeed(place, ['delete', ...yes]);
    expect(await listLeft(place)).toBe('');
  });

  it('finishes what a user may not delete', async () => {
    const place = await openApplied('forbidden', configMap('a'), {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'b' },
    });
    const rules = [
      { apiGroups: [''], resources: ['configmaps'], verbs: ['*'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] },
    ];
    const KUBECONFIG = await addUser(cluster, { name: 'bot', namespace: 'forbidden', rules });
    const words = ['delete', ...yes, '--json'];
    const { exitCode, stdout, stderr } = await place.twinhull(words, { env: { KUBECONFIG } });
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ deleted: [{ kind: 'ConfigMap', name: 'a' }] }]);
    expect(stderr).toMatch(
      /Secret\/b in namespace forbidden could not be deleted.*cannot delete resource "secrets"/,
    );
    expect(stderr).toContain('[delete-failed]');
    expect(await listMaps(cluster, 'forbidden')).toEqual([]);
    const secret = await find(cluster, 'secret', 'b', 'forbidden');
    expect(mapOf(secret ?? {}, 'labels')).toHaveProperty(['tanka.dev/environment'], place.label);
    await succeed(place, ['delete', ...yes]);
    expect(await listLeft(place)).toBe('');
    expect(metadataOf((await find(cluster, 'namespace', 'forbidden')) ?? {}).name).toBe('forbidden');
  });
});
