// Values are laid over defaults exactly as helm does it: the fixture holds helm's own answer (see record-coalescing.ts).
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';

const fixture = 'tests/fixtures/lib/coalesce/helm.json';

function coalesce(defaults: string, values: string): Promise<unknown> {
  return evaluate(`(import 'lib/twinhull/coalesce.libsonnet')(${defaults}, ${values})`);
}

test('coalesces every combination of kinds at three depths as helm does', async () => {
  const { coalesced } = JSON.parse(await readFile(new URL(`../../${fixture}`, import.meta.url), 'utf8'));
  expect(await coalesce(`(import '${fixture}').defaults`, `(import '${fixture}').values`)).toEqual(coalesced);
});

test('differs from std.mergePatch: a null without a default stays, a null in a new map too', async () => {
  const values = '{ known: null, unknown: null, map: { unknown: null } }';
  expect(await coalesce('{ known: 1 }', values)).toEqual({ unknown: null, map: { unknown: null } });
});

test('takes no notice of hidden fields', async () => {
  expect(await coalesce('{ a: 1 }', '{ a:: 2, b:: 3 }')).toEqual({ a: 1 });
});
