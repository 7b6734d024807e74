// The table of agents' variables: what each value becomes, in which role, and what wins where several say something.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { controllers, controlPlane, render, renderings, variablesOf } from './agents.ts';
import { evaluate } from './evaluate.ts';

interface Row {
  readonly variable: string;
  readonly value: string;
}

const tables = (await evaluate(`
  local variables = import 'lib/apps/agents/variables.libsonnet';
  { [table]: [{ variable: row.variable, value: row.value } for row in variables[table]]
    for table in ['database', 'plain', 'common', 'controller', 'webhook'] }
`)) as Readonly<Record<'database' | 'plain' | 'common' | 'controller' | 'webhook', readonly Row[]>>;

/** Everything that may be absent is set. */
const everything = {
  controllers: { enabled: true },
  database: { secretRef: { name: 'db' }, caSecret: { name: 'ca' } },
  kubernetesApi: { host: 'api.example.test' },
  agentComms: {
    enabled: true,
    subjects: ['a.>', 'b'],
    nats: { user: 'u', passwordSecret: { name: 'nats', key: 'pw' } },
  },
  workflowRuntime: {
    native: {
      rerunOrchestration: 'rerun',
      rerunOrchestrationNamespace: 'one',
      systemImprovementOrchestration: 'improve',
      systemImprovementOrchestrationNamespace: 'two',
    },
  },
  runtime: { agentImage: 'agent', scheduleRunnerImage: 'schedule', scheduleServiceAccount: 'scheduler' },
  runner: { image: { repository: 'runner', tag: '1', digest: `sha256:${'0'.repeat(64)}` } },
  controller: {
    defaultWorkload: {
      serviceAccountName: 'runs',
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'a' }],
      topologySpreadConstraints: [{ maxSkew: 1 }],
      affinity: { nodeAffinity: {} },
      podSecurityContext: { runAsUser: 1 },
      imagePullSecrets: [{ name: 'registry' }],
      priorityClassName: 'high',
      schedulerName: 'own',
    },
    repoConcurrency: { enabled: true, default: 3, overrides: { 'example/app': 2 } },
    admissionPolicy: {
      labels: { required: ['a'], allowed: ['b'], denied: ['c'] },
      images: { allowed: ['d'], denied: ['e'] },
      secrets: { blocked: ['f'] },
    },
    vcsProviders: { prRateLimits: { github: { perHour: 5 } } },
    authSecret: { name: 'codex' },
  },
};

const expected = {
  DATABASE_URL: { secretKeyRef: { name: 'db', key: 'url' } },
  PGSSLROOTCERT: '/etc/jangar/ca/ca.crt',
  KUBERNETES_SERVICE_HOST: 'api.example.test',
  KUBERNETES_SERVICE_PORT: '443',
  NATS_URL: 'nats://nats.nats.svc.cluster.local:4222',
  NATS_USER: 'u',
  NATS_PASSWORD: { secretKeyRef: { name: 'nats', key: 'pw' } },
  NODE_ENV: 'production',
  PORT: '8080',
  JANGAR_GRPC_HOST: '0.0.0.0',
  JANGAR_AGENT_COMMS_SUBJECTS: 'a.>,b',
  JANGAR_CODEX_RERUN_ORCHESTRATION: 'rerun',
  JANGAR_CODEX_RERUN_ORCHESTRATION_NAMESPACE: 'one',
  JANGAR_SYSTEM_IMPROVEMENT_ORCHESTRATION: 'improve',
  JANGAR_SYSTEM_IMPROVEMENT_ORCHESTRATION_NAMESPACE: 'two',
  JANGAR_AGENT_IMAGE: 'agent',
  JANGAR_AGENT_RUNNER_IMAGE: `runner:1@sha256:${'0'.repeat(64)}`,
  JANGAR_SCHEDULE_RUNNER_IMAGE: 'schedule',
  JANGAR_SCHEDULE_SERVICE_ACCOUNT: 'scheduler',
  JANGAR_AGENT_RUNNER_JOB_TTL_SECONDS: '600',
  JANGAR_AGENT_RUNNER_LOG_RETENTION_SECONDS: '604800',
  JANGAR_SERVICE_ACCOUNT_NAME: 'agents-sa',
  JANGAR_AGENT_RUNNER_SERVICE_ACCOUNT: 'runs',
  JANGAR_AGENT_RUNNER_NODE_SELECTOR: '{"disk":"ssd"}',
  JANGAR_AGENT_RUNNER_TOLERATIONS: '[{"key":"a"}]',
  JANGAR_AGENT_RUNNER_TOPOLOGY_SPREAD_CONSTRAINTS: '[{"maxSkew":1}]',
  JANGAR_AGENT_RUNNER_AFFINITY: '{"nodeAffinity":{}}',
  JANGAR_AGENT_RUNNER_POD_SECURITY_CONTEXT: '{"runAsUser":1}',
  JANGAR_AGENT_RUNNER_IMAGE_PULL_SECRETS: '[{"name":"registry"}]',
  JANGAR_AGENT_RUNNER_PRIORITY_CLASS: 'high',
  JANGAR_AGENT_RUNNER_SCHEDULER_NAME: 'own',
  JANGAR_POD_NAMESPACE: { fieldRef: { fieldPath: 'metadata.namespace' } },
  JANGAR_PROMETHEUS_METRICS_ENABLED: 'true',
  JANGAR_PROMETHEUS_METRICS_PATH: '/metrics',
  JANGAR_RBAC_CLUSTER_SCOPED: 'false',
  JANGAR_PRIMITIVES_NAMESPACES: 'agents',
  JANGAR_ORCHESTRATION_CONTROLLER_ENABLED: '1',
  JANGAR_ORCHESTRATION_CONTROLLER_NAMESPACES: 'agents',
  JANGAR_SUPPORTING_CONTROLLER_ENABLED: '1',
  JANGAR_SUPPORTING_CONTROLLER_NAMESPACES: 'agents',
  JANGAR_AGENT_COMMS_SUBSCRIBER_DISABLED: 'false',
  JANGAR_AGENTS_CONTROLLER_ENABLED: '1',
  JANGAR_AGENTS_CONTROLLER_NAMESPACES: 'agents',
  JANGAR_AGENTS_CONTROLLER_CONCURRENCY_NAMESPACE: '10',
  JANGAR_AGENTS_CONTROLLER_CONCURRENCY_AGENT: '5',
  JANGAR_AGENTS_CONTROLLER_CONCURRENCY_CLUSTER: '100',
  JANGAR_AGENTS_CONTROLLER_REPO_CONCURRENCY_ENABLED: 'true',
  JANGAR_AGENTS_CONTROLLER_REPO_CONCURRENCY_DEFAULT: '3',
  JANGAR_AGENTS_CONTROLLER_REPO_CONCURRENCY_OVERRIDES: '{"example/app":2}',
  JANGAR_AGENTS_CONTROLLER_QUEUE_NAMESPACE: '200',
  JANGAR_AGENTS_CONTROLLER_QUEUE_REPO: '50',
  JANGAR_AGENTS_CONTROLLER_QUEUE_CLUSTER: '1000',
  JANGAR_AGENTS_CONTROLLER_RATE_WINDOW_SECONDS: '60',
  JANGAR_AGENTS_CONTROLLER_RATE_NAMESPACE: '120',
  JANGAR_AGENTS_CONTROLLER_RATE_REPO: '30',
  JANGAR_AGENTS_CONTROLLER_RATE_CLUSTER: '600',
  JANGAR_AGENTS_CONTROLLER_WEBHOOK_QUEUE_SIZE: '1000',
  JANGAR_AGENTS_CONTROLLER_WEBHOOK_RETRY_BASE_DELAY_SECONDS: '1',
  JANGAR_AGENTS_CONTROLLER_WEBHOOK_RETRY_MAX_DELAY_SECONDS: '60',
  JANGAR_AGENTS_CONTROLLER_WEBHOOK_RETRY_MAX_ATTEMPTS: '5',
  JANGAR_AGENTS_CONTROLLER_AGENTRUN_RETENTION_SECONDS: '2592000',
  JANGAR_AGENTS_CONTROLLER_LABELS_REQUIRED: '["a"]',
  JANGAR_AGENTS_CONTROLLER_LABELS_ALLOWED: '["b"]',
  JANGAR_AGENTS_CONTROLLER_LABELS_DENIED: '["c"]',
  JANGAR_AGENTS_CONTROLLER_IMAGES_ALLOWED: '["d"]',
  JANGAR_AGENTS_CONTROLLER_IMAGES_DENIED: '["e"]',
  JANGAR_AGENTS_CONTROLLER_BLOCKED_SECRETS: '["f"]',
  JANGAR_AGENTS_CONTROLLER_VCS_PROVIDERS_ENABLED: 'true',
  JANGAR_AGENTS_CONTROLLER_VCS_DEPRECATED_TOKEN_TYPES: '{"github":["pat"]}',
  JANGAR_AGENTS_CONTROLLER_VCS_PR_RATE_LIMITS: '{"github":{"perHour":5}}',
  JANGAR_AGENTS_CONTROLLER_AUTH_SECRET_NAME: 'codex',
  JANGAR_AGENTS_CONTROLLER_AUTH_SECRET_KEY: 'auth.json',
  JANGAR_AGENTS_CONTROLLER_AUTH_SECRET_MOUNT_PATH: '/root/.codex',
  JANGAR_IMAGE: 'ghcr.io/proompteng/jangar:0.9.1',
};

const split = {
  JANGAR_MIGRATIONS: 'auto',
  JANGAR_SKIP_MIGRATIONS: '0',
  AGENTS_MIGRATIONS: 'auto',
  AGENTS_SKIP_MIGRATIONS: '0',
  JANGAR_GRPC_ENABLED: 'true',
  JANGAR_GRPC_PORT: '50051',
  JANGAR_PRIMITIVES_RECONCILER: '0',
  JANGAR_CONTROL_PLANE_CACHE_ENABLED: 'true',
  JANGAR_AGENTS_CONTROLLER_ENABLED: '0',
  JANGAR_ORCHESTRATION_CONTROLLER_ENABLED: '0',
  JANGAR_SUPPORTING_CONTROLLER_ENABLED: '0',
  JANGAR_AGENT_COMMS_SUBSCRIBER_DISABLED: 'true',
};

describe('every value becomes its variable', () => {
  test.each(renderings)('in both roles, by $name', async ({ render: renderWith }) => {
    const objects = await renderWith(everything);
    expect(variablesOf(controllers(objects))).toEqual({
      ...expected,
      JANGAR_MIGRATIONS: 'skip',
      JANGAR_SKIP_MIGRATIONS: '1',
      AGENTS_MIGRATIONS: 'skip',
      AGENTS_SKIP_MIGRATIONS: '1',
      JANGAR_GRPC_ENABLED: '0',
      JANGAR_CONTROL_PLANE_CACHE_ENABLED: '0',
    });
    expect(variablesOf(controlPlane(objects))).toEqual({ ...expected, ...split });
  });

  test('and the table names all of them', () => {
    const prefixes = {
      database: '',
      plain: '',
      common: 'JANGAR_',
      controller: 'JANGAR_AGENTS_CONTROLLER_',
      webhook: 'JANGAR_AGENTS_CONTROLLER_WEBHOOK_',
    };
    const names = Object.entries(prefixes).flatMap(([table, prefix]) =>
      tables[table as keyof typeof tables].map(({ variable }) => prefix + variable),
    );
    const computed = ['NODE_ENV', 'PORT', 'JANGAR_IMAGE'];
    expect(names.toSorted()).toEqual(
      Object.keys(expected)
        .filter((name) => !computed.includes(name))
        .toSorted(),
    );
  });

  test('and so does the page beside the chart', async () => {
    const page = await readFile(new URL('../../charts/agents/environment.md', import.meta.url), 'utf8');
    for (const name of [...Object.keys(expected), ...Object.keys(split)])
      if (name !== 'NODE_ENV') expect(page, name).toContain(`\`${name}\` |`);
  });

  test('the user of NATS may be a key of a Secret, and is not said twice', async () => {
    const nats = (own: object) => ({ agentComms: { enabled: true, nats: own } });
    const userSecret = { name: 'nats' };
    for (const rendering of renderings) {
      const variables = variablesOf(controlPlane(await rendering.render(nats({ userSecret }))));
      expect(variables.NATS_USER).toEqual({ secretKeyRef: { name: 'nats', key: 'username' } });
      expect(variablesOf(controlPlane(await rendering.render(nats({}))))).not.toHaveProperty('NATS_USER');
      expect(await rendering.refuse(nats({ user: 'u', userSecret }))).toMatch(
        /^agentComms\.nats: user and userSecret both name the user/,
      );
    }
  });

  test('without the prefix JANGAR_, with AGENTS_', async () => {
    const variables = variablesOf(controllers(await render({ ...everything, envPrefix: 'AGENTS_' })));
    const renamed = Object.keys(expected).map((name) =>
      name
        .replace('JANGAR_AGENTS_CONTROLLER_WEBHOOK_', 'AGENTS_IMPLEMENTATION_SOURCE_WEBHOOK_')
        .replace('JANGAR_AGENTS_CONTROLLER_', 'AGENTS_CONTROLLER_')
        .replace('JANGAR_', 'AGENTS_'),
    );
    expect(Object.keys(variables)).toEqual(expect.arrayContaining(renamed));
    expect(variables.PGSSLROOTCERT).toBe('/etc/agents/ca/ca.crt');
    const others = Object.keys(variables).filter((name) => name.startsWith('JANGAR_'));
    expect(others).toEqual(['JANGAR_MIGRATIONS', 'JANGAR_SKIP_MIGRATIONS']);
  });

  test('those of a controller only while it runs', async () => {
    const variables = variablesOf(controlPlane(await render({ controller: { enabled: false } })));
    const own = Object.keys(variables).filter((name) => name.startsWith('JANGAR_AGENTS_CONTROLLER_'));
    expect(own).toEqual(['JANGAR_AGENTS_CONTROLLER_ENABLED', 'JANGAR_AGENTS_CONTROLLER_NAMESPACES']);
  });
});

describe('what comes later wins', () => {
  const name = 'JANGAR_QUEUE';
  const secret = { name, secretName: 's' };
  const config = { name, configMapName: 'c' };
  const extra = [{ name, value: 'extra' }];

  test.each([
    ['vars', { vars: { [name]: 'vars' } }, 'vars'],
    [
      'secrets',
      { vars: { [name]: 'vars' }, secrets: [secret] },
      { secretKeyRef: { name: 's', key: 'value' } },
    ],
    ['config', { secrets: [secret], config: [config] }, { configMapKeyRef: { name: 'c', key: name } }],
    ['extra', { config: [config], extra }, 'extra'],
    ['the last of two', { extra: [{ name, value: 'first' }, ...extra] }, 'extra'],
  ])('of the environment of both roles: %s', async (_, env, value) => {
    const objects = await render({ controllers: { enabled: true }, env });
    for (const role of [controllers, controlPlane]) expect(variablesOf(role(objects))[name]).toEqual(value);
  });

  test('of a role, over that of both', async () => {
    const vars = { [name]: 'own' };
    const values = {
      env: { vars: { [name]: 'both' }, extra },
      controlPlane: { env: { vars } },
      controllers: { enabled: true },
    };
    const objects = await render(values);
    expect(variablesOf(controlPlane(objects))[name]).toBe('own');
    expect(variablesOf(controllers(objects))[name]).toBe('extra');
  });

  test('over what values stand for', async () => {
    const overrides = 'JANGAR_AGENTS_CONTROLLER_REPO_CONCURRENCY_OVERRIDES';
    const values = {
      env: { vars: { [overrides]: '{"a/b":1}', DATABASE_URL: 'x' } },
      database: { secretRef: { name: 'db' } },
    };
    expect(variablesOf(controlPlane(await render(values)))).toMatchObject({
      [overrides]: '{"a/b":1}',
      DATABASE_URL: 'x',
    });
  });

  test('what a role is by default, over both; its own variables over that', async () => {
    const cache = 'JANGAR_CONTROL_PLANE_CACHE_ENABLED';
    const reconciler = 'JANGAR_PRIMITIVES_RECONCILER';
    const env = { vars: { [cache]: 'yes', [reconciler]: '1' } };
    const objects = await render({ env, controllers: { enabled: true } });
    expect(variablesOf(controllers(objects))).toMatchObject({ [cache]: '0', [reconciler]: '1' });
    expect(variablesOf(controlPlane(objects))).toMatchObject({ [cache]: 'true', [reconciler]: '0' });
    const again = await render({
      env,
      controllers: { enabled: true, env: { vars: { [cache]: '1' } } },
      controlPlane: { env: { vars: { [cache]: '0', [reconciler]: '1' } } },
    });
    expect(variablesOf(controllers(again))[cache]).toBe('1');
    expect(variablesOf(controlPlane(again))).toMatchObject({ [cache]: '0', [reconciler]: '1' });
    expect(variablesOf(controlPlane(await render({ env })))).toMatchObject({
      [cache]: 'yes',
      [reconciler]: '1',
    });
  });

  test('the address of gRPC is a default', async () => {
    const vars = { JANGAR_GRPC_HOST: '::1' };
    for (const values of [{ env: { vars } }, { controlPlane: { env: { vars } } }])
      for (const rendering of renderings)
        expect(variablesOf(controlPlane(await rendering.render(values))).JANGAR_GRPC_HOST).toBe('::1');
    const off = variablesOf(controlPlane(await render({ grpc: { enabled: false } })));
    expect(off).toMatchObject({ JANGAR_GRPC_ENABLED: 'false' });
    expect(off).not.toHaveProperty('JANGAR_GRPC_HOST');
  });

  test('what the chart decides, over everything', async () => {
    const vars = {
      PORT: '9',
      JANGAR_GRPC_ENABLED: 'true',
      JANGAR_GRPC_PORT: '1',
      JANGAR_IMAGE: 'x',
      JANGAR_AGENTS_CONTROLLER_ENABLED: '1',
    };
    const values = {
      env: { vars },
      controlPlane: { env: { vars } },
      controllers: { enabled: true, env: { vars } },
    };
    const objects = await render(values);
    expect(variablesOf(controlPlane(objects))).toMatchObject({
      PORT: '8080',
      JANGAR_GRPC_ENABLED: 'true',
      JANGAR_GRPC_PORT: '50051',
      JANGAR_IMAGE: 'ghcr.io/proompteng/jangar:0.9.1',
      JANGAR_AGENTS_CONTROLLER_ENABLED: '0',
    });
    expect(variablesOf(controllers(objects))).toMatchObject({ PORT: '8080', JANGAR_GRPC_ENABLED: '0' });
  });
});
