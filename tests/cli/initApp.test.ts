// `init app`: what it makes is green at once, and a project has all of it or nothing.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { run } from './run.ts';

let cwd: string;

beforeEach(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'twinhull-init-app-')));
});

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
}

function snapshot(): readonly (readonly [file: string, text: string])[] {
  const entries = readdirSync(cwd, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => [path.join(entry.parentPath, entry.name), entry] as const)
    .map(
      ([file, entry]) =>
        [path.relative(cwd, file), entry.isFile() ? readFileSync(file, 'utf8') : ''] as const,
    )
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

function expectToKeep(before: ReturnType<typeof snapshot>): void {
  const after = new Map(snapshot());
  expect(before.filter(([file, text]) => after.get(file) !== text)).toEqual([]);
}

test('a project of `init` with another application is green, and what was there is as it was', async () => {
  await run(['init'], { cwd });
  const before = snapshot();
  const first = await run(['init', 'app', 'web-shop', '--namespace', 'web'], {
    cwd: path.join(cwd, 'lib/apps'),
  });
  expect(first).toEqual({
    exitCode: 0,
    stderr: '',
    stdout: `15 files written. Check everything, and see what it gives:
  npx twinhull verify
  npx twinhull show ../../environments/web-shop/default
`,
  });
  expectToKeep(before);

  const verified = await run(['verify'], { cwd });
  expect(verified.stdout).not.toMatch(/failed|could not run|not comparable/);
  for (const name of ['hello', 'web-shop'])
    expect(verified.stdout).toMatch(new RegExp(`^proof +charts/${name} +ok`, 'm'));
  expect(verified.exitCode).toBe(0);

  const shown = await run(['show', 'environments/web-shop/default'], { cwd });
  expect(shown.stdout).toContain('  name: web-shop\n  namespace: web\n');
  const listed = await run(['env', 'list', '--names'], { cwd });
  expect(listed.stdout.split('\n')).toContain('environments/web-shop/default');
  expect(await run(['fmt', '--test', 'lib', 'environments'], { cwd })).toMatchObject({ exitCode: 0 });
  const made = snapshot().filter(([file]) => file.includes('web-shop'));
  expect(made.filter(([, text]) => /\bhello\b/.test(text))).toEqual([]);
}, 240_000);

test('a name that Jsonnet and YAML take for something else is quoted', async () => {
  write('jsonnetfile.json', '{}');
  expect(await run(['init', 'app', 'null'], { cwd })).toMatchObject({ exitCode: 0, stderr: '' });
  const { stdout } = await run(['show', 'environments/null/default', '-t', 'service/null'], { cwd });
  expect(stdout).toContain('  name: "null"\n  namespace: default\n');
  const proof = JSON.parse(readFileSync(path.join(cwd, 'charts/null/equivalence.json'), 'utf8'));
  expect(proof).toMatchObject({ helm: [{ different: 0 }, { different: 0 }], coverage: { notExercised: [] } });
});

test.each([
  '',
  'Shop',
  'a_b',
  '1shop',
  'shop-',
  '-x',
  '.',
  '..',
  '../shop',
  'a/b',
  '/tmp/shop',
  'shop\n',
  'a\u0000b',
  "'+error+'",
  '$&',
  'a'.repeat(54),
])('%j is no name of an application', async (name) => {
  write('jsonnetfile.json', '{}');
  const before = snapshot();
  const { exitCode, stdout, stderr } = await run(['init', 'app', '--', name], { cwd });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^Error: .* cannot be the name of an application; expected .* \[init-app-name]\n$/);
  expect(snapshot()).toEqual(before);
});

test('a namespace that cannot be one is refused', async () => {
  write('jsonnetfile.json', '{}');
  const { exitCode, stderr } = await run(['init', 'app', 'shop', '--namespace', "a'b"], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/"a'b" cannot be a namespace; expected .* \[init-app-name]\n$/);
});

test.each(['lib/apps/shop', 'schemas/apps/shop', 'environments/shop', 'charts/shop'])(
  'nothing is made where %s is there already',
  async (folder) => {
    write('tkrc.yaml', '');
    write(`${folder}/mine`, 'mine');
    const before = snapshot();
    const { exitCode, stderr } = await run(['init', 'app', 'shop'], { cwd });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${folder} is there already`);
    expect(stderr).toContain('[init-app-exists]');
    expect(snapshot()).toEqual(before);
  },
);

test('nothing is made where a file is in the way of a folder', async () => {
  write('jsonnetfile.json', '{}');
  write('schemas', 'mine');
  const before = readdirSync(cwd);
  const { exitCode, stderr } = await run(['init', 'app', 'shop'], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('[file-write]');
  expect(readdirSync(cwd)).toEqual(before);
});

test('a directory of no project is refused', async () => {
  const { exitCode, stderr } = await run(['init', 'app', 'shop'], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('[project-root]');
});
