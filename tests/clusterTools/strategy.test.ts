// Which strategies an environment and a command line choose together.
import { expect, it } from 'vitest';
import { applyStrategyOf, diffStrategyOf } from '../../tools/cluster/diff/strategy.ts';
import { readEnvironment } from '../../tools/environments/spec.ts';

const environmentWith = (spec: Readonly<Record<string, string>>) =>
  readEnvironment({ spec }, 'spec.json', 'a/main.jsonnet').environment;

it.each([
  [{}, false, 'native'],
  [{}, true, 'server'],
  [{ diffStrategy: '' }, true, 'server'],
  [{ diffStrategy: 'subset' }, true, 'subset'],
])('compares an environment with %j (server side: %j) by %s', (spec, isServerSide, expected) => {
  expect(diffStrategyOf(environmentWith(spec), { isServerSide })).toBe(expected);
});

it('takes the strategy of the command line, which alone can be none', () => {
  const environment = environmentWith({ diffStrategy: 'none' });
  expect(diffStrategyOf(environment, { isServerSide: false, diffStrategy: 'none' })).toBe('none');
  expect(() => diffStrategyOf(environment, { isServerSide: false })).toThrow(
    expect.objectContaining({ code: 'diff-strategy' }),
  );
});

it('applies by the client, unless the environment or the command line says otherwise', () => {
  expect(applyStrategyOf(environmentWith({}))).toBe('client');
  expect(applyStrategyOf(environmentWith({ applyStrategy: 'server' }))).toBe('server');
  expect(applyStrategyOf(environmentWith({ applyStrategy: 'server' }), 'client')).toBe('client');
});

it('refuses an environment with a strategy of applying that there is none', () => {
  expect(() => applyStrategyOf(environmentWith({ applyStrategy: 'sever' }))).toThrow(
    expect.objectContaining({ code: 'apply-strategy' }),
  );
});
