// Several replicas of the app of codex-pooler, and what they need so that each reaches the sessions of the others.
import { describe, expect, test } from 'vitest';
import type { Tree } from './application.ts';
import { clustered, refusal, render, variablesOf } from './codexPooler.ts';

const several =
  "app.replicaCount: several replicas have to reach each other's sessions; set clustering.enabled, clustering.participants.app, app.websocketContinuity.ownerForwarding.enabled and app.websocketContinuity.allowUnsafeMultiReplica to true, or replicaCount to 1";

const forwardingOn = { ownerForwarding: { enabled: true } };
const acknowledged = { allowUnsafeMultiReplica: true };

describe('several replicas', () => {
  const app = (websocketContinuity: Tree) => ({ app: { replicaCount: 2, websocketContinuity } });
  const clustering = { enabled: true };

  test.each([
    ['nothing else', app({})],
    ['the acknowledgement alone', app(acknowledged)],
    ['a cluster alone', { ...app({}), clustering }],
    ['a cluster and the acknowledgement', { ...app(acknowledged), clustering }],
    ['a cluster and forwarding', { ...app(forwardingOn), clustering }],
    [
      'a cluster of other roles',
      { ...app(acknowledged), clustering: { enabled: true, participants: { app: false } } },
    ],
  ])('are refused with %s', async (_, values) => {
    expect(await refusal(values)).toBe(several);
  });

  test('have a cluster, forwarding and the acknowledgement; only the app forwards', async () => {
    const manifests = await render(clustered);
    expect(manifests.appDeployment?.spec.replicas).toBe(2);
    const name = 'CODEX_POOLER_WEBSOCKET_OWNER_FORWARDING';
    expect(variablesOf(manifests.appDeployment)).toHaveProperty(name, 'true');
    for (const role of ['obanWorkerDeployment', 'obanSchedulerDeployment', 'migrationJob'] as const)
      expect(variablesOf(manifests[role])).not.toHaveProperty(name);
  });

  test('of other roles need none of it, and neither does an app that is off', async () => {
    const { obanWorkerDeployment } = await render({ oban: { worker: { replicaCount: 5 } } });
    expect(obanWorkerDeployment?.spec.replicas).toBe(5);
    expect(await render({ app: { enabled: false, replicaCount: 5 } })).not.toHaveProperty('appDeployment');
  });

  test('are not needed for forwarding, which is off without it being asked for', async () => {
    const one = { clustering, app: { websocketContinuity: forwardingOn } };
    expect(variablesOf((await render(one)).appDeployment)).toHaveProperty(
      'CODEX_POOLER_WEBSOCKET_OWNER_FORWARDING',
      'true',
    );
    expect(variablesOf((await render({ clustering })).appDeployment)).not.toHaveProperty(
      'CODEX_POOLER_WEBSOCKET_OWNER_FORWARDING',
    );
  });
});

describe('forwarding', () => {
  const refused = 'app.websocketContinuity.ownerForwarding.enabled: ';

  test.each([true, false])('without a cluster is refused, with app.enabled=%s', async (enabled) => {
    const app = { enabled, replicaCount: 3, websocketContinuity: { ...forwardingOn, ...acknowledged } };
    expect(await refusal({ app })).toBe(
      `${refused}pods forward over the cluster; set clustering.enabled to true`,
    );
  });

  test.each([true, false])('of an app outside of it is refused, with app.enabled=%s', async (enabled) => {
    const clustering = { enabled: true, participants: { app: false } };
    const app = { enabled, websocketContinuity: forwardingOn };
    expect(await refusal({ app, clustering })).toBe(
      `${refused}the app is no member of the cluster; set clustering.participants.app to true`,
    );
  });
});
