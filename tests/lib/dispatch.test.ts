// The rules of dispatch's deployment (T1 … T10), one block each.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isSelected } from './application.ts';
import { type Dispatch, refusal, render, variablesOf } from './dispatch.ts';
import { evaluate } from './evaluate.ts';
import { lane, wrongLanes } from './lanes.ts';
import { normalizeAll, readExpected, type Tree } from './takeover.ts';

const fixtures = new URL('../fixtures/lib/', import.meta.url);

function jobOf({ migrateJob }: Dispatch): NonNullable<Dispatch['migrateJob']> {
  if (migrateJob === undefined) throw new Error('there is no migration Job');
  return migrateJob;
}

async function variables(values: unknown): Promise<Readonly<Record<string, unknown>>> {
  return variablesOf((await render(values)).deployment);
}

const laneRefusal = (lanes: readonly unknown[]): Promise<string> =>
  refusal({ config: { lanes, laneAliases: { normal: null, escalated: null } } });

const everyInterval = {
  syncMs: 'DISPATCH_SYNC_INTERVAL_MS',
  groomerMs: 'DISPATCH_GROOMER_INTERVAL_MS',
  prFollowupMs: 'DISPATCH_PR_FOLLOWUP_INTERVAL_MS',
  pruneClosedMs: 'DISPATCH_PRUNE_CLOSED_INTERVAL_MS',
  reconcileMs: 'DISPATCH_RECONCILE_INTERVAL_MS',
  staleWorkMs: 'DISPATCH_STALE_WORK_INTERVAL_MS',
  prFixSweepMs: 'DISPATCH_PR_FIX_SWEEP_INTERVAL_MS',
  ciFailuresMs: 'DISPATCH_CI_FAILURES_INTERVAL_MS',
};

describe('T1: false, 0 and "" survive', () => {
  test('false is written for every switch', async () => {
    const config = {
      groomer: { enabled: false, repoContext: false, dryRun: true },
      scheduler: { enabled: false },
    };
    expect(await variables({ config })).toMatchObject({
      DISPATCH_HOSTED_GROOMER_ENABLED: 'false',
      DISPATCH_GROOMER_REPO_CONTEXT_ENABLED: 'false',
      DISPATCH_GROOMER_DRY_RUN: 'true',
      DISPATCH_SCHEDULER_ENABLED: 'false',
    });
    expect(await variables({})).toMatchObject({ DISPATCH_GROOMER_DRY_RUN: 'false' });
  });

  test('0 reaches each of the eight jobs of the scheduler', async () => {
    const intervals = Object.fromEntries(Object.keys(everyInterval).map((key) => [key, 0]));
    const expected = Object.fromEntries(Object.values(everyInterval).map((name) => [name, '0']));
    expect(await variables({ config: { scheduler: { intervals } } })).toMatchObject(expected);
  });

  test('an interval is written as a plain whole number, and only where the image does otherwise by itself', async () => {
    const intervals = { syncMs: 1_000_000, groomerMs: 600_000 };
    const given = await variables({ config: { scheduler: { intervals } } });
    expect(given.DISPATCH_SYNC_INTERVAL_MS).toBe('1000000');
    expect(Object.keys(given).filter((name) => name.endsWith('_INTERVAL_MS'))).toHaveLength(1);
  });

  test('no replica and an empty list of labels are possible', async () => {
    const { deployment } = await render({ replicas: 0, config: { excludedLabels: [] } });
    expect(deployment.spec.replicas).toBe(0);
    expect(variablesOf(deployment)).not.toHaveProperty('DISPATCH_EXCLUDED_LABELS');
  });
});

test('T2: dispatch reads every variable that is written', async () => {
  const known = JSON.parse(await readFile(new URL('dispatch-variables.json', fixtures), 'utf8')).variables;
  const intervals = Object.fromEntries(Object.keys(everyInterval).map((key) => [key, 1]));
  const config = { llmBaseUrl: 'http://llm', groomer: { model: 'm' }, scheduler: { intervals } };
  const names = Object.keys(await variables({ config, database: { existingSecret: 'db' } }));
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect(names).toHaveLength(19);
});

describe('T3: env comes last and is a map', () => {
  test('it replaces what is computed, in its place, and takes strings, whole numbers, booleans and references', async () => {
    const reference = { valueFrom: { secretKeyRef: { name: 'tokens', key: 'hook' } } };
    const env = {
      DISPATCH_AUTH_MODE: 'oidc',
      DISPATCH_DONE_RETENTION_DAYS: 14,
      DISPATCH_SCHEDULER_ENABLED: false,
      WEBHOOK_SECRET: reference,
    };
    const { deployment } = await render({ env });
    expect(variablesOf(deployment)).toMatchObject({
      DISPATCH_AUTH_MODE: 'oidc',
      DISPATCH_DONE_RETENTION_DAYS: '14',
      DISPATCH_SCHEDULER_ENABLED: 'false',
      WEBHOOK_SECRET: reference,
    });
    const names = deployment.spec.template.spec.containers[0].env.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
  });

  test('a value may take the place of a reference', async () => {
    const values = { database: { existingSecret: 'db' }, env: { DATABASE_URL: 'postgres://db/dispatch' } };
    expect(await variables(values)).toMatchObject({ DATABASE_URL: 'postgres://db/dispatch' });
  });

  test('a fraction, a list and a misspelt reference are refused', async () => {
    const message = await refusal({ env: { A: 1.5, B: [], C: { valueFrom: { secretkeyRef: {} } } } });
    expect(message).toContain('env.A: must be a string or a whole number or true or false or a map, is 1.5');
    expect(message).toContain('env.B: must be');
    expect(message).toContain('env.C.valueFrom.secretkeyRef: unknown key, did you mean "secretKeyRef"?');
  });
});

describe('T4: the migration Job', () => {
  test('is a hook that runs before an installation or upgrade and ends in bounded time', async () => {
    const job = jobOf(await render());
    expect(job.metadata.annotations).toEqual({
      'helm.sh/hook': 'pre-install,pre-upgrade',
      'helm.sh/hook-weight': '-5',
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    });
    expect(job.spec).toMatchObject({ backoffLimit: 3, activeDeadlineSeconds: 600 });
    expect(job.spec.template.spec).toMatchObject({ restartPolicy: 'Never' });
    expect(job.spec.template.spec.containers[0].command).toEqual([
      './node_modules/.bin/prisma',
      'migrate',
      'deploy',
    ]);
  });

  test('does not stay for good when it fails, not even after the release is uninstalled', async () => {
    expect(jobOf(await render()).spec.ttlSecondsAfterFinished).toBe(86_400);
  });

  test('needs nothing that the release creates', async () => {
    const job = jobOf(await render({ serviceAccount: { name: 'mine' } }));
    expect(job.spec.template.spec).not.toHaveProperty('serviceAccountName');
    expect(job.spec.template.spec.automountServiceAccountToken).toBe(false);
  });

  test.each([
    ['the Secret', {}],
    ['the Secret of the database', { database: { existingSecret: 'db', key: 'url' } }],
    ['env', { env: { DATABASE_URL: { valueFrom: { secretKeyRef: { name: 'x', key: 'y' } } } } }],
  ])('has the image of the Deployment and DATABASE_URL from the same source: %s', async (_, values) => {
    const image = { repository: 'registry.example.org/dispatch', tag: 'next', pullPolicy: 'Always' };
    const manifests = await render({ ...values, image });
    const [server] = manifests.deployment.spec.template.spec.containers;
    const [migrate] = jobOf(manifests).spec.template.spec.containers;
    for (const field of ['image', 'imagePullPolicy', 'env', 'envFrom'])
      expect(migrate[field]).toEqual(server[field]);
  });

  test('runs where the server would: node, volumes, security and pull secrets are the same', async () => {
    const common = {
      imagePullSecrets: [{ name: 'registry' }],
      nodeSelector: { 'kubernetes.io/arch': 'arm64' },
      tolerations: [{ operator: 'Exists' }],
      affinity: { nodeAffinity: {} },
      volumes: [{ name: 'ca', secret: { secretName: 'ca' } }],
    };
    const volumeMounts = [{ name: 'ca', mountPath: '/ca' }];
    const { spec } = jobOf(await render({ ...common, volumeMounts })).spec.template;
    expect(spec).toMatchObject({ ...common, securityContext: { runAsNonRoot: true, runAsUser: 1001 } });
    expect(spec.containers[0]).toMatchObject({
      volumeMounts,
      securityContext: { allowPrivilegeEscalation: false },
    });
  });

  test.each([
    {},
    { selectorLabels: { 'app.kubernetes.io/controller': 'dispatch' } },
    { selectorLabels: { 'app.kubernetes.io/name': 'other' }, podLabels: { tier: 'web' } },
  ])('has pods that no selector takes: %j', async (values) => {
    const manifests = await render(values);
    const { labels } = jobOf(manifests).spec.template.metadata;
    expect(isSelected(manifests.service.spec.selector, labels)).toBe(false);
    expect(isSelected(manifests.deployment.spec.selector.matchLabels, labels)).toBe(false);
    const pods = manifests.deployment.spec.template.metadata.labels;
    expect(isSelected(manifests.service.spec.selector, pods)).toBe(true);
  });

  test('has a label that selectors may not take', async () => {
    const selectorLabels = { 'app.kubernetes.io/name': 'dispatch-migrate' };
    expect(await refusal({ selectorLabels })).toContain(
      'selectorLabels: "dispatch-migrate" marks the pods of the migration Job',
    );
  });
});

describe('T5: pods never migrate', () => {
  test.each([{}, { migrations: { enabled: false } }, { env: { DATABASE_URL: 'x' } }])(
    'whatever the values: %j',
    async (values) => {
      expect(await variables(values)).toMatchObject({ SKIP_DB_MIGRATIONS: 'true' });
    },
  );

  test('a user who tries is told so', async () => {
    expect(await refusal({ env: { SKIP_DB_MIGRATIONS: 'false' } })).toMatch(
      /^env\.SKIP_DB_MIGRATIONS: pods never migrate/,
    );
  });
});

test('T6: migrations.enabled=false removes only the Job', async () => {
  const { migrateJob, ...others } = await render();
  expect(migrateJob).toBeDefined();
  expect(await render({ migrations: { enabled: false } })).toEqual(others);
});

describe('T7: a wrong lane configuration is refused with its path and a remedy', () => {
  test.each(wrongLanes)('%s', async (_, lanes, sentence) => {
    expect(await laneRefusal(lanes)).toContain(sentence);
  });

  test('an alias that points nowhere', async () => {
    expect(await refusal({ config: { laneAliases: { old: 'nowhere' } } })).toBe(
      'config.laneAliases: "old" points to "nowhere", which is no lane id; name a lane, or remove the alias (null removes a default one)',
    );
  });

  test('lanes that replace the defaults have to mend the default aliases', async () => {
    const lanes = [lane('only')];
    expect(await refusal({ config: { lanes } })).toContain(
      'config.laneAliases: "escalated" points to "frontier"',
    );
    const config = { lanes, laneAliases: { normal: 'only', escalated: null } };
    expect(JSON.parse(String((await variables({ config })).DISPATCH_LANE_CONFIG_JSON))).toEqual({
      lanes,
      laneAliases: { normal: 'only' },
    });
  });

  test('a role may be shared with a lane that is not claimable', async () => {
    const lanes = [
      lane('local', { role: 'default' }),
      lane('frontier'),
      lane('old', { role: 'default', claimable: false }),
    ];
    expect(await variables({ config: { lanes } })).toHaveProperty('DISPATCH_LANE_CONFIG_JSON');
  });

  test('lanes are checked even where env replaces what is made of them', async () => {
    const config = { lanes: [lane('a'), lane('a')], laneAliases: { normal: null, escalated: null } };
    expect(await refusal({ config, env: { DISPATCH_LANE_CONFIG_JSON: '{}' } })).toContain(
      'config.lanes: lane ids must be unique',
    );
  });
});

describe('T8: authentication', () => {
  test.each(['basic', 'oidc', 'disabled'])('%s is written', async (authMode) => {
    const { deployment } = await render({ config: { authMode }, replicas: 3 });
    expect(variablesOf(deployment)).toMatchObject({ DISPATCH_AUTH_MODE: authMode });
    expect(deployment.spec.replicas).toBe(3);
  });

  test('basic is the default, and "" leaves the mode to the Secret', async () => {
    expect(await variables({})).toMatchObject({ DISPATCH_AUTH_MODE: 'basic' });
    expect(await variables({ config: { authMode: '' } })).not.toHaveProperty('DISPATCH_AUTH_MODE');
  });

  test('another mode is refused: dispatch would take only bearer tokens', async () => {
    expect(await refusal({ config: { authMode: 'none' } })).toContain(
      'config.authMode: must be "" or "basic" or "oidc" or "disabled"',
    );
  });
});

test('T9: a groomer without model or base URL leaves both to the Secret', async () => {
  const left = await variables({});
  expect(left).toMatchObject({ DISPATCH_HOSTED_GROOMER_ENABLED: 'true' });
  expect(Object.values(left)).not.toContain('');
  expect(left).not.toHaveProperty('DISPATCH_LLM_BASE_URL');
  expect(left).not.toHaveProperty('DISPATCH_GROOMER_MODEL');
  expect(await variables({ config: { llmBaseUrl: 'http://llm', groomer: { model: 'm' } } })).toMatchObject({
    DISPATCH_LLM_BASE_URL: 'http://llm',
    DISPATCH_GROOMER_MODEL: 'm',
  });
});

test('T10: home-ops is taken over in place, and nothing changes but what is meant to', async () => {
  const { migrateJob, ...others } = (await evaluate(
    `import 'environments/dispatch/home-ops/main.jsonnet'`,
  )) as Tree;
  expect(migrateJob).toBeDefined();
  expect(normalizeAll(Object.values(others))).toEqual(await readExpected());
});
