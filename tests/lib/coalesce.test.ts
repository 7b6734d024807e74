// Values are laid over defaults exactly as Helm does it: by the recordings that the TypeScript side is held to as well.
import { expect, test } from 'vitest';
import { listFixtures, readFixture } from '../schema/fixtures.ts';
import { evaluate } from './evaluate.ts';

function coalesce(defaults: string, values: string): Promise<unknown> {
  return evaluate(`(import 'lib/twinhull/coalesce.libsonnet')((${defaults}), (${values}))`);
}

test.each(listFixtures('coalesce'))('gives what Helm gives its templates: %s', async (name) => {
  const [defaults, values] = ['defaults', 'values'].map(
    (part) => `import 'tests/fixtures/schema/coalesce/${name}/${part}.json'`,
  ) as [string, string];
  const helm: unknown = JSON.parse(readFixture(`coalesce/${name}/helm.json`));
  // As text, because toEqual overlooks keys such as `__proto__`.
  expect(JSON.stringify(await coalesce(defaults, values))).toBe(JSON.stringify(helm));
});

test('differs from std.mergePatch: a null without a default stays, a null in a new map too', async () => {
  const values = '{ known: null, unknown: null, map: { unknown: null } }';
  expect(await coalesce('{ known: 1 }', values)).toEqual({ unknown: null, map: { unknown: null } });
});

test('takes no notice of hidden fields', async () => {
  expect(await coalesce('{ a: 1 }', '{ a:: 2, b:: 3 }')).toEqual({ a: 1 });
});
