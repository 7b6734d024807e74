// How prune knows what is the environment's in a cluster that others use too: labels, owners, and the inventory.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOrphans } from '../../tools/cluster/inventory/orphans.ts';
import { beginInventory, completeInventory } from '../../tools/cluster/inventory/record.ts';
import { pruneOrphans } from '../../tools/cluster/prune.ts';
import { metadataOf, withMetadata } from '../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { waitFor } from '../cluster/wait.ts';
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
  makeNamespace,
  openPlace,
  prune,
  readInventory,
  replicate,
  succeed,
} from './places.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

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
    expect(await readInventory(cluster, place)).toMatchObject({ complete: 'false' });
    const { pruned, kept } = await prune(place);
    expect(pruned).toEqual(['ClusterRole/tanka-old', 'ConfigMap/second', 'ConfigMap/old']);
    expect(kept).toEqual({ 'ConfigMap/left': expect.stringContaining('--all-namespaces') });
    expect(await prune(place, '--all-namespaces')).toMatchObject({ pruned: ['ConfigMap/left'] });
    expect(await readInventory(cluster, place)).toMatchObject({ complete: 'true' });
    expect(await listMaps(cluster, 'tanka')).toEqual(['a', 'b', 'unlabelled']);
  });

  it('takes its inventory along into another namespace', async () => {
    const before = await openPlace(cluster, { name: 'move-ns', namespace: 'move-before' });
    before.want(configMap('a'));
    await succeed(before, ['apply', ...yes]);
    const after = await openPlace(cluster, { name: 'move-ns', namespace: 'move-after' });
    after.want(configMap('a'));
    const { project } = await readInventory(cluster, before);
    const env = { ...after.request, project: String(project) };
    await beginInventory(await after.connect(), { ...env, manifests: [] });
    expect(await readInventory(cluster, before)).toEqual({});
    expect(await readInventory(cluster, after)).toMatchObject({
      objects: expect.stringContaining('/move-before/a/'),
    });
  });
});

describe('an inventory', () => {
  it('that was edited by hand is refused, and names the line', async () => {
    const place = await openPlace(cluster, { name: 'edited' });
    place.want(configMap('a'));
    await succeed(place, ['apply', ...yes]);
    const patch = JSON.stringify({ data: { objects: '--all/ConfigMap/x\n' } });
    const name = inventoryNameOf(place);
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
    const { objects } = await readInventory(cluster, place);
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
    expect(String((await readInventory(cluster, place)).objects).match(/[^/]+\n/g)).toHaveLength(1000);
    expect(asked.length, asked.join('\n')).toBeLessThan(10);
    expect(asked.join('\n').length).toBeLessThan(5000);
  });
});
