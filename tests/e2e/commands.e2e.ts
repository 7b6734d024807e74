// `diff` and `apply` with their options, as a user of Tanka knows them and as they go beyond.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Outcome, type RunOptions, run } from '../cli/run.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { makeHangingKubectl } from '../cluster/hanging.ts';
import { addUser } from '../cluster/users.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

/** One environment, whose namespace is called as itself. */
interface Shop {
  readonly folder: string;
  readonly twinhull: (line: string, options?: RunOptions) => Promise<Outcome>;
}

const source = `
function(replicas=1, image='nginx:1', app='web', extra={}, password='correct-horse') {
  namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: std.extVar('namespace') } },
  secret: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, stringData: { password: password } },
  config: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { greeting: 'hello' } },
  deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: replicas,
      selector: { matchLabels: { app: app } },
      template: {
        metadata: { labels: { app: app } },
        spec: { containers: [{ name: 'web', image: image, env: [{ name: 'MODE', value: 'fast' }], ports: [{ containerPort: 80 }] }] },
      },
    },
  },
  extra: extra,
}
`;

let shops = 0;

function openShop(spec: JsonObject = {}): Shop {
  const name = `shop-${++shops}`;
  const folder = join(cluster.directory, 'shops', name);
  mkdirSync(join(folder, 'env'), { recursive: true });
  writeFileSync(join(folder, 'jsonnetfile.json'), '{}');
  writeFileSync(join(folder, 'env', 'main.jsonnet'), source.replace("std.extVar('namespace')", `'${name}'`));
  const own = { contextNames: ['test'], namespace: name, ...spec };
  const header = { apiVersion: 'tanka.dev/v1alpha1', kind: 'Environment', metadata: { name: 'env' } };
  writeFileSync(join(folder, 'env', 'spec.json'), JSON.stringify({ ...header, spec: own }));
  const env = { KUBECONFIG: cluster.kubeconfig };
  return {
    folder,
    twinhull: (line, options = {}) =>
      run(split(line), { cwd: folder, ...options, env: { ...env, ...options.env } }),
  };
}

/** Words between blanks; an expression of Jsonnet has none. */
function split(line: string): readonly string[] {
  const [command = '', ...words] = line.split(' ').filter(Boolean);
  return [command, 'env', ...words];
}

const applied = async (shop: Shop): Promise<Shop> => {
  const { exitCode, stderr } = await shop.twinhull('apply --auto-approve always');
  expect(exitCode, stderr).toBe(0);
  return shop;
};

describe('diff', () => {
  it('shows all as new, exits with 16, and with 0 once it is applied', async () => {
    const shop = openShop();
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
      const shop = await applied(openShop());
      const { exitCode, stdout, stderr } = await shop.twinhull(
        `diff --diff-strategy ${strategy} --tla-code replicas=3`,
      );
      expect(exitCode, stderr).toBe(16);
      expect(stdout.match(/^diff /gm)).toHaveLength(1);
      expect(stdout).toMatch(/^- {2}replicas: 1\n\+ {2}replicas: 3$/m);
    },
  );

  it('says what restarts and what the changes risk', async () => {
    const shop = await applied(openShop());
    const { stderr } = await shop.twinhull('diff --tla-str image=nginx:2');
    expect(stderr).toMatch(/Pods that are replaced:\n {2}Deployment\/web in shop-\d+ .*image\n/);
    expect(stderr).toContain('[image]');
    expect(stderr).not.toContain('Namespace/');
  });

  it('sees no risk in labels that only the API server writes', async () => {
    const shop = await applied(openShop());
    const spec = JSON.parse(readFileSync(join(shop.folder, 'env/spec.json'), 'utf8'));
    spec.spec.resourceDefaults = { labels: { team: 'web' } };
    writeFileSync(join(shop.folder, 'env/spec.json'), JSON.stringify(spec));
    const { exitCode, stderr } = await shop.twinhull('diff -t namespace/.*');
    expect(exitCode).toBe(16);
    expect(stderr).not.toContain('kubernetes.io/metadata.name');
  });

  it('shows what would be refused beside everything else', async () => {
    const shop = await applied(openShop());
    const { exitCode, stdout, stderr } = await shop.twinhull(
      'diff --tla-str app=other --tla-str password=another',
    );
    expect(exitCode).toBe(16);
    expect(stderr).toMatch(/R1 blocked {2}Deployment\/web .*\[selector-immutable\]/);
    expect(stdout).toMatch(/Deployment[\s\S]*Secret|Secret[\s\S]*Deployment/);
  });

  it('never shows a Secret', async () => {
    const shop = await applied(openShop());
    const change = '--tla-str password=battery-staple';
    const lines = [`diff ${change}`, `diff --diff-strategy subset ${change}`, `diff --json ${change}`];
    const outcomes = [await openShop().twinhull('diff')];
    for (const line of lines) outcomes.push(await shop.twinhull(line));
    for (const { exitCode, stdout, stderr } of outcomes) {
      expect(exitCode).toBe(16);
      expect(stdout + stderr).not.toMatch(/correct-horse|battery-staple|Y29ycmVjdC1|YmF0dGVyeS/);
      expect(stdout).toMatch(/\*\*\* \(after\)|password: \\?"\*\*\*/);
    }
  });

  it('summarizes, exits with 0 when told to, and gives data', async () => {
    const shop = await applied(openShop());
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
    const shop = await applied(openShop());
    const external = { env: { KUBECTL_EXTERNAL_DIFF: 'diff -rq' } };
    const { exitCode, stdout } = await shop.twinhull('diff --tla-code replicas=3', external);
    expect(exitCode).toBe(16);
    expect(stdout).toMatch(/^Files LIVE\/apps\.v1\.Deployment\.\S+ and MERGED\/\S+ differ\n$/);
  });

  it('colours lines when told to', async () => {
    const shop = await applied(openShop());
    const { stdout } = await shop.twinhull('diff --color always --tla-code replicas=3');
    expect(stdout).toContain('\u001b[32m+  replicas: 3\u001b[0m');
  });

  it('lists the environments that have changes', async () => {
    const shop = await applied(openShop());
    expect(await shop.twinhull('diff --list-modified-envs')).toMatchObject({ exitCode: 0, stdout: '' });
    const { exitCode, stdout } = await shop.twinhull('diff --list-modified-envs --tla-code replicas=3');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'env\n' });
  });

  it('of an apply that is told not to look shows nothing', async () => {
    const { exitCode, stdout } = await openShop().twinhull(
      'apply --auto-approve always --diff-strategy none',
    );
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('diff -u');
  });

  it('only looks at targets', async () => {
    const shop = await applied(openShop());
    const line = 'diff --tla-code replicas=3 --tla-str password=battery-staple';
    expect((await shop.twinhull(`${line} -t secret/.*`)).stdout.match(/^diff /gm)).toHaveLength(1);
    expect((await shop.twinhull(`${line} -t configmap/.*`)).exitCode).toBe(0);
  });

  it('shows objects whose kind the environment defines itself as new', async () => {
    const definition = `{apiVersion:'apiextensions.k8s.io/v1',kind:'CustomResourceDefinition',metadata:{name:'bells.example.test'},spec:{group:'example.test',scope:'Namespaced',names:{kind:'Bell',plural:'bells'},versions:[{name:'v1',served:true,storage:true,schema:{openAPIV3Schema:{type:'object'}}}]}}`;
    const bell = `{apiVersion:'example.test/v1',kind:'Bell',metadata:{name:'big'}}`;
    const shop = openShop();
    const known = await shop.twinhull(`diff --tla-code extra=[${definition},${bell}]`);
    expect(known.exitCode, known.stderr).toBe(16);
    expect(known.stdout).toContain('example.test.v1.Bell');
    const unknown = await shop.twinhull(`diff --tla-code extra=${bell}`);
    expect(unknown).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('[kind-unknown]') });
  });
});

describe('apply', () => {
  it('asks, and changes nothing after another answer than yes', async () => {
    const shop = openShop();
    const refused = await shop.twinhull('apply', { input: 'y\n' });
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('aborted by user') });
    expect(refused.stdout).toMatch(
      /Applying to namespace 'shop-\d+' of cluster 'test' at 'https:\/\/127\.0\.0\.1:\d+' using context 'test'\.\nPlease type 'yes' to confirm: $/,
    );
    expect((await shop.twinhull('diff')).exitCode).toBe(16);
    expect((await shop.twinhull('apply', { input: 'yes\n' })).exitCode).toBe(0);
    expect((await shop.twinhull('diff')).exitCode).toBe(0);
  });

  it.each([
    ['always', '', false],
    ['if-no-changes', '', false],
    ['if-no-changes', '--tla-code replicas=2', true],
    ['never', '', true],
  ])('with --auto-approve %s %s asks: %s', async (approval, change, isAsked) => {
    const shop = await applied(openShop());
    const { stdout, exitCode } = await shop.twinhull(`apply --auto-approve ${approval} ${change}`);
    expect(stdout.includes('Please type')).toBe(isAsked);
    expect(exitCode).toBe(isAsked ? 1 : 0);
  });

  it('asks although --dry-run says none, and not for a dry run, which changes nothing', async () => {
    const shop = openShop();
    expect((await shop.twinhull('apply --dry-run none')).exitCode).toBe(1);
    const { exitCode, stdout } = await (await applied(shop)).twinhull(
      'apply --dry-run server --tla-code replicas=2',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('deployment.apps/web configured (server dry run)');
    expect((await shop.twinhull('diff --tla-code replicas=2')).exitCode).toBe(16);
  });

  it('says of what stays as it is what kubectl says', async () => {
    const shop = await applied(openShop());
    const { stdout } = await shop.twinhull('apply --auto-approve always --tla-code replicas=2');
    expect(
      stdout
        .split('\n')
        .filter((line) => / (?:un|conf)\w+$/.test(line))
        .sort(),
    ).toEqual([
      'configmap/config unchanged',
      'deployment.apps/web configured',
      expect.stringMatching(/^namespace\/shop-\d+ unchanged$/),
      'secret/login unchanged',
    ]);
  });

  it('refuses what the cluster would refuse, and what loses data, unless it is named', async () => {
    const claim = `{apiVersion:'v1',kind:'PersistentVolumeClaim',metadata:{name:'data'},spec:{accessModes:['ReadWriteOnce'],resources:{requests:{storage:'1Gi'}}}}`;
    const shop = openShop();
    await shop.twinhull(`apply --auto-approve always --tla-code extra=${claim}`);
    const smaller = `--tla-code extra=${claim.replace('1Gi', '500Mi')}`;
    for (const change of ['--tla-str app=other', smaller]) {
      const { exitCode, stderr } = await shop.twinhull(`apply --auto-approve always ${change}`);
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/\[apply-risk\]/);
    }
    const named = await shop.twinhull(
      'apply --auto-approve always --force --tla-str app=other --accept-risk selector-immutable',
    );
    expect(named.exitCode, named.stderr).toBe(0);
  });

  it('applies on the server, and names the way to take over fields of others', async () => {
    const shop = openShop({ applyStrategy: 'server' });
    await cluster.kubectl(['create', 'namespace', `shop-${shops}`]);
    await applied(shop);
    const taken = ['apply', '--server-side', '--force-conflicts', '--field-manager=other', '-f', '-'];
    const stdin = JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'ConfigMap' },
      ...{ metadata: { name: 'config', namespace: `shop-${shops}` }, data: { greeting: 'bye' } },
    });
    await cluster.kubectl(taken, { stdin });
    const conflict = await shop.twinhull('apply --auto-approve always');
    expect(conflict).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/conflict[\s\S]*--force[\s\S]*\[apply-failed\]/),
    });
    expect((await shop.twinhull('apply --auto-approve always --force')).exitCode).toBe(0);
    expect((await shop.twinhull('diff')).exitCode).toBe(0);
  });

  it('makes the namespace of a hook first, and nothing else before a hook has failed', async () => {
    const hook = `{apiVersion:'batch/v1',kind:'Job',metadata:{name:'migrate',annotations:{'helm.sh/hook':'pre-install'}},spec:{backoffLimit:0,template:{metadata:{annotations:{'twinhull.test/fail':'true'}},spec:{restartPolicy:'Never',containers:[{name:'migrate',image:'migrate'}]}}}}`;
    const shop = openShop();
    const { exitCode, stdout, stderr } = await shop.twinhull(
      `apply --auto-approve always --timeout 20s --tla-code extra=${hook}`,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('[hook-failed]');
    expect(stdout).toMatch(/^namespace\/shop-\d+ created$/m);
    expect(stdout).not.toContain('deployment.apps/web');
  });

  it('refuses fields that nobody knows, of which a diff warns, before a hook runs', async () => {
    const shop = await applied(openShop());
    const settings = `{apiVersion:'v1',kind:'ConfigMap',metadata:{name:'settings'},dta:{a:'b'}}`;
    const hook = `{apiVersion:'batch/v1',kind:'Job',metadata:{name:'migrate',annotations:{'helm.sh/hook':'pre-upgrade'}},spec:{template:{spec:{restartPolicy:'Never',containers:[{name:'migrate',image:'migrate'}]}}}}`;
    const extra = `--tla-code extra=[${settings},${hook}]`;
    expect((await shop.twinhull(`diff ${extra}`)).stderr).toContain('warning: unknown field "dta"');
    const { exitCode, stdout, stderr } = await shop.twinhull(`apply --auto-approve always ${extra}`);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('[apply-field]') });
    expect(stdout).not.toContain('hook');
    const without = await shop.twinhull(`apply --auto-approve always --validate=false ${extra}`);
    expect(without.exitCode, without.stderr).toBe(0);
  });

  it('tries on the server what it can, and names what depends on a namespace that is not there', async () => {
    const { exitCode, stdout, stderr } = await openShop().twinhull('apply --dry-run server');
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^namespace\/shop-\d+ created \(server dry run\)$/m);
    expect(stdout).toMatch(/^deployment\.apps\/web created \(server dry run\)$/m);
  });

  it('says what to do about a namespace that is missing', async () => {
    const shop = openShop();
    const { exitCode, stderr } = await shop.twinhull('diff -t !namespace/.*');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Add a Namespace shop-\d+ to the environment/);
  });

  it('looks at all environments before it changes one, and says of which it speaks', async () => {
    const shop = openShop();
    const other = join(shop.folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'main.jsonnet'), '{}');
    writeFileSync(join(other, 'spec.json'), JSON.stringify({ spec: { contextNames: ['absent'] } }));
    const refused = await shop.twinhull('apply other --auto-approve always');
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('[cluster-context]') });
    expect(refused.stdout).not.toContain('created');
    const diff = await shop.twinhull('diff other -s');
    expect(diff.exitCode).toBe(1);
    expect(diff.stdout).toContain('v1.ConfigMap');
    expect(diff.stderr).toMatch(/^env:\n[\s\S]*^other:\nError: .*\[cluster-context\]/m);
  });

  it('gives data', async () => {
    const { exitCode, stdout } = await openShop().twinhull('apply --json --auto-approve always');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)[0].applied).toContain('deployment.apps/web created');
    expect(await openShop().twinhull('apply --json')).toMatchObject({ exitCode: 1, stdout: '' });
  });
});

describe('the cluster', () => {
  const failing = async (spec: JsonObject, env = {}): Promise<string> => {
    const { exitCode, stderr } = await openShop(spec).twinhull('diff', { env });
    expect(exitCode).toBe(1);
    return stderr;
  };

  it('is found by names in their order, each a whole name, or by the address of its API server', async () => {
    const fitting: readonly JsonObject[] = [
      { contextNames: ['absent', 't.st'] },
      { contextNames: [], apiServer: cluster.server },
      { contextNames: [], apiServer: `${cluster.server}/` },
    ];
    for (const spec of fitting) expect((await openShop(spec).twinhull('diff')).exitCode).toBe(16);
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
    const { stderr } = await openShop().twinhull('diff', { env: { TANKA_KUBECTL_TRACE: '1' } });
    expect(stderr).toMatch(/^kubectl config view -o json\nkubectl get --context test -f -/);
  });
});
