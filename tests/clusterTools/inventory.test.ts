// What an inventory says, whose it is, and what may be deleted, as far as it takes no cluster to know.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Kubectl } from '../../tools/cluster/client/kubectl.ts';
import { addPlanned, addSeen, formatEntries, parseEntries } from '../../tools/cluster/inventory/entries.ts';
import { type Circumstances, judge } from '../../tools/cluster/inventory/judge.ts';
import { listLabelled } from '../../tools/cluster/inventory/list.ts';
import { identifyProject, normalizeRemote } from '../../tools/cluster/inventory/project.ts';
import { beginInventory } from '../../tools/cluster/inventory/record.ts';
import type { Manifest } from '../../tools/manifests/manifest.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-inventory-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lines of an inventory', () => {
  const text = '/ConfigMap/a/x/1-2\n/Namespace//a/\napps/Deployment/a/web/3\n';

  it('are sorted, and read as they are written', () => {
    expect(formatEntries([...parseEntries(text)].reverse())).toBe(text);
  });

  it.each([
    'Deployment/a/web/3',
    'apps/Deployment/a/web/3/4',
    'apps/--all/a/web/3',
    '-n/Deployment/a/web/3',
    'apps/Deployment/-A/web/3',
    'apps/Deployment/a//3',
    'apps/Deployment/a/w b/3',
  ])('refuse %j', (line) => {
    expect(() => parseEntries(`${text}${line}\n`)).toThrow(`the line ${JSON.stringify(line)} is not`);
  });

  const entry = (name: string, uid = '', namespace = 'a') => ({ group: '', kind: 'K', namespace, name, uid });

  it('keep all that there were beside what is planned', () => {
    expect(
      formatEntries(
        addPlanned([entry('x', '1'), entry('wide', '2', '')], [entry('x'), entry('wide'), entry('y')]),
      ),
    ).toBe('/K//wide/2\n/K/a/x/1\n/K/a/y/\n');
  });

  it('take the UIDs of what is planned, and lose what is neither planned nor there', () => {
    const entries = [entry('x', '1'), entry('other', '1'), entry('gone', '1'), entry('new'), entry('wide')];
    const planned = [entry('x'), entry('new'), entry('wide')];
    const seen = [entry('x', '2'), entry('other', '2'), entry('wide', '3', '')];
    const format = (isReadable: boolean) => formatEntries(addSeen(entries, { planned, seen, isReadable }));
    // `other` is another object than the one that was applied, and its line still says so.
    expect(format(true)).toBe('/K//wide/3\n/K/a/new/\n/K/a/other/1\n/K/a/x/2\n');
    expect(format(false)).toContain('/K/a/gone/1\n');
  });
});

describe('the name of a project', () => {
  it.each([
    ['git@github.com:org/repo.git', 'github.com/org/repo'],
    ['https://me:secret@GitHub.com/org/repo', 'github.com/org/repo'],
    ['ssh://git@example.org:2222/org/repo.git/', 'example.org/org/repo'],
    ['example.org:org/repo', 'example.org/org/repo'],
    ['/srv/git/repo.git', '/srv/git/repo'],
    ['file:///srv/git/repo.git', '/srv/git/repo'],
  ])('is that of the remote %s: %s', (address, name) => {
    expect(normalizeRemote(address)).toBe(name);
  });

  const create = (name: string): string => {
    const root = path.join(folder, name);
    mkdirSync(root, { recursive: true });
    return root;
  };

  it('is in tkrc.yaml, or that of the remote and the folder in it, or that of the folder', async () => {
    const root = create('plain');
    expect(await identifyProject(root, process.env)).toBe('plain');
    writeFileSync(path.join(root, 'tkrc.yaml'), '');
    expect(await identifyProject(root, process.env)).toBe('plain');
    execFileSync('git', ['init', '--quiet'], { cwd: root });
    execFileSync('git', ['remote', 'add', 'origin', 'git@example.org:org/repo.git'], { cwd: root });
    expect(await identifyProject(root, process.env)).toBe('example.org/org/repo');
    expect(await identifyProject(create('plain/team/web'), process.env)).toBe(
      'example.org/org/repo/team/web',
    );
    writeFileSync(path.join(root, 'tkrc.yaml'), 'project: our shop\n');
    expect(await identifyProject(root, process.env)).toBe('our shop');
  });

  it.each(['project: 7', 'project: ""', 'project: "a\\nb"', 'project: [a]'])(
    'is refused as %s',
    async (text) => {
      const root = create('wrong');
      writeFileSync(path.join(root, 'tkrc.yaml'), text);
      await expect(identifyProject(root, process.env)).rejects.toMatchObject({ code: 'tkrc-invalid' });
    },
  );
});

describe('an object that Jsonnet does not name any more', () => {
  const applied = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'a' } };
  const create = (metadata: object, kind = 'ConfigMap'): Manifest =>
    ({
      apiVersion: 'v1',
      kind,
      metadata: {
        name: 'x',
        namespace: 'a',
        uid: '1',
        labels: { 'tanka.dev/environment': 'ours' },
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ ...applied, kind }),
        },
        ...metadata,
      },
    }) as unknown as Manifest;
  const entry = { group: '', kind: 'ConfigMap', namespace: 'a', name: 'x', uid: '1' };
  const known: Circumstances = {
    label: 'ours',
    entry,
    otherOwner: undefined,
    isComplete: true,
    namespaces: new Set(['a']),
    includedKinds: [],
  };
  const unknown: Circumstances = { ...known, entry: undefined, isComplete: false };
  const without = { annotations: {} };
  const managed = (manager: string) => ({ ...without, managedFields: [{ manager }] });

  it.each<readonly [string, object, Circumstances]>([
    ['the inventory lists', {}, known],
    ['was about to be applied when that was ended', {}, { ...known, entry: { ...entry, uid: '' } }],
    ['only the label tells of', {}, unknown],
    ['was applied on the server', managed('tanka'), known],
    ['Flux has applied', managed('kustomize-controller'), unknown],
    [
      'a hook has left',
      { annotations: { 'helm.sh/hook': 'pre-install' }, managedFields: [{ manager: 'kubectl-create' }] },
      known,
    ],
    ['is elsewhere, with --all-namespaces', {}, { ...unknown, namespaces: undefined }],
  ])('goes when it is one that %s', (_, metadata, circumstances) => {
    const object = create(metadata);
    expect(judge(object, circumstances)).toBeUndefined();
  });

  it.each<readonly [string, object, Circumstances]>([
    ['it has no label tanka.dev/environment any more', { labels: {} }, known],
    ['', { labels: {} }, { ...known, entry: { ...entry, uid: '' } }],
    [
      'its label tanka.dev/environment is that of another environment',
      { labels: { 'tanka.dev/environment': 'b' } },
      known,
    ],
    ['', { ownerReferences: [{ kind: 'ReplicaSet', name: 'web' }] }, unknown],
    ['it belongs to ReplicaSet/web', { ownerReferences: [{ kind: 'ReplicaSet', name: 'web' }] }, known],
    ['it is a copy of ConfigMap/x in namespace a', { namespace: 'b' }, unknown],
    ['it is a copy of ConfigMap/x in namespace a', { name: 'y' }, known],
    [
      'its annotation kubectl.kubernetes.io/last-applied-configuration cannot be read',
      { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{' } },
      known,
    ],
    ['', without, unknown],
    ['it was not made by an apply', without, known],
    ['it was not made by an apply', managed('kubectl-create'), known],
    ['it belongs to theirs', {}, { ...unknown, otherOwner: 'theirs' }],
    ['the inventory of the environment does not list it', {}, { ...known, entry: undefined }],
    ['it was made again by somebody else', { uid: '2' }, known],
    ['it was made again by somebody else', { uid: '2' }, { ...known, isComplete: false }],
  ])('stays for good because %j', (reason, metadata, circumstances) => {
    expect(judge(create(metadata), circumstances)).toEqual({ reason, isOpen: false });
  });

  it('stays until an option says otherwise', () => {
    expect(judge(create({}), { ...unknown, namespaces: new Set(['b']) })).toEqual({
      reason: expect.stringContaining('--all-namespaces'),
      isOpen: true,
    });
    const claim = create({}, 'PersistentVolumeClaim');
    expect(judge(claim, known)).toMatchObject({
      reason: expect.stringContaining('--include-protected PersistentVolumeClaim'),
      isOpen: true,
    });
    expect(judge(claim, { ...known, includedKinds: ['PersistentVolumeClaim'] })).toBeUndefined();
  });
});

describe('kubectl', () => {
  /** Answers as kubectl does in places that a test cannot bring about. */
  const answering = (
    answer: (args: readonly string[]) => readonly [stdout: string, stderr: string],
  ): Kubectl => ({
    cluster: { context: 'c', cluster: 'c', server: 'https://c', namespace: 'default' },
    warnings: new Set(),
    redact: (text) => text,
    run: async (args) => {
      const [stdout, stderr] = answer(args);
      return { stdout, stderr, exitCode: stderr === '' ? 0 : 1 };
    },
  });
  const request = { label: 'ours', namespaces: ['a'], output: ['-o', 'name'] };

  it('is asked again without a kind that the cluster does not have', async () => {
    const kubectl = answering(([, resources = '']) =>
      resources.includes('Foo.example.org')
        ? ['', `error: the server doesn't have a resource type "Foo"\n`]
        : [resources, ''],
    );
    const resources = ['Foo.example.org', 'Secret'];
    expect(await listLabelled(kubectl, { ...request, resources })).toEqual({
      texts: ['Secret'],
      unreadable: [],
    });
    const both = await listLabelled(kubectl, { ...request, resources: [...resources, 'Foo.example.com'] });
    expect(both).toEqual({ texts: ['Secret'], unreadable: ['Foo.example.org', 'Foo.example.com'] });
  });

  it.each([
    'Error from server (Forbidden): pods.metrics.k8s.io is forbidden: User "x" cannot list resource',
    'Error from server (ServiceUnavailable): the server is currently unable to handle the request (get pods.metrics.k8s.io)',
    'W1121 10:00:00.000000 1 loader.go:1] noise\nError from server (MethodNotAllowed): the server does not allow this method on the requested resource (get pods.metrics.k8s.io)',
  ])('does not stop at what cannot be listed: %s', async (stderr) => {
    const kubectl = answering(() => ['', stderr]);
    expect(await listLabelled(kubectl, { ...request, resources: ['pods.metrics.k8s.io'] })).toMatchObject({
      unreadable: ['pods.metrics.k8s.io'],
    });
  });

  it('that does not reach the cluster is an error', async () => {
    const kubectl = answering(() => [
      '',
      'The connection to the server c was refused - did you specify the right host or port?',
    ]);
    await expect(listLabelled(kubectl, { ...request, resources: ['pods'] })).rejects.toMatchObject({
      code: 'kubectl-failed',
      args: { command: expect.stringMatching(/^kubectl get --context c pods /) },
    });
  });

  it('that is always told of a conflict is not asked for ever', async () => {
    const kubectl = answering(([verb]) =>
      verb === 'create'
        ? [
            '',
            'Error from server (AlreadyExists): error when creating "STDIN": configmaps "x" already exists',
          ]
        : ['', ''],
    );
    const environment = {
      apiVersion: 'tanka.dev/v1alpha1',
      kind: 'Environment',
      metadata: { name: 'e', namespace: 'e/main.jsonnet' },
      spec: { namespace: 'a', injectLabels: true, resourceDefaults: {}, expectVersions: {} },
    };
    const begin = beginInventory(kubectl, { environment, project: 'p', manifests: [] });
    await expect(begin).rejects.toMatchObject({ code: 'inventory-busy' });
  });
});
