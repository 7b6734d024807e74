// What codex-pooler refuses, each with a sentence that names the keys to set, and what is near to that.
import { expect, test } from 'vitest';
import type { Tree } from './application.ts';
import { clustered, credentials, ingressFor, refusal, render } from './codexPooler.ts';

const budget = (minAvailable: number | string, replicaCount = 2) => ({
  ...clustered,
  app: { ...clustered.app, replicaCount, podDisruptionBudget: { minAvailable } },
});
const preStop = { drainTimeoutSeconds: 100, sleepSeconds: 10 };
const cluster = (more: Tree) => ({ clustering: { enabled: true, ...more } });
const strategy = (maxUnavailable: number | string, maxSurge: number | string) => ({
  strategy: { maxUnavailable, maxSurge },
});
const stuck =
  'no pod may be missing and none may come in addition, so none can be replaced; raise maxSurge or maxUnavailable';

/** What is wrong, the values, and the sentence. */
const wrong: readonly (readonly [string, unknown, string])[] = [
  [
    'an image that is another one tomorrow',
    { image: { tag: 'latest' } },
    'image.tag: latest is another image tomorrow; name a release, or leave it empty for the one of the chart',
  ],
  [
    'a grace period that ends before the drain does',
    { app: { terminationGracePeriodSeconds: 120, lifecycle: { preStop } } },
    'app.terminationGracePeriodSeconds: is 120, but lifecycle.preStop takes up to 127; set at least that, or shorten drainTimeoutSeconds or sleepSeconds',
  ],
  ...[budget(2), budget('100%'), budget('51%'), budget('67%', 3), budget('99%', 99)].map(
    (values): readonly [string, unknown, string] => [
      `a budget that lets no pod go: ${JSON.stringify(values.app.podDisruptionBudget)} of ${values.app.replicaCount}`,
      values,
      'app.podDisruptionBudget.minAvailable: no pod may go, so no node could be drained; set it below app.replicaCount (shares are rounded up)',
    ],
  ),
  [
    'the settings of an affinity that there is not',
    { app: { service: { sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } } } } },
    'app.service.sessionAffinityConfig: only ClientIP has one; set app.service.sessionAffinity to ClientIP, or remove it',
  ],
  ['an app that cannot be replaced', { app: strategy(0, 0) }, `app.strategy: ${stuck}`],
  [
    'workers that cannot be replaced',
    { oban: { worker: strategy('0%', 0) } },
    `oban.worker.strategy: ${stuck}`,
  ],
  [
    'a scheduler that cannot be replaced',
    { oban: { scheduler: strategy(0, '0%') } },
    `oban.scheduler.strategy: ${stuck}`,
  ],
  [
    'workers that are ended before their jobs are',
    { config: { obanShutdownGracePeriodMs: '75001' } },
    'oban.worker.terminationGracePeriodSeconds: is 75, but jobs have 75001 ms (config.obanShutdownGracePeriodMs); set at least that, or give them less',
  ],
  [
    'a Service of the cluster with the name of the Service of the app',
    cluster({ headlessService: { nameOverride: 'codex-pooler-app' } }),
    'clustering.headlessService.nameOverride: "codex-pooler-app" is the Service of the app; choose another one',
  ],
  [
    'a cluster whose members nothing names',
    cluster({ headlessService: { enabled: false } }),
    'clustering.query: without the headless Service nothing names the members; set it, or clustering.headlessService.enabled to true',
  ],
  ...['codex-pooler-secrets', 'codex-pooler-migrations'].map(
    (existingSecret): readonly [string, unknown, string] => [
      `a cookie that is to be in ${existingSecret}, which the chart makes`,
      { ...cluster({ cookie: { existingSecret } }), secrets: credentials },
      `clustering.cookie.existingSecret: "${existingSecret}" is what secrets.create makes; set clustering.cookie.value, or name another Secret`,
    ],
  ),
  [
    'a cookie in place of another key of the Secret that is made',
    { ...cluster({ cookie: { value: 'cookie', existingSecretKey: 'database-url' } }), secrets: credentials },
    'clustering.cookie.existingSecretKey: "database-url" has another meaning in the Secret that is made; choose another key',
  ],
  [
    'a cluster without a cookie in the Secret that is made',
    { ...cluster({}), secrets: credentials },
    'clustering.cookie: the Secret that is made has no cookie; set clustering.cookie.value, or name a Secret in clustering.cookie.existingSecret',
  ],
  ...[{ distributionPort: 4369 }, { distributionPort: '4000' }, { epmdPort: 4000 }].map(
    (ports): readonly [string, unknown, string] => [
      `two things on one port: ${JSON.stringify(ports)}`,
      cluster(ports),
      'clustering: distributionPort, epmdPort and config.port must differ; choose others',
    ],
  ),
  ...[{ distributionPort: '70000' }, { epmdPort: '99999' }].map(
    (ports): readonly [string, unknown, string] => [
      `a port that there is not: ${JSON.stringify(ports)}`,
      cluster(ports),
      'clustering: distributionPort and epmdPort must be at most 65535; choose others',
    ],
  ),
  [
    'an Ingress that does not serve config.host',
    { ...ingressFor('a.example.test'), config: { host: 'b.example.test' } },
    'ingress.hosts: config.host is "b.example.test", which is none of them; add it, or change config.host',
  ],
  [
    'the host of the examples in an Ingress',
    { ingress: { enabled: true } },
    'ingress.hosts: codex-pooler.example.com is only an example; set ingress.hosts and config.host to your own',
  ],
  ...[{ name: 'token' }, { key: 'token' }].map((bearerTokenSecret): readonly [string, unknown, string] => [
    `half a reference to a token: ${JSON.stringify(bearerTokenSecret)}`,
    { monitoring: { serviceMonitor: { bearerTokenSecret } } },
    'monitoring.serviceMonitor.bearerTokenSecret: needs both name and key; set both, or none',
  ]),
  [
    'a name that leaves no room for what is added to it',
    { fullnameOverride: 'a'.repeat(53) },
    `fullnameOverride: "${'a'.repeat(53)}" is too long for the names that begin with it; set it to at most 52 characters`,
  ],
];

test.each(wrong)('refuses %s', async (_, values, sentence) => {
  expect(await refusal(values)).toBe(sentence);
});

test.each(['1a', 'my.codex'])(
  'refuses the release %s, after which no Service could be called',
  async (name) => {
    expect(await refusal({}, { name })).toBe(
      `fullnameOverride: "${name}" is no name for a Service, which begins with a letter and has no dot; choose another one`,
    );
    expect(await render({ fullnameOverride: 'short' }, { name })).toHaveProperty('service');
  },
);

test('refuses a release whose name leaves no room', async () => {
  expect(await refusal({}, { name: 'a'.repeat(53) })).toMatch(/^fullnameOverride: "a{53}" is too long/);
  expect(await render({ fullnameOverride: 'short' }, { name: 'a'.repeat(53) })).toHaveProperty('service');
});

/** Near to what is refused. */
test.each([
  ['a tag that is pinned', { image: { tag: 'latest@sha256:0' } }],
  ['a budget below the number of replicas', budget(2, 3)],
  ['a budget in per cent', budget('50%')],
  ['a budget that is rounded up to less than all', budget('66%', 3)],
  ['a budget of almost all', budget('99%', 100)],
  ['a budget of all where there is one', { app: { podDisruptionBudget: { minAvailable: '100%' } } }],
  [
    'a grace period that is just enough',
    { app: { terminationGracePeriodSeconds: 127, lifecycle: { preStop } } },
  ],
  [
    'a short one without a hook',
    { app: { terminationGracePeriodSeconds: 1, lifecycle: { preStop: { enabled: false } } } },
  ],
  ['workers that have just as long as their jobs', { config: { obanShutdownGracePeriodMs: '75000' } }],
  [
    'more time for jobs where nothing works on them',
    { config: { obanShutdownGracePeriodMs: '600000' }, oban: { worker: { enabled: false } } },
  ],
  ['one port of two things that are not there', { clustering: { distributionPort: 4000 } }],
  [
    'a query instead of the headless Service',
    cluster({ headlessService: { enabled: false }, query: 'nodes.example.test' }),
  ],
  [
    'the certificate that the Ingress has by default',
    ingressFor('codex.example.test', { tls: [{ hosts: ['codex.example.test'] }] }),
  ],
  ['an example host without Ingress', { ingress: { hosts: [] } }],
  [
    'an Ingress with further hosts',
    ingressFor('codex.example.test', {
      hosts: ['other', 'codex'].map((host) => ({ host: `${host}.example.test`, paths: [{ path: '/' }] })),
    }),
  ],
  [
    'an affinity with its settings',
    {
      app: {
        service: {
          sessionAffinity: 'ClientIP',
          sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_400 } },
        },
      },
    },
  ],
])('takes %s', async (_, values) => {
  expect(await render(values)).toHaveProperty('appDeployment');
});
