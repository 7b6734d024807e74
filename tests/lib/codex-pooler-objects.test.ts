// The objects of codex-pooler around its roles: Services, Ingress, budget, monitor, ServiceAccount; and all names.
import { describe, expect, test } from 'vitest';
import { isSelected } from './application.ts';
import {
  type CodexPooler,
  clustered,
  everything,
  ingressFor,
  matchLabelsOf,
  members,
  render,
  roles,
} from './codexPooler.ts';

describe('traffic', () => {
  test('reaches the app by its Service, and nothing else', async () => {
    const manifests = await render({ config: { port: 4100 }, app: { service: { port: 80 } } });
    expect(manifests.service?.spec).toMatchObject({
      type: 'ClusterIP',
      sessionAffinity: 'None',
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    });
    const taken = roles.map((role) =>
      isSelected(
        manifests.service?.spec.selector ?? {},
        manifests[role]?.spec.template.metadata.labels ?? {},
      ),
    );
    expect(taken).toEqual([true, false, false, false]);
  });

  test('may come with a type, annotations and an affinity', async () => {
    const config = { clientIP: { timeoutSeconds: 600 } };
    const service = { type: 'LoadBalancer', annotations: { a: 'b' }, sessionAffinity: 'ClientIP' };
    const rendered = (await render({ app: { service: { ...service, sessionAffinityConfig: config } } }))
      .service;
    expect(rendered?.metadata.annotations).toEqual({ a: 'b' });
    expect(rendered?.spec).toMatchObject({
      type: 'LoadBalancer',
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: config,
    });
  });

  test('comes by an Ingress where there is one, to the named port', async () => {
    const values = ingressFor('codex.example.test', {
      className: 'nginx',
      annotations: { a: 'b' },
      tls: [{ secretName: 'tls', hosts: ['codex.example.test'] }],
      hosts: [{ host: 'codex.example.test', paths: [{ path: '/' }, { path: '/x', pathType: 'Exact' }] }],
    });
    const { ingress } = await render(values);
    const backend = { service: { name: 'codex-pooler-app', port: { name: 'http' } } };
    expect(ingress?.metadata).toMatchObject({ name: 'codex-pooler', annotations: { a: 'b' } });
    expect(ingress?.spec).toEqual({
      ingressClassName: 'nginx',
      tls: [{ secretName: 'tls', hosts: ['codex.example.test'] }],
      rules: [
        {
          host: 'codex.example.test',
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend },
              { path: '/x', pathType: 'Exact', backend },
            ],
          },
        },
      ],
    });
    expect(await render()).not.toHaveProperty('ingress');
    const off = { ...values, app: { enabled: false } };
    for (const key of ['ingress', 'service', 'podDisruptionBudget'])
      expect(await render(off)).not.toHaveProperty(key);
  });
});

describe('the budget', () => {
  const selector = {
    matchLabels: {
      'app.kubernetes.io/name': 'codex-pooler',
      'app.kubernetes.io/instance': 'codex-pooler',
      'app.kubernetes.io/component': 'app',
    },
  };

  test('lets a single replica go, or its node could not be drained', async () => {
    expect((await render()).podDisruptionBudget?.spec).toEqual({ selector, maxUnavailable: 1 });
  });

  test.each([1, '50%'])('keeps %j of several', async (minAvailable) => {
    const app = { ...clustered.app, podDisruptionBudget: { minAvailable } };
    expect((await render({ ...clustered, app })).podDisruptionBudget?.spec).toEqual({
      selector,
      minAvailable,
    });
  });

  test('can be left out', async () => {
    const app = { podDisruptionBudget: { enabled: false } };
    expect(await render({ app })).not.toHaveProperty('podDisruptionBudget');
  });
});

describe('the ServiceMonitor', () => {
  const monitor = async (more: object = {}, values: object = {}) =>
    (await render({ ...values, monitoring: { serviceMonitor: { enabled: true, ...more } } })).serviceMonitor;

  test('asks the app alone, in this namespace, without any token', async () => {
    const found = await monitor();
    expect(found?.spec).toEqual({
      namespaceSelector: { matchNames: ['ai'] },
      selector: {
        matchLabels: {
          'app.kubernetes.io/name': 'codex-pooler',
          'app.kubernetes.io/instance': 'codex-pooler',
          'app.kubernetes.io/component': 'app',
        },
      },
      endpoints: [{ port: 'http', path: '/metrics', scheme: 'http', interval: '30s', scrapeTimeout: '10s' }],
    });
    const { service } = await render();
    expect(isSelected(matchLabelsOf(found), service?.metadata.labels ?? {})).toBe(true);
  });

  test('takes labels, relabelings and the reference to a token', async () => {
    const given = {
      bearerTokenSecret: { name: 'metrics', key: 'token' },
      relabelings: [{ action: 'drop' }],
      metricRelabelings: [{ action: 'keep' }],
    };
    const found = await monitor({ ...given, labels: { release: 'prometheus' }, annotations: { a: 'b' } });
    expect(found?.spec.endpoints).toMatchObject([given]);
    expect(found?.metadata).toMatchObject({ labels: { release: 'prometheus' }, annotations: { a: 'b' } });
  });

  test('is not there without the app, nor unless it is asked for', async () => {
    expect(await monitor({}, { app: { enabled: false } })).toBeUndefined();
    expect(await render()).not.toHaveProperty('serviceMonitor');
  });
});

describe('the ServiceAccount', () => {
  test.each([
    [{}, 'codex-pooler', true],
    [{ name: 'mine' }, 'mine', true],
    [{ create: false }, 'default', false],
    [{ create: false, name: 'theirs' }, 'theirs', false],
  ])('%j', async (serviceAccount, name, isCreated) => {
    const manifests = await render({ serviceAccount });
    for (const role of members) expect(manifests[role]?.spec.template.spec.serviceAccountName).toBe(name);
    expect(manifests.serviceAccount?.metadata.name).toBe(isCreated ? name : undefined);
  });
});

describe('names', () => {
  const namesOf = (manifests: CodexPooler): readonly string[] =>
    Object.values(manifests as Record<string, { kind: string; metadata: { name: string } }>).map(
      ({ kind, metadata }) => `${kind}/${metadata.name}`,
    );

  test('of two releases in one namespace are different, and so are the pods that they take', async () => {
    const [one, other] = [
      await render(everything, { name: 'one' }),
      await render(everything, { name: 'two' }),
    ];
    expect(namesOf(one).filter((name) => namesOf(other).includes(name))).toEqual([]);
    expect(namesOf(one)).toHaveLength(12);
    for (const service of [one.service, one.clusterService])
      for (const role of roles)
        expect(
          isSelected(service?.spec.selector ?? {}, other[role]?.spec.template.metadata.labels ?? {}),
        ).toBe(false);
  });

  test('can be those of the former chart, which left the release out', async () => {
    const values = { ...everything, fullnameOverride: 'codex-pooler' };
    expect(namesOf(await render(values, { name: 'prod' }))).toEqual(namesOf(await render(everything)));
    const { appDeployment } = await render({ ...values, nameOverride: 'pool' }, { name: 'prod' });
    expect(appDeployment?.spec.selector.matchLabels).toEqual({
      'app.kubernetes.io/name': 'pool',
      'app.kubernetes.io/instance': 'prod',
      'app.kubernetes.io/component': 'app',
    });
  });

  test.each([
    [{}, 'codex-pooler'],
    [{ nameOverride: 'pool' }, 'pool'],
    [{ nameOverride: 'label', fullnameOverride: 'pool' }, 'pool'],
  ])('of the former chart with %j begin with %s, and so do ours when they are told', async (former, name) => {
    const manifests = await render({ ...former, fullnameOverride: name }, { name: 'prod' });
    expect(manifests.service?.metadata.name).toBe(`${name}-app`);
    expect(manifests.service?.spec.selector['app.kubernetes.io/name']).toBe(
      'nameOverride' in former ? former.nameOverride : 'codex-pooler',
    );
    const { service } = await render({ nameOverride: 'label' }, { name: 'prod' });
    expect(service?.metadata.name).toBe('prod-app');
  });

  test('labels tell release, version and component; selectors nothing that changes', async () => {
    const manifests = await render(everything, { service: 'Helm' });
    for (const { metadata } of Object.values(manifests)) {
      expect(metadata.namespace).toBe('ai');
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/name': 'codex-pooler',
        'app.kubernetes.io/instance': 'codex-pooler',
        'app.kubernetes.io/version': '0.6.8',
        'app.kubernetes.io/managed-by': 'Helm',
        'helm.sh/chart': 'codex-pooler-1.0.0',
      });
    }
    const component = (object?: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
    }) => object?.metadata.labels['app.kubernetes.io/component'];
    expect(roles.map((role) => component(manifests[role]))).toEqual([
      'app',
      'oban-worker',
      'oban-scheduler',
      'migrations',
    ]);
    expect(component(manifests.clusterService)).toBe('cluster');
    for (const object of [manifests.ingress, manifests.serviceAccount, manifests.secret])
      expect(component(object)).toBeUndefined();
  });
});
