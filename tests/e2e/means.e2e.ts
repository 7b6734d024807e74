// The means to make things fail, each shown to do so without any command of ours: tests of faults stand on them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../tools/process/run.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { isRunning, makeHangingKubectl } from '../cluster/hanging.ts';
import { openTerminal } from '../cluster/terminal.ts';
import { makeTerminating } from '../cluster/terminating.ts';
import { addUser } from '../cluster/users.ts';
import { waitFor } from '../cluster/wait.ts';
import { startWebhook, type Webhook } from '../cluster/webhook.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

async function addNamespace(name: string): Promise<void> {
  await cluster.kubectl(['create', 'namespace', name]);
}

/** What kubectl says when it makes a ConfigMap. */
async function create(namespace: string, name: string): Promise<string> {
  const args = ['create', 'configmap', name, '--namespace', namespace];
  const { stdout, stderr } = await cluster.kubectl(args, { exitCodes: [0, 1] });
  return stdout + stderr;
}

describe('a webhook', () => {
  let webhook: Webhook;

  beforeAll(async () => {
    await addNamespace('judged');
    webhook = await startWebhook(cluster, { namespace: 'judged' });
    await waitFor('the webhook to be asked', async () => {
      await create('judged', 'asked');
      await cluster.kubectl(['delete', 'configmap', 'asked', '--namespace', 'judged', '--ignore-not-found']);
      return webhook.asked.includes('CREATE ConfigMap/asked');
    });
  });

  it('allows at first, and is asked only in its namespace', async () => {
    expect(await create('judged', 'fine')).toBe('configmap/fine created\n');
    expect(await create('default', 'elsewhere')).toBe('configmap/elsewhere created\n');
    expect(webhook.asked).toContain('CREATE ConfigMap/fine');
    expect(webhook.asked).not.toContain('CREATE ConfigMap/elsewhere');
  });

  it('refuses what it is told to', async () => {
    webhook.decide(({ name }) =>
      name === 'evil' ? { allowed: false, message: 'not here' } : { allowed: true },
    );
    expect(await create('judged', 'evil')).toMatch(
      /admission webhook "judge.twinhull.test" denied the request: not here/,
    );
    expect(await create('judged', 'good')).toBe('configmap/good created\n');
  });

  it('is too slow', async () => {
    webhook.delay(3_000);
    expect(await create('judged', 'late')).toMatch(/failed calling webhook .*(deadline|timeout)/i);
    webhook.delay(0);
  });

  it('is down, which refuses everything until it is removed', async () => {
    await webhook.down();
    expect(await create('judged', 'nobody')).toMatch(/failed calling webhook .*connection refused/);
    await webhook.remove();
    await waitFor('it to be forgotten', async () => (await create('judged', 'free')).includes('created'));
  });
});

describe('a user with rights', () => {
  it('may do what they say, and nothing else', async () => {
    await addNamespace('shared');
    const read = { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list'] };
    const nodes = { apiGroups: [''], resources: ['nodes'], verbs: ['list'] };
    const options = { name: 'reader', namespace: 'shared', rules: [read], clusterRules: [nodes] };
    const kubeconfig = await addUser(cluster, options);
    const ask = async (...args: readonly string[]) => {
      const answer = await runProgram('kubectl', [...args, '--kubeconfig', kubeconfig], {
        exitCodes: [0, 1],
      });
      return answer.stdout + answer.stderr;
    };
    expect(await ask('get', 'configmaps', '--namespace', 'shared')).toContain('kube-root-ca.crt');
    expect(await ask('get', 'nodes')).toContain('node-1');
    expect(await ask('get', 'secrets', '--namespace', 'shared')).toMatch(
      /User "system:serviceaccount:shared:reader" cannot list resource "secrets"/,
    );
    expect(await ask('get', 'configmaps', '--namespace', 'default')).toMatch(/cannot list/);
  });
});

describe('a namespace that is terminating', () => {
  it('takes nothing new, and goes when it is let go', async () => {
    const release = await makeTerminating(cluster, 'stuck');
    expect(await create('stuck', 'late')).toMatch(/namespace stuck because it is being terminated/);
    await release();
    expect(await create('stuck', 'late')).toMatch(/namespaces "stuck" not found/);
  });
});

describe('a kubectl that hangs', () => {
  const run = (path: string, ...args: readonly string[]) =>
    runProgram('kubectl', [...args, '--kubeconfig', cluster.kubeconfig], {
      env: { TANKA_KUBECTL_PATH: path },
      timeout: 1_500,
    });

  it('does so in the commands that are named, and can be ended', async () => {
    const kubectl = await makeHangingKubectl({ directory: cluster.directory, words: ['delete', 'apply'] });
    expect((await run(kubectl.path, 'get', 'nodes')).stdout).toContain('node-1');
    expect(kubectl.processes()).toEqual([]);
    await expect(run(kubectl.path, 'apply', '--filename', '-')).rejects.toMatchObject({
      code: 'program-timeout',
    });
    const [hung = 0] = kubectl.processes();
    expect(isRunning(hung)).toBe(false);
  });

  it('may not listen to any signal but SIGKILL', async () => {
    const options = { directory: cluster.directory, words: ['apply'], stubborn: true };
    const kubectl = await makeHangingKubectl(options);
    const running = run(kubectl.path, 'apply').catch(() => undefined);
    const [hung = 0] = await waitFor('it to hang', async () => {
      const processes = kubectl.processes();
      return processes.length > 0 && processes;
    });
    process.kill(hung, 'SIGTERM');
    process.kill(hung, 'SIGINT');
    expect(isRunning(hung)).toBe(true);
    process.kill(hung, 'SIGKILL');
    await running;
    expect(isRunning(hung)).toBe(false);
  });
});

describe('a terminal', () => {
  const ask = 'printf "sure? "; read answer; echo "<$answer>"; test -t 0 && test -t 1';

  it('shows a question, takes an answer, and ends as the command does', async () => {
    const terminal = openTerminal(['sh', '-c', `${ask} && exit 7`]);
    await terminal.shows('sure? ');
    terminal.type("it's");
    expect(await terminal.ended).toMatchObject({ exitCode: 7, screen: expect.stringContaining("<it's>") });
  });

  it('interrupts with SIGINT', async () => {
    const terminal = openTerminal(['sh', '-c', ask]);
    await terminal.shows('sure? ');
    terminal.interrupt();
    const { exitCode, screen } = await terminal.ended;
    expect(exitCode).toBe(130);
    expect(screen).not.toContain('<');
  });
});
