// tool importers where Tanka's answers are not recorded, because it fails, forgets some, or is not sure.
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from '../cli/run.ts';

const projects = path.resolve('tests/fixtures/environments/projects');
const folder = path.join(projects, 'importers');

function createProject(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'twinhull-')));
  for (const [name, text] of Object.entries({ 'jsonnetfile.json': '{}', ...files })) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

async function findImporters(cwd: string, ...files: readonly string[]): Promise<readonly string[]> {
  const { exitCode, stdout, stderr } = await run(['tool', 'importers', '--json', ...files], { cwd });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return (JSON.parse(stdout) as string[]).map((file) => path.relative(cwd, file));
}

describe('tool importers', () => {
  test('finds an entry point in the root of the project', async () => {
    const cwd = createProject({ 'main.jsonnet': "import 'a/b.libsonnet'", 'vendor/a/b.libsonnet': '{}' });
    expect(await findImporters(cwd, 'vendor/a/b.libsonnet')).toEqual(['main.jsonnet']);
  });

  test('passes over links that lead nowhere', async () => {
    const cwd = createProject({
      'environments/a/main.jsonnet': "import 'b.libsonnet'",
      'lib/b.libsonnet': '{}',
    });
    symlinkSync('nowhere.libsonnet', path.join(cwd, 'lib/gone.libsonnet'));
    expect(await findImporters(cwd, 'lib/b.libsonnet')).toEqual(['environments/a/main.jsonnet']);
  });

  test('knows deleted files by absolute paths', async () => {
    const file = path.join(folder, 'lib/names.libsonnet');
    const expected = ['environments/shop/main.jsonnet', 'environments/web/main.jsonnet'];
    expect(await findImporters(folder, `deleted:${file}`)).toEqual(expected);
  });

  test('sees importbin, verbatim strings, and imports without a blank', async () => {
    const cwd = createProject({
      'environments/a/main.jsonnet': "importbin 'data.bin'",
      'environments/b/main.jsonnet': "import @'c.libsonnet'",
      'environments/c/main.jsonnet': "import'c.libsonnet'",
      'lib/data.bin': '',
      'lib/c.libsonnet': '{}',
    });
    expect(await findImporters(cwd, 'lib/data.bin')).toEqual(['environments/a/main.jsonnet']);
    expect(await findImporters(cwd, 'lib/c.libsonnet')).toEqual([
      'environments/b/main.jsonnet',
      'environments/c/main.jsonnet',
    ]);
  });

  test('takes a folder whose name begins like lib for what it is', async () => {
    const cwd = createProject({ 'library/main.jsonnet': '{}', 'library/part.libsonnet': '{}' });
    expect(await findImporters(cwd, 'library/part.libsonnet')).toEqual(['library/main.jsonnet']);
  });

  test('refuses files and folders that do not exist', async () => {
    for (const words of [['nowhere.libsonnet'], ['lib/names.libsonnet', '--root', 'nowhere']]) {
      const { exitCode, stderr } = await run(['tool', 'importers', ...words], { cwd: folder });
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(/nowhere.* cannot be read: .*\[file-read]\n$/);
    }
  });
});

describe('tool importers-count', () => {
  test('counts the same whatever was counted before', async () => {
    const { stdout } = await run(['tool', 'importers-count', 'lib', '--recursive', '--json'], {
      cwd: folder,
    });
    const counts = JSON.parse(stdout) as { file: string; count: number }[];
    for (const { file, count } of counts)
      expect([file, (await findImporters(folder, file)).length]).toEqual([file, count]);
    expect(counts.slice(0, 5).map(({ file }) => file)).toEqual([
      'lib/bottom.libsonnet',
      'lib/left.libsonnet',
      'lib/loop.libsonnet',
      'lib/names.libsonnet',
      'lib/right.libsonnet',
    ]);
  });

  test('refuses what is no folder and no expression', async () => {
    const missing = await run(['tool', 'importers-count', 'nowhere'], { cwd: folder });
    expect(missing.stderr).toContain('nowhere cannot be read');
    const expression = await run(['tool', 'importers-count', 'lib', '--filename-regex', '('], {
      cwd: folder,
    });
    expect(expression.stderr).toMatch(/^Error: --filename-regex `\(` is no regular expression .*\[usage]\n$/);
    expect([missing.exitCode, expression.exitCode]).toEqual([1, 1]);
  });

  test('answers for 1,000 files that import each other within seconds', async () => {
    const files: Record<string, string> = {};
    for (let at = 0; at < 1000; at++) {
      files[`lib/f${at}.libsonnet`] =
        `[import 'f${(at * 7 + 1) % 1000}.libsonnet', import 'f${(at * 13 + 5) % 1000}.libsonnet']`;
    }
    for (let at = 0; at < 50; at++)
      files[`environments/e${at}/main.jsonnet`] = `import 'f${at * 20}.libsonnet'`;
    const cwd = createProject(files);
    const start = performance.now();
    const { stdout } = await run(['tool', 'importers-count', 'lib'], { cwd });
    expect(stdout).toContain('lib/f0.libsonnet: 50\n');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
