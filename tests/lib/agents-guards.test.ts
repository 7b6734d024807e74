// What the API server would refuse of agents, or what could not work, is refused before.
import { expect, test } from 'vitest';
import { jsonnet, renderings } from './agents.ts';

const account = { create: true, name: 'agents' };

test.each([
  [{ grpc: { enabled: true, port: 8080 } }, /^grpc\.port: the control plane serves HTTP at 8080/],
  [
    { serviceAccount: account, runnerServiceAccount: account },
    /^runnerServiceAccount\.name: "agents" is the ServiceAccount of the controllers/,
  ],
])('%j', async (values, sentence) => {
  for (const rendering of renderings) expect(await rendering.refuse(values)).toMatch(sentence);
});

test('with the prefix AGENTS_, variables of JANGAR_ are refused, all at once, but for those of migrations', async () => {
  const name = 'JANGAR_QUEUE';
  const vars = { [name]: 'x', JANGAR_MIGRATIONS: 'skip', NODE_ENV: 'test', AGENTS_QUEUE: 'x' };
  const values = {
    env: {
      vars,
      secrets: [{ name, secretName: 's' }],
      config: [{ name, configMapName: 'c' }],
      extra: [{ name, value: 'x' }],
    },
    controlPlane: { env: { vars } },
    controllers: { enabled: true, env: { vars } },
    migrations: { mode: 'skip' },
  };
  for (const rendering of renderings) {
    expect(await rendering.refuse({ ...values, envPrefix: 'AGENTS_' })).toBe(
      `env.vars.${name}, controlPlane.env.vars.${name}, controllers.env.vars.${name}, env.secrets: ${name}, env.config: ${name}, env.extra: ${name}: images with the prefix AGENTS_ read no such variable; take what environment.md has in its place, or set envPrefix to JANGAR_`,
    );
    expect(await rendering.render(values)).not.toHaveLength(0);
  }
});

test.each([
  [{ fullnameOverride: '1a' }, 'fullnameOverride'],
  [{ controller: { rate: { windowSeconds: 0 } } }, 'windowSeconds'],
  [{ controller: { webhook: { queueSize: 0 } } }, 'queueSize'],
  [{ controller: { webhook: { retry: { maxAttempts: 0 } } } }, 'maxAttempts'],
  [{ controllers: { gate: { path: 'health' } } }, 'path'],
  [{ env: { vars: { 'A=B': 'x' } } }, 'A=B'],
  [{ controllers: { env: { vars: { '1A': 'x' } } } }, '1A'],
  [{ env: { extra: [{ name: '1A', value: 'x' }] } }, 'extra/0/name'],
  [{ podDisruptionBudget: { minAvailable: '101%' } }, 'minAvailable'],
  [{ podDisruptionBudget: { maxUnavailable: 0 } }, 'maxUnavailable'],
  [{ controllers: { podDisruptionBudget: { maxUnavailable: '0%' } } }, 'maxUnavailable'],
])('%j, by the schema', async (values, place) => {
  for (const rendering of renderings.filter(({ name }) => name !== jsonnet.name))
    expect((await rendering.refuse(values)).replaceAll('.', '/')).toContain(place);
});

test.each(['1x', 'my.x'])(
  'a release %s gives no name to Services, unless they have another one',
  async (name) => {
    for (const rendering of renderings) {
      expect(await rendering.refuse({}, { name })).toMatch(
        /^fullnameOverride: "(1|my\.)x-agents" is no name for a Service/,
      );
      expect(await rendering.render({ fullnameOverride: 'x' }, { name })).not.toHaveLength(0);
    }
  },
);
