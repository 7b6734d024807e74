// The roles of codex-pooler: what each runs with, which variables it has and which never, how the app starts and ends.
import { describe, expect, test } from 'vitest';
import {
  clustered,
  containerOf,
  credentials,
  ingressFor,
  refusal,
  render,
  roles,
  variablesOf,
} from './codexPooler.ts';

/** Variables whose settings moved to the database; a name in braces stands for several. */
const forbidden = [
  'SMTP_{HOST,PORT,USERNAME,PASSWORD,FROM,SSL,TLS,RETRIES}',
  'CODEX_POOLER_{METRICS_BEARER_TOKEN,GATEWAY_DEBUG,OPERATOR_LOGIN_BASE_URL,FIREWALL_ALLOWLIST,TRUSTED_PROXIES}',
  'CODEX_POOLER_{FILE_MAX_SIZE_BYTES,UPLOAD_TTL_SECONDS,ABANDONED_UPLOAD_CLEANUP_INTERVAL_SECONDS}',
  'CODEX_POOLER_BRIDGE_OWNER_LEASE_{TTL,RENEWAL}_SECONDS',
  'CODEX_POOLER_{EXPIRED_ALIAS_TTL_SECONDS,MAX_DECOMPRESSION_RATIO,SSE_KEEPALIVE_INTERVAL_MS}',
  'CODEX_POOLER_DECOMPRESSION_{ALGORITHMS,TIMEOUT_MS}',
  'CODEX_POOLER_MAX_{COMPRESSED,DECOMPRESSED}_BODY_BYTES',
  'CODEX_POOLER_{MAX_TRANSCRIPTION_UPLOAD_BYTES,MODEL_CONTEXT_WINDOW_OVERRIDES}',
  'CODEX_POOLER_CIRCUIT_{FAILURE_THRESHOLD,OPEN_SECONDS,HALF_OPEN_PROBE_LIMIT,SUCCESS_THRESHOLD}',
  'CODEX_POOLER_UPSTREAM_{CONNECT,POOL,RECEIVE}_TIMEOUT_MS',
].flatMap((line) => {
  const [, before = '', names = '', after = ''] = /^(.*)\{(.*)\}(.*)$/.exec(line) ?? [];
  return names.split(',').map((name) => `${before}${name}${after}`);
});

const common = {
  PORT: '4000',
  PHX_HOST: 'codex-pooler.example.com',
  POOL_SIZE: '10',
  ECTO_IPV6: 'false',
  OBAN_JOBS_QUEUE_LIMIT: '8',
  OBAN_SHUTDOWN_GRACE_PERIOD_MS: '55000',
  LANG: 'C.UTF-8',
  LC_ALL: 'C.UTF-8',
  ERL_MAX_PORTS: '1048576',
  DATABASE_URL: 'codex-pooler-secrets/database-url',
  SECRET_KEY_BASE: 'codex-pooler-secrets/secret-key-base',
  CODEX_POOLER_TOTP_ENCRYPTION_KEY: 'codex-pooler-secrets/totp-encryption-key',
  CODEX_POOLER_TOTP_KEY_VERSION: 'codex-pooler-secrets/totp-key-version',
  CODEX_POOLER_UPSTREAM_SECRET_KEY: 'codex-pooler-secrets/upstream-secret-key',
  CODEX_POOLER_UPSTREAM_SECRET_KEY_VERSION: 'codex-pooler-secrets/upstream-secret-key-version',
};

const ofTheApp = {
  PHX_SERVER: 'true',
  CODEX_POOLER_DRAIN_MARKER_PATH: '/tmp/codex-pooler-draining',
  CODEX_POOLER_WEBSOCKET_DRAIN_TIMEOUT_MS: '85000',
};

const own = {
  appDeployment: {
    ...ofTheApp,
    OBAN_MODE: 'web',
    RELEASE_DISTRIBUTION: 'sname',
    RELEASE_NODE: 'codex_pooler',
  },
  obanWorkerDeployment: { OBAN_MODE: 'worker' },
  obanSchedulerDeployment: { OBAN_MODE: 'scheduler' },
  migrationJob: { OBAN_MODE: 'web' },
};

/** Values under which roles differ most. */
const situations = [
  {},
  clustered,
  { secrets: credentials },
  { ...clustered, secrets: credentials, clustering: { enabled: true, cookie: { value: 'cookie' } } },
];

describe('each role', () => {
  test.each(roles)('has its variables and no other: %s', async (role) => {
    expect(variablesOf((await render())[role])).toEqual({ ...common, ...own[role] });
  });

  test.each(roles)('never has a variable that moved to the database: %s', async (role) => {
    expect(forbidden).toHaveLength(34);
    for (const values of situations) {
      const names = Object.keys(variablesOf((await render(values))[role]));
      expect(names.filter((name) => forbidden.includes(name))).toEqual([]);
    }
  });

  test.each(roles)(
    'gets no variables of Services, among which could be SMTP_PORT, and no token: %s',
    async (role) => {
      expect((await render())[role]?.spec.template.spec).toMatchObject({
        enableServiceLinks: false,
        automountServiceAccountToken: false,
      });
    },
  );

  test('has what config says, as text', async () => {
    const config = {
      host: 'codex.example.test',
      port: 4100,
      poolSize: 1_000_000,
      ectoIpv6: 'true',
      obanJobsQueueLimit: '2',
      obanShutdownGracePeriodMs: '1000',
      lang: 'de_DE.UTF-8',
      lcAll: 'C',
      erlMaxPorts: '65536',
    };
    const manifests = await render({ config });
    for (const role of roles)
      expect(variablesOf(manifests[role])).toMatchObject({
        PHX_HOST: 'codex.example.test',
        PORT: '4100',
        POOL_SIZE: '1000000',
        ECTO_IPV6: 'true',
        OBAN_JOBS_QUEUE_LIMIT: '2',
        OBAN_SHUTDOWN_GRACE_PERIOD_MS: '1000',
        LANG: 'de_DE.UTF-8',
        LC_ALL: 'C',
        ERL_MAX_PORTS: '65536',
      });
    expect(containerOf(manifests.appDeployment).ports).toEqual([{ name: 'http', containerPort: 4100 }]);
  });

  test('runs the same image, whose tag is a release', async () => {
    const image = { repository: 'registry.example.test/codex', tag: '0.7.0', pullPolicy: 'Always' };
    const manifests = await render({ image });
    for (const role of roles)
      expect(containerOf(manifests[role])).toMatchObject({
        image: 'registry.example.test/codex:0.7.0',
        imagePullPolicy: 'Always',
      });
    expect(containerOf((await render()).appDeployment)).toMatchObject({
      image: 'ghcr.io/icoretech/codex-pooler:0.6.8',
      imagePullPolicy: 'IfNotPresent',
    });
  });

  test('may be switched off, and nothing is left of it', async () => {
    const off = { enabled: false };
    const oban = { worker: off, scheduler: off };
    const every = { app: off, oban, migrations: off, ...ingressFor('codex.example.test') };
    expect(Object.keys(await render(every))).toEqual(['serviceAccount']);
    const monitoring = { serviceMonitor: { enabled: true } };
    expect(Object.keys(await render({ ...every, monitoring, clustering: { enabled: true } }))).toEqual([
      'clusterService',
      'serviceAccount',
    ]);
  });

  test('keeps two old revisions, and is replaced pod by pod', async () => {
    const manifests = await render({
      oban: { worker: { replicaCount: 0, strategy: { maxUnavailable: '50%' } } },
    });
    expect(manifests.appDeployment?.spec).toMatchObject({
      replicas: 1,
      revisionHistoryLimit: 2,
      minReadySeconds: 120,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    });
    expect(manifests.obanWorkerDeployment?.spec).toMatchObject({
      replicas: 0,
      revisionHistoryLimit: 2,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '50%', maxSurge: 1 } },
    });
    expect(manifests.obanSchedulerDeployment?.spec).not.toHaveProperty('minReadySeconds');
  });

  test('has the resources that it needs', async () => {
    const manifests = await render({ oban: { worker: { resources: { limits: { cpu: null } } } } });
    const resources = roles.map((role) => containerOf(manifests[role]).resources);
    expect(resources).toEqual([
      { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '2Gi' } },
      { requests: { cpu: '75m', memory: '768Mi' }, limits: { memory: '768Mi' } },
      { requests: { cpu: '75m', memory: '584Mi' }, limits: { cpu: '500m', memory: '584Mi' } },
      { requests: { cpu: '50m', memory: '192Mi' }, limits: { cpu: '250m', memory: '384Mi' } },
    ]);
  });

  test('runs where its values say, which is not where other roles run', async () => {
    const placement = {
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ operator: 'Exists' }],
      affinity: { nodeAffinity: {} },
    };
    const manifests = await render({ oban: { scheduler: placement } });
    expect(manifests.obanSchedulerDeployment?.spec.template.spec).toMatchObject(placement);
    for (const role of ['appDeployment', 'obanWorkerDeployment', 'migrationJob'] as const)
      expect(manifests[role]?.spec.template.spec).not.toHaveProperty('nodeSelector');
  });

  test('has the annotations for all roles under its own, the Job none', async () => {
    const manifests = await render({
      podAnnotations: { a: 'all', b: 'all' },
      app: { podAnnotations: { b: 'app' } },
    });
    const annotations = roles.map((role) => manifests[role]?.spec.template.metadata.annotations);
    const all = { a: 'all', b: 'all' };
    expect(annotations).toEqual([{ a: 'all', b: 'app' }, all, all, undefined]);
  });
});

describe('only the app serves HTTP', () => {
  test.each(['obanWorkerDeployment', 'obanSchedulerDeployment', 'migrationJob'] as const)(
    '%s has no port, no probe, no hook and no PHX_SERVER',
    async (role) => {
      const container = containerOf((await render())[role]);
      for (const field of ['ports', 'readinessProbe', 'livenessProbe', 'startupProbe', 'lifecycle'])
        expect(container).not.toHaveProperty(field);
      expect(variablesOf((await render())[role])).not.toHaveProperty('PHX_SERVER');
      const member = containerOf((await render(clustered))[role]);
      expect((member.ports ?? []).map(({ name }) => name)).not.toContain('http');
    },
  );
});

describe('probes', () => {
  const httpGet = (path: string) => ({
    path,
    port: 'http',
    httpHeaders: [{ name: 'X-Forwarded-Proto', value: 'https' }],
  });

  test('say that they came by https, or force_ssl would answer with a redirect, which any probe takes for a success', async () => {
    expect(containerOf((await render()).appDeployment)).toMatchObject({
      readinessProbe: { httpGet: httpGet('/readyz'), initialDelaySeconds: 5, periodSeconds: 10 },
      livenessProbe: { httpGet: httpGet('/healthz'), initialDelaySeconds: 10, periodSeconds: 20 },
      startupProbe: {
        httpGet: httpGet('/healthz'),
        initialDelaySeconds: 5,
        periodSeconds: 5,
        failureThreshold: 12,
        timeoutSeconds: 2,
      },
    });
  });

  test('of the start can be changed and left out', async () => {
    const given = { path: '/up', initialDelaySeconds: 0, periodSeconds: 1, failureThreshold: 60 };
    const changed = containerOf((await render({ app: { startupProbe: given } })).appDeployment);
    const { path, ...times } = given;
    expect(changed.startupProbe).toEqual({ httpGet: httpGet(path), ...times, timeoutSeconds: 2 });
    const without = containerOf((await render({ app: { startupProbe: { enabled: false } } })).appDeployment);
    expect(without).not.toHaveProperty('startupProbe');
    expect(without).toHaveProperty('readinessProbe');
  });
});

describe('the end of a pod', () => {
  const commandOf = async (values: unknown): Promise<readonly string[]> => {
    const { lifecycle } = containerOf((await render(values)).appDeployment) as unknown as {
      readonly lifecycle: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
    };
    return lifecycle.preStop.exec.command;
  };

  test('is announced by the marker first, then sessions drain, then the last requests arrive', async () => {
    const [shell, flags, script = '', ...args] = await commandOf({});
    expect([shell, flags]).toEqual(['/bin/sh', '-ec']);
    const [marker, drain, sleep] = script.split('\n');
    expect(marker).toBe('touch "$CODEX_POOLER_DRAIN_MARKER_PATH" || true');
    expect(drain).toMatch(/^ERL_AFLAGS= timeout "\$1" \/app\/bin\/codex_pooler rpc '.*' \|\| true$/);
    expect(sleep).toBe('sleep "$2"');
    expect(args).toEqual(['drain', '87', '10']);
  });

  test('takes as long as the values say, and the app is told', async () => {
    const preStop = { drainTimeoutSeconds: 30, sleepSeconds: 0 };
    const values = { app: { terminationGracePeriodSeconds: 47, lifecycle: { preStop } } };
    expect((await commandOf(values)).slice(3)).toEqual(['drain', '32', '0']);
    const { appDeployment } = await render(values);
    expect(variablesOf(appDeployment).CODEX_POOLER_WEBSOCKET_DRAIN_TIMEOUT_MS).toBe('30000');
    expect(appDeployment?.spec.template.spec.terminationGracePeriodSeconds).toBe(47);
  });

  test('has nothing to do with preStop.enabled=false', async () => {
    const { appDeployment } = await render({ app: { lifecycle: { preStop: { enabled: false } } } });
    expect(containerOf(appDeployment)).not.toHaveProperty('lifecycle');
  });

  test.each(['10; reboot', '10', 10.5, -1])(
    'takes no %j for seconds: it would reach a shell',
    async (sleepSeconds) => {
      expect(await refusal({ app: { lifecycle: { preStop: { sleepSeconds } } } })).toContain(
        'app.lifecycle.preStop.sleepSeconds: must be',
      );
    },
  );

  test('has its time in workers and the scheduler as well', async () => {
    const manifests = await render({ oban: { scheduler: { terminationGracePeriodSeconds: 10 } } });
    expect(manifests.obanWorkerDeployment?.spec.template.spec.terminationGracePeriodSeconds).toBe(75);
    expect(manifests.obanSchedulerDeployment?.spec.template.spec.terminationGracePeriodSeconds).toBe(10);
  });
});
