// environment(): what it gives to an application, and how it refuses what it does not know.
import { expect, test } from 'vitest';
import { errorOf, evaluate } from './evaluate.ts';

const app = `{
  chart: { name: 'probe', version: '1.0.0', appVersion: '2.0.0' },
  schema: import 'tests/fixtures/lib/probe.schema.json',
  render(values, release, chart, capabilities):: { all: [values, release, chart, capabilities] },
}`;

const environment = (options: string): string =>
  `(import 'lib/twinhull/main.libsonnet').environment(${app}, ${options})`;
const release = `release: { name: 'r', namespace: 'n' }`;
const valuesError = (values: string): Promise<string> =>
  errorOf(environment(`{ ${release}, values: ${values} }`));

test('gives defaults, the release, the chart and the capabilities', async () => {
  expect(await evaluate(environment(`{ ${release} }`))).toEqual({
    all: [
      { mode: 'fast', size: 3, deep: { list: ['a'], map: { kept: 'x' } } },
      { name: 'r', namespace: 'n', service: 'Twinhull', isInstall: true, isUpgrade: false, revision: 1 },
      { name: 'probe', version: '1.0.0', appVersion: '2.0.0' },
      { kubeVersion: 'v1.35.0', apiVersions: [] },
    ],
  });
});

test('takes everything that an environment may say', async () => {
  const given = {
    release: { name: 'r', namespace: 'n', service: 'Helm', isInstall: false, isUpgrade: true, revision: 7 },
    values: { mode: 'safe', size: 0, deep: { list: [], map: { kept: null, more: 'y' } }, global: {} },
    capabilities: { kubeVersion: 'v1.31.0', apiVersions: ['v1'] },
  };
  const { all } = (await evaluate(environment(JSON.stringify(given)))) as { all: unknown[] };
  const values = { ...given.values, deep: { list: [], map: { more: 'y' } } };
  expect(all).toMatchObject([values, given.release, {}, given.capabilities]);
  expect(all[0]).toEqual(values);
});

test.each([
  ['a release without namespace', `{ release: { name: 'r' } }`, 'release.namespace: must be set'],
  ['no release', '{}', 'release.name: must be set\n  release.namespace: must be set'],
  [
    'a misspelt option',
    `{ ${release}, value: {} }`,
    'value: unknown key, did you mean "values"?; allowed are "capabilities", "release", "values"',
  ],
  ['values that are no map', `{ ${release}, values: [] }`, 'values: must be a map, is a list'],
  [
    'a release name that Helm would refuse',
    `{ release: { name: '${'r'.repeat(54)}', namespace: 'n' } }`,
    'release.name: must be no longer than 53',
  ],
])('refuses %s', async (_, options, sentence) => {
  expect(await errorOf(environment(options))).toContain(`apps/probe: environment: ${sentence}`);
});

test.each([
  [
    'a misspelt key',
    '{ moed: 1 }',
    'moed: unknown key, did you mean "mode"?; allowed are "deep", "global", "mode", "size"',
  ],
  ['a key in other capitals', '{ Size: 1 }', 'Size: unknown key, did you mean "size"?'],
  ['a key unlike any other', '{ something: 1 }', 'something: unknown key; allowed are "deep"'],
  [
    'a key that needs quotes',
    '{ deep: { "a.b": 1 } }',
    'deep["a.b"]: unknown key; allowed are "list", "map"',
  ],
  [
    'a string for a number',
    '{ size: "3" }',
    'size: must be a whole number or true or false, is the string "3"',
  ],
  ['a fraction', '{ size: 1.5 }', 'size: must be a whole number or true or false, is 1.5'],
  ['too much', '{ size: 11 }', 'size: must be at most 10, is 11'],
  ['too little', '{ size: -1 }', 'size: must be at least 0, is -1'],
  ['another word', '{ mode: "slow" }', 'mode: must be "fast" or "safe", is the string "slow"'],
  ['a wrong item', '{ deep: { list: ["a", 1] } }', 'deep.list[1]: must be a string, is 1'],
  [
    'too many items',
    '{ deep: { list: ["a", "b", "c"] } }',
    'deep.list: must be a list of at most 2, is a list',
  ],
  ['a function', '{ deep: { map: { f: function() 1 } } }', 'deep.map.f: must be a string, is a function'],
  ['null for a default', '{ deep: null }', 'deep: must not be null, which removes its default'],
  [
    'null where nothing was',
    '{ deep: { map: { other: null } } }',
    'deep.map.other: must be a string, is null',
  ],
])('refuses %s', async (_, values, sentence) => {
  expect(await valuesError(values)).toContain(`apps/probe: values: ${sentence}`);
});

test.each([
  ['a secret of another type', '{ size: 123456 }'],
  ['a secret that is too short', '{ size: "hunter2" }'],
])('refuses %s, and does not tell it', async (_, values) => {
  const secret = `{ type: 'object', properties: { size: { type: 'string', minLength: 9, writeOnly: true } } }`;
  const message = await errorOf(
    `(import 'lib/twinhull/main.libsonnet').environment(${app} { schema:: ${secret} }, { ${release}, values: ${values} })`,
  );
  expect(message).toMatch(/^apps\/probe: values: size: must be .*, is something else$/);
});

test('says everything that is wrong at once', async () => {
  expect(await valuesError('{ size: 11, mode: 1 }')).toBe(
    'apps/probe: values: mode: must be "fast" or "safe", is 1\n  size: must be at most 10, is 11',
  );
});
