// `apply` with its options, as a user of Tanka knows them and as they go beyond.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { applied, openShop, type Shop } from './shop.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

/** Variables of a user whose context has the shop's namespace, which the shop makes. */
async function enter({ name, folder }: Shop): Promise<Readonly<Record<string, string>>> {
  const KUBECONFIG = join(folder, 'kubeconfig');
  copyFileSync(cluster.kubeconfig, KUBECONFIG);
  const change = ['set-context', 'test', `--namespace=${name}`];
  await cluster.kubectl(['config', ...change, '--kubeconfig', KUBECONFIG]);
  return { KUBECONFIG };
}

describe('apply', () => {
  it('asks, and changes nothing after another answer than yes', async () => {
    const shop = openShop(cluster);
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
    const shop = await applied(openShop(cluster));
    const { stdout, exitCode } = await shop.twinhull(`apply --auto-approve ${approval} ${change}`);
    expect(stdout.includes('Please type')).toBe(isAsked);
    expect(exitCode).toBe(isAsked ? 1 : 0);
  });

  it('asks although --dry-run says none, and not for a dry run, which changes nothing', async () => {
    const shop = openShop(cluster);
    expect((await shop.twinhull('apply --dry-run none')).exitCode).toBe(1);
    const { exitCode, stdout } = await (await applied(shop)).twinhull(
      'apply --dry-run server --tla-code replicas=2',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('deployment.apps/web configured (server dry run)');
    expect((await shop.twinhull('diff --tla-code replicas=2')).exitCode).toBe(16);
  });

  it('says of what stays as it is what kubectl says', async () => {
    const shop = await applied(openShop(cluster));
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

  it('finds again what names no namespace, where kubectl has put it', async () => {
    const shop = await applied(openShop(cluster, { namespace: '' }));
    const change = '--tla-code replicas=3';
    expect((await shop.twinhull('apply')).stdout).toContain("Applying to namespace 'default' of");
    expect((await shop.twinhull(`diff ${change}`)).stderr).toContain('[replicas]');
    const { stdout } = await shop.twinhull(`apply --auto-approve always ${change}`);
    expect(stdout).toMatch(/^configmap\/config unchanged$/m);
    expect((await shop.twinhull('status')).stdout).toMatch(/Deployment\/web +\d\/3/);
  });

  it('refuses what the cluster would refuse, and what loses data, unless it is named', async () => {
    const claim = `{apiVersion:'v1',kind:'PersistentVolumeClaim',metadata:{name:'data'},spec:{accessModes:['ReadWriteOnce'],resources:{requests:{storage:'1Gi'}}}}`;
    const shop = openShop(cluster);
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
    const shop = openShop(cluster, { applyStrategy: 'server' });
    await cluster.kubectl(['create', 'namespace', shop.name]);
    await applied(shop);
    const taken = ['apply', '--server-side', '--force-conflicts', '--field-manager=other', '-f', '-'];
    const stdin = JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'ConfigMap' },
      ...{ metadata: { name: 'config', namespace: shop.name }, data: { greeting: 'bye' } },
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
    const shop = openShop(cluster);
    const { exitCode, stdout, stderr } = await shop.twinhull(
      `apply --auto-approve always --timeout 20s --tla-code extra=${hook}`,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain('[hook-failed]');
    expect(stdout).toMatch(/^namespace\/shop-\d+ created$/m);
    expect(stdout).not.toContain('deployment.apps/web');
  });

  it('makes the namespace of the context first, where a hook names none', async () => {
    const hook = `{apiVersion:'v1',kind:'ConfigMap',metadata:{name:'early',annotations:{'helm.sh/hook':'pre-install'}}}`;
    const shop = openShop(cluster, { namespace: '' });
    const env = await enter(shop);
    const { exitCode, stdout, stderr } = await shop.twinhull(
      `apply --auto-approve always --tla-code extra=${hook}`,
      { env },
    );
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^namespace\/shop-\d+ created\nRunning hook ConfigMap\/early\n/m);
  });

  it.each([
    ['both', {}],
    ['the context alone', { namespace: '' }],
  ])('tries what is outside of namespaces although the one of %s is not there', async (_, spec) => {
    const role = `{apiVersion:'rbac.authorization.k8s.io/v1',kind:'ClusterRole',metadata:{name:'tried'},rulez:[]}`;
    const shop = openShop(cluster, spec);
    const { exitCode, stdout, stderr } = await shop.twinhull(
      `apply --auto-approve always --tla-code extra=${role}`,
      { env: await enter(shop) },
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('[apply-field]') });
    expect(stdout).not.toMatch(/created$/m);
  });

  it('refuses fields that nobody knows, of which a diff warns, before a hook runs', async () => {
    const shop = await applied(openShop(cluster));
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
    const { exitCode, stdout, stderr } = await openShop(cluster).twinhull('apply --dry-run server');
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toMatch(/^namespace\/shop-\d+ created \(server dry run\)$/m);
    expect(stdout).toMatch(/^deployment\.apps\/web created \(server dry run\)$/m);
  });

  it('says what to do about a namespace that is missing', async () => {
    const shop = openShop(cluster);
    const { exitCode, stderr } = await shop.twinhull('diff -t !namespace/.*');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Add a Namespace shop-\d+ to the environment/);
  });

  it('looks at all environments before it changes one, and says of which it speaks', async () => {
    const shop = openShop(cluster);
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
    const hook = `{apiVersion:'batch/v1',kind:'Job',metadata:{name:'migrate',annotations:{'helm.sh/hook':'pre-install,pre-upgrade'}},spec:{template:{spec:{restartPolicy:'Never',containers:[{name:'migrate',image:'migrate'}]}}}}`;
    const elsewhere = `{apiVersion:'v1',kind:'ConfigMap',metadata:{name:'config',namespace:'kube-public'}}`;
    const { name, twinhull } = openShop(cluster);
    const apply = async (options: string) => {
      const line = `apply --json ${options} --tla-code extra=[${hook},${elsewhere}]`;
      const { exitCode, stdout, stderr } = await twinhull(line);
      expect(exitCode, stderr).toBe(0);
      return JSON.parse(stdout)[0];
    };
    const all = (action: string) => [
      { apiVersion: 'v1', kind: 'Namespace', namespace: '', name, action },
      { apiVersion: 'v1', kind: 'Secret', namespace: name, name: 'login', action },
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'kube-public', name: 'config', action },
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: name, name: 'config', action },
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace: name, name: 'web', action },
    ];
    const job = { apiVersion: 'batch/v1', kind: 'Job', namespace: name, name: 'migrate' };
    const ran = [{ ...job, events: ['pre-install', 'pre-upgrade'], weight: 0 }];
    const byKey = (applied: readonly object[]) => new Set(applied.map((object) => JSON.stringify(object)));
    const tried = await apply('--dry-run server');
    expect(tried).toMatchObject({ dryRun: 'server', hooks: [] });
    expect(byKey(tried.applied)).toEqual(byKey(all('created')));
    const first = await apply('--auto-approve always');
    expect(first).toMatchObject({ dryRun: null, hooks: ran });
    expect(first.applied).toHaveLength(5);
    expect(byKey(first.applied)).toEqual(byKey(all('created')));
    expect(byKey((await apply('--auto-approve always')).applied)).toEqual(byKey(all('unchanged')));
    const onServer = await apply('--auto-approve always --apply-strategy server');
    expect(byKey(onServer.applied)).toEqual(byKey(all('serverside-applied')));
    expect(await openShop(cluster).twinhull('apply --json')).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('gives data of what was done before something failed', async () => {
    const template = `{metadata:{annotations:{'twinhull.test/fail':'true'}},spec:{restartPolicy:'Never',containers:[{name:'a',image:'a'}]}}`;
    const hook = `{apiVersion:'batch/v1',kind:'Job',metadata:{name:'migrate',annotations:{'helm.sh/hook':'pre-install'}},spec:{backoffLimit:0,template:${template}}}`;
    const failing = async (shop: Shop, line: string) => {
      const { exitCode, stdout } = await shop.twinhull(`apply --json --auto-approve always ${line}`);
      expect(exitCode).toBe(1);
      return JSON.parse(stdout);
    };
    const first = openShop(cluster);
    expect(await failing(first, `--timeout 20s --tla-code extra=${hook}`)).toMatchObject([
      { hooks: [{ name: 'migrate' }], applied: [{ kind: 'Namespace', name: first.name, action: 'created' }] },
    ]);
    const second = openShop(cluster);
    const other = join(second.folder, 'other');
    mkdirSync(other);
    writeFileSync(
      join(other, 'main.jsonnet'),
      "{apiVersion:'example.test/v1',kind:'Bell',metadata:{name:'b'}}",
    );
    writeFileSync(join(other, 'spec.json'), JSON.stringify({ spec: { contextNames: ['test'] } }));
    const [{ applied: done, ...rest }, ...others] = await failing(second, 'other');
    expect([done.length, rest.environment, others]).toEqual([4, 'env', []]);
  });
});
