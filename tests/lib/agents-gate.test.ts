// How the database of agents is migrated beside the control plane, and what keeps the controllers waiting for it.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import {
  type Container,
  controllers,
  controlPlane,
  type Deployment,
  find,
  helm,
  render,
  renderings,
  variablesIn,
  variablesOf,
} from './agents.ts';

describe.each(renderings)('the migration Job by $name', (rendering) => {
  const job = { enabled: true, command: ['migrate'] };
  const migrations = { mode: 'skip', job };

  test('migrates with the database and the environment of the control plane, which skips', async () => {
    const objects = await rendering.render({
      migrations,
      database: { secretRef: { name: 'agents-db-app', key: 'uri' }, caSecret: { name: 'ca' } },
      env: { secrets: [{ name: 'TOKEN', secretName: 'tokens' }] },
      controlPlane: { env: { vars: { JANGAR_MIGRATIONS: 'skip', POOL: '5' } } },
      controllers: { enabled: true },
    });
    const { metadata, spec } = find<Deployment>(objects, 'Job', 'agents-migrate');
    expect(metadata).toMatchObject({ annotations: { 'helm.sh/hook': 'pre-install,pre-upgrade' } });
    const { containers, serviceAccountName } = spec.template.spec;
    expect(serviceAccountName).toBeUndefined();
    expect(spec.template.spec.enableServiceLinks).toBe(false);
    expect(containers[0].command).toEqual(job.command);
    expect(variablesIn(containers[0])).toEqual({
      AGENTS_MIGRATIONS: 'auto',
      AGENTS_SKIP_MIGRATIONS: '0',
      DATABASE_URL: { secretKeyRef: { name: 'agents-db-app', key: 'uri' } },
      JANGAR_MIGRATIONS: 'auto',
      JANGAR_SKIP_MIGRATIONS: '0',
      NODE_ENV: 'production',
      PGSSLROOTCERT: '/etc/jangar/ca/ca.crt',
      POOL: '5',
      TOKEN: { secretKeyRef: { name: 'tokens', key: 'value' } },
    });
    expect(variablesOf(controlPlane(objects)).JANGAR_MIGRATIONS).toBe('skip');
    expect(variablesOf(controllers(objects)).JANGAR_MIGRATIONS).toBe('skip');
  });

  test('has labels that no Service and no policy selects', async () => {
    const objects = await rendering.render({ migrations });
    const labels = find<Deployment>(objects, 'Job', 'agents-migrate').spec.template.metadata.labels;
    const { matchLabels } = controlPlane(objects).spec.selector;
    expect(labels).not.toMatchObject(matchLabels);
  });

  test.each([
    [{ migrations: { job } }, /^migrations.job: .* set migrations.mode to skip$/],
    [{ migrations: { mode: 'skip', job: { enabled: true } } }, /^migrations.job.command: /],
    [
      { migrations, database: { createSecret: { enabled: true }, url: 'postgres://db/agents' } },
      /^migrations.job: .* database.secretRef$/,
    ],
    [
      { migrations, namespaceOverride: 'other', podSecurityAdmission: { createNamespace: true } },
      /^migrations.job: .* make the namespace before/,
    ],
  ])('is refused with %j', async (values, sentence) => {
    expect(await rendering.refuse(values)).toMatch(sentence);
  });
});

describe('the gate before the controllers', () => {
  async function gateOf(values: object): Promise<Container | undefined> {
    const objects = await render({ controllers: { enabled: true, ...values } });
    return controllers(objects).spec.template.spec.initContainers?.[0];
  }

  test('shows the mode, refuses every other one, and waits for the control plane', async () => {
    const gate = (await gateOf({})) as Container;
    expect(variablesIn(gate)).toEqual({
      AGENTS_MIGRATIONS: 'skip',
      AGENTS_SKIP_MIGRATIONS: '1',
      CONTROL_PLANE: 'http://agents.agents:80/health',
      JANGAR_MIGRATIONS: 'skip',
      JANGAR_SKIP_MIGRATIONS: '1',
      PERIOD: '5',
      WAIT: 'true',
    });
  });

  test('asks what readiness asks, or a path of its own that needs the database', async () => {
    const path = '/api/codex/runs/recent?limit=1';
    for (const rendering of renderings)
      for (const [values, asked] of [
        [{ probes: { readiness: { path: '/ready' } } }, '/ready'],
        [{ controllers: { gate: { path } }, probes: { readiness: { path: '/ready' } } }, path],
      ] as const) {
        const own = {
          ...values,
          controllers: { enabled: true, ...('controllers' in values && values.controllers) },
        };
        const { initContainers } = controllers(await rendering.render(own)).spec.template.spec;
        expect(variablesIn(initContainers?.[0] as Container).CONTROL_PLANE).toBe(
          `http://agents.agents:80${asked}`,
        );
      }
  });

  async function run(values: object, modes: readonly [string, string]) {
    const [shell = '', ...args] = (await gateOf(values))?.command ?? [];
    const env = {
      ...variablesIn((await gateOf(values)) as Container),
      JANGAR_MIGRATIONS: modes[0],
      AGENTS_MIGRATIONS: modes[1],
      CONTROL_PLANE: 'http://127.0.0.1:9',
    };
    return spawnSync(shell, args, { env: { ...process.env, ...env }, encoding: 'utf8', timeout: 5000 });
  }

  test.each([
    ['auto', 'skip'],
    ['skip', ''],
  ] as const)(
    'ends the start of the pod with the modes "%s" and "%s", whether it waits or not',
    async (...modes) => {
      for (const gate of [{}, { gate: { wait: false } }]) {
        const { status, stderr } = await run(gate, modes);
        expect(status).toBe(1);
        expect(stderr).toContain('the controllers never migrate; set it to skip');
      }
    },
  );

  test('does not wait when it is told not to', async () => {
    const { status, stdout } = await run({ gate: { wait: false } }, ['skip', 'skip']);
    expect([status, stdout]).toEqual([0, 'migrations: skip\n']);
  });

  test('runs as nobody with resources of its own, whatever the pods of both roles are', async () => {
    const values = {
      controllers: { enabled: true },
      securityContext: { runAsNonRoot: true },
      containerSecurityContext: { runAsUser: 1000 },
    };
    for (const rendering of renderings) {
      const { initContainers, containers } = controllers(await rendering.render(values)).spec.template.spec;
      expect(initContainers?.[0]?.securityContext).toEqual({
        runAsUser: 65534,
        runAsGroup: 65534,
        runAsNonRoot: true,
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      });
      for (const kind of ['requests', 'limits'])
        for (const resource of ['cpu', 'memory'])
          expect(initContainers?.[0]?.resources).toHaveProperty([kind, resource]);
      expect(containers[0].securityContext).toEqual({ runAsUser: 1000 });
    }
  });

  test('is nowhere without controllers', async () => {
    expect(controlPlane(await render()).spec.template.spec).not.toHaveProperty('initContainers');
  });

  test('is in the chart as it is in the environment', async () => {
    const values = { controllers: { enabled: true } };
    const [byJsonnet, byHelm] = await Promise.all([render(values), helm.render(values)]);
    const specOf = (objects: typeof byHelm) => controllers(objects).spec.template.spec.initContainers;
    expect(specOf(byHelm)).toEqual(specOf(byJsonnet));
  });
});
