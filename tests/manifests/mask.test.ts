// Errors about the output of an environment show objects, but never what Secrets hold.
import { expect, test } from 'vitest';
import { extractManifests, unwrapLists } from '../../tools/manifests/extract.ts';
import { formatDiagnostic, ToolError } from '../../tools/shared/diagnostics.ts';
import type { Json } from '../../tools/shared/json.ts';

const password = 'hunter2';
const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, stringData: { password } };
const { apiVersion, ...untyped } = secret;

const wrong: Readonly<Record<string, Json>> = {
  'without a name': { ...secret, metadata: { nam: 'login' } },
  'with a number as metadata': { ...secret, metadata: 5 },
  'with a number as label': { ...secret, metadata: { name: 'login', labels: { a: 5 } } },
  'with a number as label, and data': {
    ...{ apiVersion, kind: 'Secret', metadata: { name: 'login', labels: { a: 5 } }, data: { password } },
  },
  'with a text as data': { apiVersion, kind: 'Secret', metadata: 5, data: password },
  'without apiVersion': untyped,
  'without apiVersion, with data': { kind: 'Secret', metadata: { name: 'login' }, data: { password } },
  'without apiVersion, with deep data': { kind: 'Secret', data: { deep: [{ a: { password } }] } },
  'without kind': { apiVersion, stringData: { password } },
  'without kind and apiVersion': { stringData: { password } },
  'beside a text': { a: 'text', login: secret, list: [secret] },
  'in a List': { apiVersion, kind: 'List', items: [{ ...secret, metadata: {} }] },
};

test.each(Object.keys(wrong))('shows no value of a Secret %s', (name) => {
  const text = failureOf(wrong[name] as Json);
  expect(text).toContain('***');
  expect(text).not.toContain(password);
});

test('shows values of anything else', () => {
  const text = failureOf({ apiVersion, kind: 'ConfigMap', metadata: {}, data: { color: 'red' } });
  expect(text).toContain('color: red');
});

function failureOf(value: Json): string {
  try {
    unwrapLists(extractManifests(value));
  } catch (error) {
    if (error instanceof ToolError) return [error.message, ...error.diagnostics.map(formatDiagnostic)].join();
    throw error;
  }
  throw new Error('nothing failed');
}
