// What goes wrong in a cluster while a command runs: the command says so and ends with 1, a second run brings the cluster
// to the wanted state, and nothing of anybody else is touched.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../cli/build.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { makeTerminating } from '../cluster/terminating.ts';
import { addUser } from '../cluster/users.ts';
import { waitFor } from '../cluster/wait.ts';
import { startWebhook, type Webhook } from '../cluster/webhook.ts';
import { expectFailure, expectSuccess, expectWanted, yes } from './outcomes.ts';
import { addForeign, countItems, item, items, makeProject, type Outcome, type Project } from './project.ts';

/** Enough for a command to be in the middle of them when something happens. */
const many = 250;

let cluster: Cluster;

beforeAll(async () => {
  build();
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

/** Waits until the command has come so far that so many items are there. */
function waitForItems({ namespace }: Project, isEnough: (count: number) => boolean): Promise<boolean> {
  return waitFor('the middle', async () => isEnough(await countItems(cluster, namespace)), 60_000);
}

/** Kills the API server, and starts it again after the command has ended. */
async function withoutServer(run: () => Promise<Outcome>): Promise<Outcome> {
  await cluster.apiserver.stop('SIGKILL');
  return run().finally(cluster.apiserver.start);
}

/** The API server takes a moment to learn of a webhook. */
function waitForWebhook({ asked }: Webhook, { namespace }: Project): Promise<boolean> {
  return waitFor('the webhook to be asked', async () => {
    const args = ['create', 'configmap', 'probe', '--namespace', namespace, '--dry-run=server'];
    await cluster.kubectl(args);
    return asked.length > 0;
  });
}

const isLost = /refused|reset|EOF|unavailable|connection/i;

describe('an API server that is killed', () => {
  it('in the middle of apply', async () => {
    const project = await makeProject(cluster, 'killed-apply');
    project.want(items(many));
    const foreign = await addForeign(cluster, project.namespace);
    const before = await foreign();
    const { ended } = project.start(['apply', ...yes]);
    await waitForItems(project, (count) => count > 20);
    expectFailure(await withoutServer(() => ended), isLost);
    expect(await countItems(cluster, project.namespace)).toBeLessThan(many);
    await expectSuccess(project, ['apply', ...yes]);
    await expectWanted(cluster, project, many);
    expect(await foreign()).toEqual(before);
  });

  it('before diff and status', async () => {
    const project = await makeProject(cluster, 'killed-before');
    project.want(items(1));
    for (const command of ['diff', 'status'])
      expectFailure(await withoutServer(() => project.run([command])), isLost);
  });
});

describe('an etcd that is stopped', () => {
  it('in the middle of apply, and started again', async () => {
    const project = await makeProject(cluster, 'stopped-apply');
    project.want(items(many));
    const { ended } = project.start(['apply', ...yes], { TWINHULL_KUBECTL_TIMEOUT: '8' });
    await waitForItems(project, (count) => count > 20);
    await cluster.etcd.stop();
    const outcome = await ended.finally(cluster.etcd.start);
    expectFailure(outcome, /kubectl|etcd/);
    await waitFor('the API server', async () => (await cluster.request('GET', '/readyz')).status === 200);
    await expectSuccess(project, ['apply', ...yes]);
    await expectWanted(cluster, project, many);
  });
});

describe('a user who may do a part', () => {
  it('is told what is forbidden', async () => {
    const project = await makeProject(cluster, 'partly');
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'token' },
      stringData: { token: 'geheim' },
    };
    project.want([item(0), secret]);
    const verbs = ['get', 'list', 'create', 'patch', 'update'];
    const rules = [{ apiGroups: [''], resources: ['configmaps'], verbs }];
    const read = { apiGroups: [''], resources: ['namespaces'], verbs: ['get', 'list'] };
    const user = { name: 'part', namespace: project.namespace, rules, clusterRules: [read] };
    const KUBECONFIG = await addUser(cluster, user);
    const outcome = await project.run(['apply', ...yes], { KUBECONFIG });
    expectFailure(outcome, /secrets.* is forbidden: User "system:serviceaccount:partly:part" cannot/);
    expect(outcome.stdout + outcome.stderr).not.toMatch(/geheim|Z2VoZWlt/);
    await expectSuccess(project, ['apply', ...yes]);
    await expectWanted(cluster, project, 1);
  });
});

describe('a webhook', () => {
  it.each([false, true])('that refuses an object is quoted (only when it is stored: %s)', async (stored) => {
    const project = await makeProject(cluster, `refused-${stored}`);
    project.want(items(3));
    const webhook = await startWebhook(cluster, { namespace: project.namespace });
    await waitForWebhook(webhook, project);
    webhook.decide(({ name, dryRun }) =>
      name === 'item-1' && !(stored && dryRun)
        ? { allowed: false, message: 'no second item' }
        : { allowed: true },
    );
    expectFailure(await project.run(['apply', ...yes]), /denied the request: no second item/);
    expect(await countItems(cluster, project.namespace)).toBe(stored ? 2 : 0);
    webhook.decide(() => ({ allowed: true }));
    await expectSuccess(project, ['apply', ...yes]);
    await expectWanted(cluster, project, 3);
    await webhook.remove();
  });

  it('that is down is named', async () => {
    const project = await makeProject(cluster, 'unjudged');
    project.want(items(2));
    const webhook = await startWebhook(cluster, { namespace: project.namespace });
    await waitForWebhook(webhook, project);
    await webhook.down();
    expectFailure(await project.run(['apply', ...yes]), /failed calling webhook "judge.twinhull.test"/);
    await webhook.remove();
    await waitFor('it to be forgotten', async () => (await project.run(['apply', ...yes])).exitCode === 0);
    await expectWanted(cluster, project, 2);
  });
});

describe('a field that somebody else manages', () => {
  it('is left to them until --force', async () => {
    const project = await makeProject(cluster, 'managed', { applyStrategy: 'server' });
    const theirs = JSON.stringify({ ...item(0, { value: 'theirs' }) });
    const args = ['apply', '--server-side', '--field-manager', 'autoscaler', '--filename', '-'];
    await cluster.kubectl([...args, '--namespace', project.namespace], { stdin: theirs });
    project.want([item(0, { value: 'ours' })]);
    expectFailure(await project.run(['apply', ...yes]), /conflict with "autoscaler"[\s\S]*\.data\.value/);
    const value = [
      'get',
      'configmap',
      'item-0',
      '--namespace',
      project.namespace,
      '--output',
      'jsonpath={.data.value}',
    ];
    expect((await cluster.kubectl(value)).stdout).toBe('theirs');
    await expectSuccess(project, ['apply', ...yes, '--force']);
    expect((await cluster.kubectl(value)).stdout).toBe('ours');
    await expectWanted(cluster, project, 1);
  });
});

describe('a namespace that is terminating', () => {
  it('takes nothing, and all of it once it is gone', async () => {
    const release = await makeTerminating(cluster, 'leaving');
    const project = await makeProject(cluster, 'leaving');
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'leaving' } };
    project.want([namespace, ...items(2)]);
    expectFailure(await project.run(['apply', ...yes]), /because it is being terminated/);
    await release();
    await expectSuccess(project, ['apply', ...yes]);
    await expectWanted(cluster, project, 2);
  });
});
