// `diff` with its options, and how it finds its cluster.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { makeHangingKubectl } from '../cluster/hanging.ts';
import { addUser } from '../cluster/users.ts';
import { applied, openShop } from './shop.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

describe('diff', () => {
  it('shows all as new, exits with 16, and with 0 once it is applied', async () => {
    const shop = openShop(cluster);
    const before = await shop.twinhull('diff');
    expect(before.exitCode).toBe(16);
    expect(before.stdout.match(/^diff -u -N /gm)).toHaveLength(4);
    expect(before.stdout).not.toMatch(/^-[^-]/m);
    await applied(shop);
    expect(await shop.twinhull('diff')).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: 'No differences.\n',
    });
  });

  it.each(['native', 'server', 'subset', 'validate'])(
    'finds the same change with the strategy %s',
    async (strategy) => {
      const shop = await applied(openShop(cluster));
      const { exitCode, stdout, stderr } = await shop.twinhull(
        `diff --diff-strategy ${strategy} --tla-code replicas=3`,
      );
      expect(exitCode, stderr).toBe(16);
      expect(stdout.match(/^diff /gm)).toHaveLength(1);
      expect(stdout).toMatch(/^- {2}replicas: 1\n\+ {2}replicas: 3$/m);
    },
  );

  it('says what restarts and what the changes risk', async () => {
    const shop = await applied(openShop(cluster));
    const { stderr } = await shop.twinhull('diff --tla-str image=nginx:2');
    expect(stderr).toMatch(/Pods that are replaced:\n {2}Deployment\/web in shop-\d+ .*image\n/);
    expect(stderr).toContain('[image]');
    expect(stderr).not.toContain('Namespace/');
  });

  it.each([
    ['NetworkPolicy', 'names no namespace', { namespace: '' }],
    ['ValidatingAdmissionPolicy', 'has none, though the pipeline gave it one', {}],
  ])('tells what a new %s risks, which %s', async (kind, _, spec) => {
    const shop = await applied(openShop(cluster, spec));
    const sources: Readonly<Record<string, string>> = {
      NetworkPolicy: `{apiVersion:'networking.k8s.io/v1',spec:{podSelector:{}}}`,
      ValidatingAdmissionPolicy: `{apiVersion:'admissionregistration.k8s.io/v1',spec:{matchConstraints:{resourceRules:[{apiGroups:[''],apiVersions:['v1'],operations:['CREATE'],resources:['secrets']}]},validations:[{expression:'true'}]}}`,
    };
    const { exitCode, stderr } = await shop.twinhull(
      `diff --tla-code extra=${sources[kind]}+{kind:'${kind}',metadata:{name:'new'}}`,
    );
    expect(exitCode, stderr).toBe(16);
    expect(stderr).toMatch(new RegExp(`R3 outage {2}${kind}/new .*\\[object-added\\]`));
  });

  it('sees no risk in labels that only the API server writes', async () => {
    const shop = await applied(openShop(cluster));
    const spec = JSON.parse(readFileSync(join(shop.folder, 'env/spec.json'), 'utf8'));
    spec.spec.resourceDefaults = { labels: { team: 'web' } };
    writeFileSync(join(shop.folder, 'env/spec.json'), JSON.stringify(spec));
    const { exitCode, stderr } = await shop.twinhull('diff -t namespace/.*');
    expect(exitCode).toBe(16);
    expect(stderr).not.toContain('kubernetes.io/metadata.name');
  });

  it('shows what would be refused beside everything else', async () => {
    const shop = await applied(openShop(cluster));
    const { exitCode, stdout, stderr } = await shop.twinhull(
      'diff --tla-str app=other --tla-str password=another',
    );
    expect(exitCode).toBe(16);
    expect(stderr).toMatch(/R1 blocked {2}Deployment\/web .*\[selector-immutable\]/);
    expect(stdout).toMatch(/Deployment[\s\S]*Secret|Secret[\s\S]*Deployment/);
  });

  it('never shows a Secret', async () => {
    const shop = await applied(openShop(cluster));
    const change = '--tla-str password=battery-staple';
    const lines = [`diff ${change}`, `diff --diff-strategy subset ${change}`, `diff --json ${change}`];
    const outcomes = [await openShop(cluster).twinhull('diff')];
    for (const line of lines) outcomes.push(await shop.twinhull(line));
    for (const { exitCode, stdout, stderr } of outcomes) {
      expect(exitCode).toBe(16);
      expect(stdout + stderr).not.toMatch(/correct-horse|battery-staple|Y29ycmVjdC1|YmF0dGVyeS/);
      expect(stdout).toMatch(/\*\*\* \(after\)|password: \\?"\*\*\*/);
    }
  });

  it('summarizes, exits with 0 when told to, and gives data', async () => {
    const shop = await applied(openShop(cluster));
    const summary = await shop.twinhull('diff -s -z --tla-code replicas=3');
    expect(summary).toMatchObject({ exitCode: 0 });
    expect(summary.stdout).toMatch(
      /^apps\.v1\.Deployment\.shop-\d+\.web \| {4}2 \++-+\n1 files changed, 1 insertions\(\+\), 1 deletions\(-\)\n$/,
    );
    const data = await shop.twinhull('diff --json --tla-code replicas=3');
    expect(JSON.parse(data.stdout)).toMatchObject([
      {
        environment: 'env',
        context: 'test',
        changes: [{ action: 'update', kind: 'Deployment', name: 'web' }],
      },
    ]);
  });

  it('hands both states to KUBECTL_EXTERNAL_DIFF', async () => {
    const shop = await applied(openShop(cluster));
    const external = { env: { KUBECTL_EXTERNAL_DIFF: 'diff -rq' } };
    const { exitCode, stdout } = await shop.twinhull('diff --tla-code replicas=3', external);
    expect(exitCode).toBe(16);
    expect(stdout).toMatch(/^Files LIVE\/apps\.v1\.Deployment\.\S+ and MERGED\/\S+ differ\n$/);
  });

  it('colours lines when told to', async () => {
    const shop = await applied(openShop(cluster));
    const { stdout } = await shop.twinhull('diff --color always --tla-code replicas=3');
    expect(stdout).toContain('\u001b[32m+  replicas: 3\u001b[0m');
  });

  it('lists the environments that have changes', async () => {
    const shop = await applied(openShop(cluster));
    expect(await shop.twinhull('diff --list-modified-envs')).toMatchObject({ exitCode: 0, stdout: '' });
    const { exitCode, stdout } = await shop.twinhull('diff --list-modified-envs --tla-code replicas=3');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'env\n' });
  });

  it('of an apply that is told not to look shows nothing', async () => {
    const { exitCode, stdout } = await openShop(cluster).twinhull(
      'apply --auto-approve always --diff-strategy none',
    );
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('diff -u');
  });

  it('only looks at targets', async () => {
    const shop = await applied(openShop(cluster));
    const line = 'diff --tla-code replicas=3 --tla-str password=battery-staple';
    expect((await shop.twinhull(`${line} -t secret/.*`)).stdout.match(/^diff /gm)).toHaveLength(1);
    expect((await shop.twinhull(`${line} -t configmap/.*`)).exitCode).toBe(0);
  });

  it('shows objects whose kind the environment defines itself as new', async () => {
    const definition = `{apiVersion:'apiextensions.k8s.io/v1',kind:'CustomResourceDefinition',metadata:{name:'bells.example.test'},spec:{group:'example.test',scope:'Namespaced',names:{kind:'Bell',plural:'bells'},versions:[{name:'v1',served:true,storage:true,schema:{openAPIV3Schema:{type:'object'}}}]}}`;
    const bell = `{apiVersion:'example.test/v1',kind:'Bell',metadata:{name:'big'}}`;
    const shop = openShop(cluster);
    const known = await shop.twinhull(`diff --tla-code extra=[${definition},${bell}]`);
    expect(known.exitCode, known.stderr).toBe(16);
    expect(known.stdout).toContain('example.test.v1.Bell');
    const unknown = await shop.twinhull(`diff --tla-code extra=${bell}`);
    expect(unknown).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('[kind-unknown]') });
  });
});

describe('the cluster', () => {
  const failing = async (spec: JsonObject, env = {}): Promise<string> => {
    const { exitCode, stderr } = await openShop(cluster, spec).twinhull('diff', { env });
    expect(exitCode).toBe(1);
    return stderr;
  };

  it('is found by names in their order, each a whole name, or by the address of its API server', async () => {
    const fitting: readonly JsonObject[] = [
      { contextNames: ['absent', 't.st'] },
      { contextNames: [], apiServer: cluster.server },
      { contextNames: [], apiServer: `${cluster.server}/` },
    ];
    for (const spec of fitting) expect((await openShop(cluster, spec).twinhull('diff')).exitCode).toBe(16);
  });

  it('is not one whose name or address only begins alike', async () => {
    expect(await failing({ contextNames: ['tes'] })).toContain('[cluster-context]');
    const shorter = cluster.server.slice(0, -1);
    expect(await failing({ contextNames: [], apiServer: shorter })).toContain('[cluster-context]');
  });

  it('has to be named, and only once', async () => {
    expect(await failing({ contextNames: [] })).toContain('[cluster-unset]');
    expect(await failing({ apiServer: cluster.server })).toContain('[cluster-unset]');
  });

  it('that may not be read gives a clear error', async () => {
    const kubeconfig = await addUser(cluster, { name: 'reader', namespace: 'default' });
    const stderr = await failing({}, { KUBECONFIG: kubeconfig });
    expect(stderr).toMatch(/forbidden[\s\S]*\[kubectl-failed\]/);
  });

  it('that does not answer gives a clear error', async () => {
    const file = join(cluster.directory, 'nowhere');
    const config = readFileSync(cluster.kubeconfig, 'utf8').replaceAll(cluster.server, 'https://127.0.0.1:1');
    writeFileSync(file, config);
    expect(await failing({}, { KUBECONFIG: file })).toMatch(
      /127\.0\.0\.1:1.*refused[\s\S]*\[kubectl-failed\]/,
    );
  });

  it('that keeps kubectl waiting gives a clear error', async () => {
    const { path } = await makeHangingKubectl({ directory: cluster.directory, words: ['get'] });
    const env = { TANKA_KUBECTL_PATH: path, TWINHULL_KUBECTL_TIMEOUT: '1' };
    expect(await failing({}, env)).toMatch(/kubectl get .* 1 seconds[\s\S]*\[kubectl-timeout\]/);
  });

  it('sees the commands that TANKA_KUBECTL_TRACE prints', async () => {
    const { stderr } = await openShop(cluster).twinhull('diff', { env: { TANKA_KUBECTL_TRACE: '1' } });
    expect(stderr).toMatch(/^kubectl config view -o json\nkubectl get --context test -f -/);
  });
});
