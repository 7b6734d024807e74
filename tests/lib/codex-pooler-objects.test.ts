// The objects of codex-pooler around its roles: cluster, migration, Services, Ingress, budget, monitor; and their names.
import { describe, expect, test } from 'vitest';
import { isSelected } from './application.ts';
import {
  type CodexPooler,
  clustered,
  containerOf,
  credentials,
  ingressFor,
  matchLabelsOf,
  refusal,
  render,
  roles,
  variablesOf,
} from './codexPooler.ts';

const member = 'codex-pooler.icoretech.io/cluster-member';
const members = ['appDeployment', 'obanWorkerDeployment', 'obanSchedulerDeployment'] as const;
const everything = {
  ...clustered,
  ...ingressFor('codex.example.test'),
  secrets: credentials,
  clustering: { enabled: true, cookie: { value: 'cookie' } },
  monitoring: { serviceMonitor: { enabled: true } },
};

describe('the cluster', () => {
  const ofMembers = {
    POD_NAME: '{"fieldRef":{"fieldPath":"metadata.name"}}',
    POD_IP: '{"fieldRef":{"fieldPath":"status.podIP"}}',
    POD_NAMESPACE: '{"fieldRef":{"fieldPath":"metadata.namespace"}}',
    DNS_CLUSTER_QUERY: 'codex-pooler-cluster.ai.svc.cluster.local',
    RELEASE_DISTRIBUTION: 'name',
    RELEASE_NODE: 'codex_pooler@$(POD_IP)',
    RELEASE_COOKIE: 'codex-pooler-secrets/release-cookie',
    ERL_AFLAGS: '-kernel inet_dist_listen_min 9000 inet_dist_listen_max 9000',
    ERL_EPMD_PORT: '4369',
  };

  test.each(members)('has each role for a member: %s', async (role) => {
    const workload = (await render({ clustering: { enabled: true } }))[role];
    expect(variablesOf(workload)).toMatchObject(ofMembers);
    const names = containerOf(workload).env.map(({ name }) => name);
    for (const identity of ['POD_IP', 'POD_NAME', 'POD_NAMESPACE'])
      expect(names.indexOf(identity)).toBeLessThan(names.indexOf('DNS_CLUSTER_QUERY'));
    expect(names.indexOf('POD_IP')).toBeLessThan(names.indexOf('RELEASE_NODE'));
    expect(workload?.spec.template.spec.subdomain).toBe('codex-pooler-cluster');
    expect(workload?.spec.template.metadata.labels).toHaveProperty([member], 'true');
    expect(containerOf(workload).ports).toEqual(
      expect.arrayContaining([
        { name: 'epmd', containerPort: 4369 },
        { name: 'distribution', containerPort: 9000 },
      ]),
    );
  });

  test('never has the migration for a member', async () => {
    const { migrationJob } = await render(everything);
    for (const name of Object.keys(ofMembers)) expect(variablesOf(migrationJob)).not.toHaveProperty(name);
    expect(migrationJob?.spec.template.metadata.labels).not.toHaveProperty([member]);
    expect(migrationJob?.spec.template.spec).not.toHaveProperty('subdomain');
  });

  test.each([
    ['app', 'appDeployment'],
    ['worker', 'obanWorkerDeployment'],
    ['scheduler', 'obanSchedulerDeployment'],
  ] as const)('has no member that values take out: %s', async (participant, role) => {
    const clustering = { enabled: true, participants: { [participant]: false } };
    const [without, plain] = [await render({ clustering }), await render()];
    expect(without[role]).toEqual(plain[role]);
    for (const other of members.filter((name) => name !== role))
      expect(without[other]).not.toEqual(plain[other]);
  });

  test('has a Service without an address that lists members, ready or not, of all roles', async () => {
    const { clusterService, ...others } = await render({ clustering: { enabled: true } });
    expect(clusterService?.metadata.name).toBe('codex-pooler-cluster');
    expect(clusterService?.spec).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      ports: [
        { name: 'epmd', port: 4369, targetPort: 'epmd' },
        { name: 'distribution', port: 9000, targetPort: 'distribution' },
      ],
    });
    const taken = roles.map((role) =>
      isSelected(clusterService?.spec.selector ?? {}, others[role]?.spec.template.metadata.labels ?? {}),
    );
    expect(taken).toEqual([true, true, true, false]);
  });

  test('takes ports as numbers or digits, another name, another query and another cookie', async () => {
    const clustering = {
      enabled: true,
      distributionPort: 9100,
      epmdPort: '4370',
      headlessService: { nameOverride: 'nodes', publishNotReadyAddresses: false },
      cookie: { existingSecret: 'cookies', existingSecretKey: 'erlang' },
    };
    const { appDeployment, clusterService } = await render({ clustering });
    expect(variablesOf(appDeployment)).toMatchObject({
      DNS_CLUSTER_QUERY: 'nodes.ai.svc.cluster.local',
      RELEASE_COOKIE: 'cookies/erlang',
      ERL_AFLAGS: '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100',
    });
    expect(appDeployment?.spec.template.spec.subdomain).toBe('nodes');
    expect(clusterService).toMatchObject({
      metadata: { name: 'nodes' },
      spec: { publishNotReadyAddresses: false, ports: [{ port: 4370 }, { port: 9100 }] },
    });
    const query = 'members.example.test';
    const elsewhere = await render({
      clustering: { enabled: true, query, headlessService: { enabled: false } },
    });
    expect(elsewhere).not.toHaveProperty('clusterService');
    expect(variablesOf(elsewhere.appDeployment).DNS_CLUSTER_QUERY).toBe(query);
  });
});

describe('the migration', () => {
  test('is a Job before each installation and upgrade, with both steps', async () => {
    const { migrationJob } = await render({ imagePullSecrets: [{ name: 'registry' }] });
    expect(migrationJob?.metadata.annotations).toEqual({
      'helm.sh/hook': 'pre-install,pre-upgrade',
      'helm.sh/hook-weight': '0',
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    });
    expect(migrationJob?.spec).toMatchObject({ backoffLimit: 6, ttlSecondsAfterFinished: 300 });
    expect(migrationJob?.spec.template.spec).toMatchObject({
      restartPolicy: 'OnFailure',
      imagePullSecrets: [{ name: 'registry' }],
    });
    const { command } = containerOf(migrationJob) as unknown as { readonly command: readonly string[] };
    const [shell, flags, script = ''] = command;
    expect([shell, flags]).toEqual(['/bin/sh', '-lc']);
    expect(script.trim().split('\n')).toEqual([
      'set -e',
      "/app/bin/codex_pooler eval 'CodexPooler.Release.migrate()'",
      "/app/bin/codex_pooler eval 'CodexPooler.Release.import_openai_pricing_from_priv()'",
    ]);
  });

  test('needs nothing that the release makes after it', async () => {
    const { migrationJob } = await render({ ...everything, serviceAccount: { name: 'mine' } });
    expect(migrationJob?.spec.template.spec).not.toHaveProperty('serviceAccountName');
    expect(JSON.stringify(migrationJob)).not.toContain('codex-pooler-secrets');
  });

  test('gets no traffic, and counts for no budget', async () => {
    const { migrationJob, service, clusterService, podDisruptionBudget } = await render(everything);
    const labels = migrationJob?.spec.template.metadata.labels ?? {};
    for (const selector of [
      service?.spec.selector,
      clusterService?.spec.selector,
      matchLabelsOf(podDisruptionBudget),
    ])
      expect(isSelected(selector ?? {}, labels)).toBe(false);
  });

  test('has an end, also where its Secret goes before it has ended: Helm waits no longer than its timeout', async () => {
    expect((await render()).migrationJob?.spec.activeDeadlineSeconds).toBe(3600);
    const { migrationJob } = await render({ migrations: { activeDeadlineSeconds: 60 } });
    expect(migrationJob?.spec.activeDeadlineSeconds).toBe(60);
    expect(await refusal({ migrations: { activeDeadlineSeconds: 59 } })).toContain(
      'migrations.activeDeadlineSeconds: must be at least 60',
    );
  });

  test('can be left out, and goes as soon as values say', async () => {
    expect(await render({ migrations: { enabled: false } })).not.toHaveProperty('migrationJob');
    const { migrationJob } = await render({ migrations: { ttlSecondsAfterFinished: 0 } });
    expect(migrationJob?.spec.ttlSecondsAfterFinished).toBe(0);
  });
});

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
