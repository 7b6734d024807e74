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

test.each([
  [{ fullnameOverride: '1a' }, 'fullnameOverride'],
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
