// What an earlier chart of agents got wrong, one block each; D7, D8, D14 and D15 are in files of their own.
import { describe, expect, test } from 'vitest';
import {
  controllers,
  controlPlane,
  type Deployment,
  find,
  type Rendering,
  render,
  renderings,
  variablesOf,
} from './agents.ts';

type Fields = Readonly<Record<string, unknown>>;

const split = { controllers: { enabled: true } };

async function imagesOf(values: object): Promise<readonly string[]> {
  const objects = await render({ ...split, ...values });
  return [controlPlane(objects), controllers(objects)].map(
    ({ spec }) => spec.template.spec.containers[0].image,
  );
}

test('D1: the variables of a role replace those of both', async () => {
  const vars = { JANGAR_QUEUE: 'own' };
  const objects = await render({
    env: { vars: { JANGAR_QUEUE: 'both' } },
    controlPlane: { env: { vars } },
    controllers: { enabled: true, env: { vars } },
  });
  for (const role of [controlPlane, controllers]) expect(variablesOf(role(objects)).JANGAR_QUEUE).toBe('own');
});

describe('D2: skip means skip', () => {
  test.each(renderings)('by $name', async (rendering: Rendering) => {
    const vars = { JANGAR_MIGRATIONS: 'skip' };
    const env = { vars: { JANGAR_MIGRATIONS: 'auto' } };
    const objects = await rendering.render({ env, controllers: { enabled: true, env: { vars } } });
    expect(variablesOf(controllers(objects)).JANGAR_MIGRATIONS).toBe('skip');
    expect(variablesOf(controlPlane(objects)).JANGAR_MIGRATIONS).toBe('auto');
  });
});

describe('D3: 0 and false survive', () => {
  const zeros = {
    controller: {
      jobTtlSeconds: 0,
      logRetentionSeconds: 0,
      agentRunRetentionSeconds: 0,
      repoConcurrency: { default: 0, overrides: { 'example/app': 0 } },
      queue: { perNamespace: 0, perRepo: 0, cluster: 0 },
      rate: { perNamespace: 0, perRepo: 0, cluster: 0 },
      webhook: { retry: { baseDelaySeconds: 0, maxDelaySeconds: 0 } },
      vcsProviders: { enabled: false },
    },
    probes: { liveness: { initialDelaySeconds: 0 } },
    terminationGracePeriodSeconds: 0,
  };
  const names = [
    ...['AGENT_RUNNER_JOB_TTL_SECONDS', 'AGENT_RUNNER_LOG_RETENTION_SECONDS'],
    ...[
      'AGENTRUN_RETENTION_SECONDS',
      'REPO_CONCURRENCY_DEFAULT',
      'QUEUE_NAMESPACE',
      'QUEUE_REPO',
      'QUEUE_CLUSTER',
      'RATE_NAMESPACE',
      'RATE_REPO',
      'RATE_CLUSTER',
      'WEBHOOK_RETRY_BASE_DELAY_SECONDS',
      'WEBHOOK_RETRY_MAX_DELAY_SECONDS',
    ].map((name) => `AGENTS_CONTROLLER_${name}`),
  ];

  test.each(renderings)('by $name', async (rendering: Rendering) => {
    const objects = await rendering.render({ ...split, ...zeros });
    for (const role of [controlPlane, controllers]) {
      const variables = variablesOf(role(objects));
      for (const name of names) expect(variables[`JANGAR_${name}`], name).toBe('0');
      expect(variables.JANGAR_AGENTS_CONTROLLER_REPO_CONCURRENCY_OVERRIDES).toBe('{"example/app":0}');
      expect(variables.JANGAR_AGENTS_CONTROLLER_VCS_PROVIDERS_ENABLED).toBe('false');
      const { spec } = role(objects).spec.template;
      expect(spec.terminationGracePeriodSeconds).toBe(0);
      expect(spec.containers[0].livenessProbe).toMatchObject({ initialDelaySeconds: 0 });
    }
  });
});

test('D4: the controllers get all that controls them', async () => {
  const values = {
    ...split,
    controller: { logRetentionSeconds: 1, webhook: { queueSize: 2 }, repoConcurrency: { enabled: true } },
  };
  expect(variablesOf(controllers(await render(values)))).toMatchObject({
    JANGAR_AGENT_RUNNER_LOG_RETENTION_SECONDS: '1',
    JANGAR_AGENTS_CONTROLLER_WEBHOOK_QUEUE_SIZE: '2',
    JANGAR_AGENTS_CONTROLLER_REPO_CONCURRENCY_ENABLED: 'true',
    JANGAR_PROMETHEUS_METRICS_ENABLED: 'true',
  });
});

test('D5: no name occurs twice, wherever it is said', async () => {
  const name = 'JANGAR_AGENT_RUNNER_IMAGE';
  const objects = await render({
    ...split,
    runtime: { agentRunnerImage: 'first' },
    runner: { image: { repository: 'second', tag: '1' } },
    env: {
      vars: { [name]: 'third' },
      extra: [
        { name, value: 'fourth' },
        { name, value: 'fifth' },
      ],
    },
  });
  for (const role of [controlPlane, controllers]) expect(variablesOf(role(objects))[name]).toBe('fifth');
});

describe('D6: the URL of the database is nowhere but in a Secret', () => {
  const url = 'postgresql://agents:password@postgres.example.test/agents';
  const values = { ...split, database: { url, createSecret: { enabled: true } } };

  test.each(renderings)('by $name', async (rendering: Rendering) => {
    const objects = await rendering.render(values);
    expect(find(objects, 'Secret', 'agents-db')).toMatchObject({ stringData: { url } });
    const others = objects.filter(({ kind }) => kind !== 'Secret');
    expect(JSON.stringify(others)).not.toContain('password@');
    for (const role of [controlPlane, controllers])
      expect(variablesOf(role(objects)).DATABASE_URL).toEqual({
        secretKeyRef: { name: 'agents-db', key: 'url' },
      });
  });

  test.each([
    [{ url }, 'database.url: it would stand in the Deployment'],
    [{ createSecret: { enabled: true } }, 'database.createSecret: the Secret needs a URL'],
    [
      { url, createSecret: { enabled: true }, secretRef: { name: 'a' } },
      'database: createSecret and secretRef are two Secrets',
    ],
  ])('refuses %j', async (database, sentence) => {
    for (const rendering of renderings) expect(await rendering.refuse({ database })).toContain(sentence);
  });
});

describe('D9: a digest belongs to its image', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const ownDigest = `sha256:${'b'.repeat(64)}`;
  const image = { repository: 'all', tag: '1', digest };

  test.each([
    [{}, `all:1@${digest}`],
    [{ repository: 'own' }, 'own:1'],
    [{ tag: '2' }, 'all:2'],
    [{ repository: 'own', tag: '2', digest: ownDigest }, `own:2@${ownDigest}`],
    [{ digest: ownDigest }, `all:1@${ownDigest}`],
  ])('an image of its own %j is %s', async (own, expected) => {
    expect(await imagesOf({ image, controlPlane: { image: own } })).toEqual([expected, `all:1@${digest}`]);
    expect(await imagesOf({ image, controllers: { enabled: true, image: own } })).toEqual([
      `all:1@${digest}`,
      expected,
    ]);
  });
});

describe('the image of runs', () => {
  const digest = `sha256:${'a'.repeat(64)}`;

  test.each([
    [{ tag: '1' }, 'runner:1'],
    [{ digest }, `runner@${digest}`],
    [{ tag: '1', digest }, `runner:1@${digest}`],
  ])('is pinned by %j', async (image, expected) => {
    for (const rendering of renderings) {
      const objects = await rendering.render({ runner: { image: { repository: 'runner', ...image } } });
      expect(variablesOf(controlPlane(objects)).JANGAR_AGENT_RUNNER_IMAGE).toBe(expected);
    }
  });

  test.each([{ tag: '1' }, { digest }])('is refused without a repository: %j', async (image) => {
    for (const rendering of renderings)
      expect(await rendering.refuse({ runner: { image } })).toMatch(
        /^runner\.image: a tag or a digest is nothing without a repository/,
      );
  });

  test('is refused without tag and digest', async () => {
    for (const rendering of renderings)
      expect(await rendering.refuse({ runner: { image: { repository: 'runner' } } })).toMatch(
        /^runner\.image: it has neither tag nor digest/,
      );
  });
});

test('no pod gets variables of Services, whose names are like those of the image', async () => {
  const spec = { agentRef: { name: 'smoke' } };
  for (const rendering of renderings) {
    const objects = await rendering.render({
      ...split,
      migrations: { mode: 'skip', job: { enabled: true, command: ['migrate'] } },
      argocdHooks: { enabled: true, smoke: { enabled: true, spec } },
    });
    const withPods = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
    expect(withPods).toHaveLength(4);
    for (const object of withPods as unknown as readonly Deployment[])
      expect(object.spec.template.spec.enableServiceLinks).toBe(false);
  }
});

test('D10: there is no value that does nothing', async () => {
  for (const rendering of renderings)
    expect(await rendering.refuse({ logging: { level: 'debug' } })).toMatch(/logging/);
});

describe('D11: what cannot be read cannot bypass a guard', () => {
  test.each(renderings)('by $name', async (rendering: Rendering) => {
    const objects = await rendering.render({
      ...split,
      envFromSecretRefs: ['s'],
      envFromConfigMapRefs: ['c'],
    });
    const [container] = controllers(objects).spec.template.spec.containers;
    expect(container.envFrom).toEqual([{ secretRef: { name: 's' } }, { configMapRef: { name: 'c' } }]);
    expect(variablesOf(controllers(objects))).toMatchObject({
      JANGAR_MIGRATIONS: 'skip',
      JANGAR_GRPC_ENABLED: '0',
    });
    const extra = [{ name: 'JANGAR_MIGRATIONS', value: 'auto' }];
    expect(await rendering.refuse({ ...split, env: { extra } })).toMatch(/^env\.extra: JANGAR_MIGRATIONS: /);
  });
});

test('D12: the namespace of the release is not a part of it', async () => {
  const podSecurityAdmission = { createNamespace: true, level: 'restricted' };
  for (const rendering of renderings) {
    expect(await rendering.refuse({ podSecurityAdmission })).toMatch(
      /^podSecurityAdmission\.createNamespace: "agents" is the namespace of the release/,
    );
    const objects = await rendering.render({ podSecurityAdmission, namespaceOverride: 'other' });
    expect(find<{ metadata: Fields }>(objects, 'Namespace', 'other').metadata).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      // What others have made there does not go with the release.
      annotations: { 'helm.sh/resource-policy': 'keep' },
    });
  }
});

test('D13: another URL of the database is another pod', async () => {
  const annotationsFor = async (url: string) => {
    const objects = await render({ ...split, database: { url, createSecret: { enabled: true } } });
    return [controlPlane, controllers].map((role) => role(objects).spec.template.metadata.annotations);
  };
  const [one, two] = [await annotationsFor('postgresql://one'), await annotationsFor('postgresql://two')];
  for (const [at, annotations] of one.entries()) {
    expect(annotations).toHaveProperty(['checksum/database']);
    expect(annotations).not.toEqual(two[at]);
  }
  const [without] = [controlPlane(await render({ database: { secretRef: { name: 'db' } } }))];
  expect(without?.spec.template.metadata).not.toHaveProperty('annotations');
});
