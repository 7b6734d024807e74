// What is told after an installation of codex-pooler: where it is, and what is left to do.
import { expect, test } from 'vitest';
import { credentials, ingressFor } from './codexPooler.ts';
import { evaluate } from './evaluate.ts';

async function notesOf(values: object): Promise<readonly string[]> {
  return (await evaluate(`
    local app = import 'lib/apps/codex-pooler/main.libsonnet';
    local coalesce = import 'lib/twinhull/coalesce.libsonnet';
    local defaults = import 'lib/twinhull/defaults.libsonnet';
    local values = coalesce(defaults(app.schema), ${JSON.stringify(values)});
    app.notes(values, { name: 'codex', namespace: 'ai', service: 'Helm' }, app.chart, {})
  `)) as readonly string[];
}

const example =
  'Links lead to codex-pooler.example.com, which is only an example: set config.host to the host under which people reach the app.';

test.each([
  ['the host of the examples', {}, true],
  ['a host of its own', { config: { host: 'codex.example.test' } }, false],
  ['an Ingress', ingressFor('codex.example.test'), false],
  ['the app off', { app: { enabled: false } }, false],
])('with %s, tells whether config.host is still to be set', async (_, values, isTold) => {
  const lines = await notesOf(values);
  expect(lines.includes(example)).toBe(isTold);
});

test.each([
  [
    {},
    ['To open http://127.0.0.1:4000:', '  kubectl --namespace ai port-forward service/codex-app 4000:4000'],
  ],
  [{ fullnameOverride: 'pool' }, ['  kubectl --namespace ai port-forward service/pool-app 4000:4000']],
  [ingressFor('codex.example.test'), ['https://codex.example.test']],
  [{ app: { enabled: false } }, ['The app is off: nothing serves HTTP.']],
])('with %j, tells where the app is', async (values, expected) => {
  expect(await notesOf(values)).toEqual(expect.arrayContaining(expected));
});

test.each([
  [{}, 'codex-pooler-secrets'],
  [{ secrets: { existingSecret: '' } }, 'codex-secrets'],
])('with %j, names the Secret and its keys', async (values, name) => {
  const lines = await notesOf(values);
  expect(lines).toEqual(expect.arrayContaining([`The Secret ${name} has to hold:`, '  secret-key-base']));
  expect(lines).not.toContain('  release-cookie');
  expect(await notesOf({ ...values, clustering: { enabled: true } })).toContain('  release-cookie');
});

test('names no Secret that the chart makes, and no credential', async () => {
  const text = (await notesOf({ secrets: credentials })).join('\n');
  expect(text).not.toContain('has to hold');
  for (const value of Object.values(credentials).filter((one) => one !== true))
    expect(text).not.toContain(value);
});
