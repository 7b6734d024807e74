// What the pipeline does beyond the recordings: duplicates, mixed targets, nested Lists, labels.
import { describe, expect, test } from 'vitest';
import type { Environment, EnvironmentSpec } from '../../tools/manifests/environment.ts';
import { environmentLabelOf } from '../../tools/manifests/environmentLabel.ts';
import { kindNameOf } from '../../tools/manifests/manifest.ts';
import { processManifests } from '../../tools/manifests/process.ts';
import type { Json } from '../../tools/shared/json.ts';

function createEnvironment(
  spec: Partial<EnvironmentSpec> = {},
  metadata: Environment['metadata'] = {},
): Environment {
  return {
    apiVersion: 'tanka.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'environments/test', namespace: 'environments/test/main.jsonnet', ...metadata },
    spec: { namespace: 'default', resourceDefaults: {}, expectVersions: {}, ...spec },
  };
}

function createResource(
  kind: string,
  name: string,
  extra: { [key: string]: Json } = {},
): { [key: string]: Json } {
  return { apiVersion: 'v1', kind, metadata: { name }, ...extra };
}

function namesOf(value: Json, targets: readonly string[] = []): string[] {
  return processManifests(value, createEnvironment(), { targets }).map(kindNameOf);
}

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'no error';
}

describe('duplicates', () => {
  const twice = { a: { b: createResource('Pod', 'x') }, list: [createResource('Pod', 'x')] };

  test('are refused with both places', () => {
    expect(codeOf(() => namesOf(twice))).toBe('duplicate-resource');
    expect(() => namesOf(twice)).toThrow(
      'Pod/x in namespace default is defined twice, at .a.b and at .list.[0]',
    );
  });

  test('are refused even where a target leaves them out', () => {
    expect(codeOf(() => namesOf(twice, ['service/.*']))).toBe('duplicate-resource');
  });

  test('are found across versions of a group, and after the namespace is set', () => {
    const versions = ['apps/v1', 'apps/v1beta1'].map((apiVersion) => ({
      ...createResource('Deployment', 'x'),
      apiVersion,
    }));
    const spaces = [
      createResource('Pod', 'x'),
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'default' } },
    ];
    expect(codeOf(() => namesOf(versions))).toBe('duplicate-resource');
    expect(codeOf(() => namesOf(spaces))).toBe('duplicate-resource');
  });

  test('are not: other namespaces, other groups, generated names', () => {
    const generated = { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'x-' } };
    const elsewhere = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'other' } };
    const foreign = { ...createResource('Pod', 'x'), apiVersion: 'example.org/v1' };
    expect(namesOf([createResource('Pod', 'x'), elsewhere, foreign, generated, generated])).toHaveLength(5);
  });
});

describe('targets', () => {
  const all = ['s1', 's2'].map((name) => createResource('Service', name)).concat(createResource('Pod', 'p'));

  test.each([
    [[], ['Service/s1', 'Service/s2', 'Pod/p']],
    [['service/.*'], ['Service/s1', 'Service/s2']],
    [['service/.*', '!service/s1'], ['Service/s2']],
    [['!SERVICE/S1'], ['Service/s2', 'Pod/p']],
    [
      ['pod/p', 'service/s1'],
      ['Service/s1', 'Pod/p'],
    ],
    [['service/s'], []],
    [['pod/p|service/s1'], ['Service/s1', 'Pod/p']],
  ])('%j select %j', (targets, expected) => {
    expect(namesOf(all, targets)).toEqual(expected);
  });

  test('that are no regular expressions are refused', () => {
    expect(codeOf(() => namesOf(all, ['(']))).toBe('target-expression');
    expect(codeOf(() => namesOf(all, ['(?=a)']))).toBe('target-expression');
  });
});

describe('Lists', () => {
  test('are unwrapped at any depth', () => {
    const inner = {
      apiVersion: 'v1',
      kind: 'List',
      items: [createResource('Pod', 'x'), createResource('Pod', 'y')],
    };
    expect(namesOf({ apiVersion: 'v1', kind: 'List', items: [inner, createResource('Pod', 'z')] })).toEqual([
      'Pod/x',
      'Pod/y',
      'Pod/z',
    ]);
  });

  test('name the item that is no object', () => {
    expect(() => namesOf({ l: { apiVersion: 'v1', kind: 'List', items: [1] } })).toThrow('.l.items[0]');
    expect(codeOf(() => namesOf({ l: { apiVersion: 'v1', kind: 'List', items: [1] } }))).toBe('list-item');
  });
});

describe('the environment label', () => {
  test.each([
    [
      'environments/default',
      'environments/default/main.jsonnet',
      'ef8004c80176691d8a0f3688c077aa401e0b6083174fa72e',
    ],
    ['withenv', 'cases/withenv/main.jsonnet', '9a32cc144c958ac780f088bab38f1e7bc553764165bbe43f'],
  ])('of %s is the hash that Tanka gives it', (name, namespace, label) => {
    expect(environmentLabelOf(createEnvironment({}, { name, namespace }))).toBe(label);
  });

  test('takes the named label where there are several', () => {
    const fields = {
      tankaEnvLabelFromFields: ['.metadata.labels.team', '.metadata.labels.example.org/stage'],
    };
    const labelled = (labels: Record<string, string>): string =>
      environmentLabelOf(createEnvironment(fields, { labels }));
    const [a, b] = [
      { team: 'red', 'example.org/stage': 'prod', other: 'x' },
      { other: 'y', 'example.org/stage': 'prod', team: 'red' },
    ];
    expect(labelled(a)).toBe(labelled(b));
    expect(labelled(a)).not.toBe(labelled({ ...a, team: 'blue' }));
  });

  test('refuses fields that are no text', () => {
    for (const field of ['.spec', '.metadata.labels.missing', '.spec.missing']) {
      const environment = createEnvironment({ injectLabels: true, tankaEnvLabelFromFields: [field] });
      expect(codeOf(() => processManifests([createResource('Pod', 'x')], environment))).toBe('label-field');
    }
  });
});

test('evaluated values are left as they are', () => {
  const frozen = deepFreeze({
    a: createResource('Pod', 'x'),
    list: { apiVersion: 'v1', kind: 'List', items: [createResource('Pod', 'y')] },
  });
  const environment = createEnvironment({
    injectLabels: true,
    resourceDefaults: { labels: { a: 'b' }, annotations: { c: 'd' } },
  });
  expect(processManifests(frozen, environment)).toHaveLength(2);
});

test('null is no resource', () => {
  expect(processManifests(null, createEnvironment())).toEqual([]);
  expect(codeOf(() => namesOf('text'))).toBe('environment-manifests');
});

test.each([
  ['text', 'a text'],
  [5, 'a number'],
  [[true], 'a list with a boolean at .[0]'],
  [[[null]], 'a list with null at .[0].[0]'],
])('%j is told to be no object, without what it says', (output, what) => {
  expect(() => processManifests(output, createEnvironment())).toThrow(
    expect.objectContaining({
      diagnostics: [{ code: 'manifest-output', severity: 'error', args: { what } }],
    }),
  );
});

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
