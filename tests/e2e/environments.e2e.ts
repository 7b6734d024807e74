// The environments of this repository, as their users bring them to a cluster: new, applied, unchanged, and gone again.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Outcome, run } from '../cli/run.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { waitFor } from '../cluster/wait.ts';
import { listEverything } from './leftovers.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Names of contexts that the environments go to. */
const contexts = ['agents', 'codex-pooler', 'kind-kind'];

let cluster: Cluster;
let kubeconfigs: ReadonlyMap<string, string>;

beforeAll(async () => {
  cluster = await startCluster({ crds: crdDirectory });
  const crds = join(repository, 'charts', 'agents', 'crds');
  await cluster.kubectl(['apply', '--server-side', '--filename', crds]);
  await cluster.kubectl(['wait', '--for', 'condition=Established', '--filename', crds]);
  kubeconfigs = new Map(
    await Promise.all(contexts.map(async (name) => [name, await renameContext(name)] as const)),
  );
});

afterAll(() => cluster?.stop());

async function renameContext(name: string): Promise<string> {
  const kubeconfig = join(cluster.directory, `kubeconfig-${name}`);
  copyFileSync(cluster.kubeconfig, kubeconfig);
  await cluster.kubectl(['config', 'rename-context', 'test', name, '--kubeconfig', kubeconfig]);
  return kubeconfig;
}

/** The namespace, when all is there that Kubernetes itself makes in it. */
async function makeNamespace(name: string): Promise<readonly string[]> {
  await cluster.kubectl(['create', 'namespace', name]);
  return waitFor(`the namespace ${name}`, async () => {
    const names = await listEverything(cluster, name);
    const isReady = ['serviceaccount/default', 'configmap/kube-root-ca.crt'].every((one) =>
      names.includes(one),
    );
    return isReady && names;
  });
}

/** The app of codex-pooler has to be ready for two minutes, which is not waited for. */
const applications = [
  { environment: 'environments/codex-pooler/single', context: 'codex-pooler', deployments: 3, wait: [] },
  { environment: 'environments/codex-pooler/clustered', context: 'codex-pooler', deployments: 3, wait: [] },
  { environment: 'environments/agents/single', context: 'kind-kind', deployments: 1, wait: ['--wait'] },
  { environment: 'environments/agents/gitops', context: 'agents', deployments: 2, wait: ['--wait'] },
];

describe.each(applications)('$environment', ({ environment, context, deployments, wait }) => {
  const namespace = environment.split('/')[1] as string;
  let atFirst: readonly string[];

  const twinhull = (command: string, ...words: readonly string[]): Promise<Outcome> =>
    run([command, environment, ...words], {
      cwd: repository,
      env: { KUBECONFIG: kubeconfigs.get(context) ?? '' },
    });
  const change = async (command: string, ...words: readonly string[]): Promise<Outcome> => {
    const outcome = await twinhull(command, '--auto-approve', 'always', ...words);
    expect(outcome.exitCode, outcome.stderr).toBe(0);
    return outcome;
  };

  beforeAll(async () => {
    atFirst = await makeNamespace(namespace);
    return async () => {
      await cluster.kubectl(['delete', 'namespace', namespace]);
    };
  });

  it('is all new to a fresh cluster', async () => {
    const { exitCode, stdout, stderr } = await twinhull('diff');
    expect(exitCode, stderr).toBe(16);
    expect(stdout).not.toMatch(/^-[^-]/m);
  });

  it('is applied, and has no differences then', async () => {
    await change('apply', ...wait);
    const { exitCode, stdout, stderr } = await twinhull('diff');
    expect(exitCode, `${stdout}${stderr}`).toBe(0);
    expect((await twinhull('apply', '--auto-approve', 'if-no-changes')).exitCode).toBe(0);
  });

  it('is there, says its status', async () => {
    const { exitCode, stdout } = await twinhull('status', '--json');
    expect(exitCode).toBe(0);
    const names = (await listEverything(cluster, namespace)).filter((name) => name.startsWith('deployment.'));
    expect(names).toHaveLength(deployments);
    for (const name of names) expect(stdout).toContain(`"${name.split('/')[1]}"`);
  });

  it('leaves nothing when it is deleted', async () => {
    await change('delete');
    await waitFor('everything to go', async () => {
      const left = (await listEverything(cluster, namespace)).filter(
        (name) => !/^(pod|endpoint|lease)/.test(name),
      );
      return JSON.stringify(left) === JSON.stringify(atFirst);
    });
  });
});
