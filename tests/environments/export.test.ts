// Export changes a folder as a whole or not at all.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from '../cli/build.ts';
import { run } from '../cli/run.ts';
import { readTree } from '../tree.ts';
import { createFaultsProject } from './faultsProject.ts';
import { fixtures } from './tankaCases.ts';

const inline = path.join(fixtures, 'projects', 'inline');
const faults = createFaultsProject();
let out: string;

beforeEach(() => {
  out = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'new', 'out');
});

function exportInline(...words: readonly string[]) {
  return run(['export', out, '.', ...words], { cwd: inline });
}

function fill(files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
    writeFileSync(path.join(out, file), content);
  }
}

const byName = ['--format', '{{env.metadata.name}}-{{.kind}}'];

describe('refuses', () => {
  test('two resources for one file, names both, and leaves nothing behind', async () => {
    const { exitCode, stderr } = await exportInline('-r');
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`file '${out}/v1.ConfigMap-shop.yaml' already exists. Aborting: `);
    expect(stderr).toContain('ConfigMap/shop in namespace shop-dev of shop/dev');
    expect(stderr).toContain(
      'ConfigMap/shop in namespace shop-prod of shop/prod; tell them apart in --format',
    );
    expect(stderr).toContain('[export-exists]');
    expect(existsSync(path.dirname(out))).toBe(false);
  });

  test('a folder with files, unless a merge strategy says what to do', async () => {
    fill({ 'old.txt': 'old' });
    const { exitCode, stderr } = await exportInline('--name', 'prod');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `Error: output dir \`${out}\` not empty. Pass a different --merge-strategy to ignore this [export-not-empty]\n`,
    });
    expect(readTree(out)).toEqual({ 'old.txt': 'old' });
  });

  test('to overwrite a file of somebody else', async () => {
    fill({ 'v1.ConfigMap-shop.yaml': 'mine' });
    for (const strategy of ['fail-on-conflicts', 'replace-envs']) {
      const { exitCode, stderr } = await exportInline('--name', 'prod', '--merge-strategy', strategy);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('ConfigMap/shop in namespace shop-prod of shop/prod would overwrite it');
      expect(readTree(out)).toEqual({ 'v1.ConfigMap-shop.yaml': 'mine' });
    }
  });

  test('names outside of the folder', async () => {
    const { stderr } = await exportInline('--name', 'prod', '--format', '../{{.kind}}');
    expect(stderr).toContain('[export-outside]');
    expect(existsSync(path.dirname(out))).toBe(false);
  });

  test('a manifest.json that is no map of files', async () => {
    for (const content of ['[]', '{', '{"a": 1}']) {
      fill({ 'manifest.json': content });
      const { stderr } = await exportInline('--name', 'prod', '--merge-strategy', 'replace-envs');
      expect(stderr).toContain(`${out}/manifest.json is no map of files to environments`);
      expect(stderr).toContain('[export-manifest]');
    }
  });

  test('a file in place of the folder', async () => {
    mkdirSync(path.dirname(out), { recursive: true });
    writeFileSync(out, '');
    expect((await exportInline('--name', 'prod')).stderr).toContain('[export-write]');
  });

  test('several paths without --recursive, and unknown strategies', async () => {
    expect((await exportInline('other')).stderr).toContain('recursive flag is required');
    expect((await exportInline('--merge-strategy', 'odd')).stderr).toContain('invalid merge strategy: "odd"');
    expect((await exportInline('--merge', '--merge-strategy', 'replace-envs')).stderr).toContain('same time');
  });

  test('templates that cannot be parsed', async () => {
    expect((await exportInline('--name', 'prod', '--format', '{{ .kind')).stderr).toContain(
      '[template-syntax]',
    );
    expect((await exportInline('--name', 'prod', '--format', '{{ upper 1 }}')).stderr).toContain(
      '[template-failed]',
    );
  });
});

describe('when a later environment fails', () => {
  test('writes nothing of the earlier ones', async () => {
    fill({ 'old.txt': 'old' });
    const words = ['export', out, 'environments/old', 'environments/failing', '-r'];
    const { exitCode } = await run([...words, '--merge-strategy', 'replace-envs'], { cwd: faults });
    expect(exitCode).toBe(1);
    expect(readTree(out)).toEqual({ 'old.txt': 'old' });
    expect(readdirSync(out)).toEqual(['old.txt']);
  });
});

describe('merging', () => {
  test('replaces what the environments exported before, and nothing else', async () => {
    await exportInline('-r', ...byName);
    fill({ 'old.txt': 'old' });
    const { exitCode } = await exportInline(
      '--name',
      'shop/dev',
      '--format',
      'new/{{.kind}}',
      '--merge-strategy',
      'replace-envs',
    );
    expect(exitCode).toBe(0);
    // All inline environments of one file share its identity, as in Tanka: their files go with it.
    expect(Object.keys(readTree(out))).toEqual(['manifest.json', 'new/ConfigMap.yaml', 'old.txt']);
    expect(JSON.parse(readTree(out)['manifest.json'] ?? '')).toEqual({
      'new/ConfigMap.yaml': 'main.jsonnet',
    });
  });

  test('removes the files of entry points that are gone', async () => {
    await exportInline('-r', ...byName);
    const { exitCode } = await run(
      [
        'export',
        out,
        'environments/old',
        '--merge-strategy',
        'fail-on-conflicts',
        '--merge-deleted-envs',
        'main.jsonnet',
      ],
      { cwd: faults },
    );
    expect(exitCode).toBe(0);
    expect(Object.keys(readTree(out))).toEqual(['manifest.json', 'v1.ConfigMap-settings.yaml']);
  });

  test('goes on after an export that was killed', async () => {
    fill({ '.twinhull-export-abc/new-0': 'left behind' });
    expect((await exportInline('--name', 'prod')).exitCode).toBe(0);
  });
});

describe('on a full disk', () => {
  beforeAll(() => {
    build();
  });

  // A limit on the size of files stands in for the disk: the write that crosses it fails in the same place.
  test('leaves the folder as it was', () => {
    fill({ 'old.txt': 'old' });
    const bin = path.resolve('tools/cli/bin.cjs');
    const script = `trap '' XFSZ; ulimit -f 1; exec '${process.execPath}' '${bin}' "$@"`;
    const words = [
      'export',
      out,
      '.',
      '-r',
      '--merge-strategy',
      'replace-envs',
      '--format',
      '{{env.metadata.name | trunc 20}}',
    ];
    const large = ['--tla-code', `stages=['dev', std.repeat('x', 20000)]`];
    const { status, stderr } = spawnSync('sh', ['-c', script, 'sh', ...words, ...large], {
      cwd: inline,
      encoding: 'utf8',
      env: { ...process.env, TWINHULL_CACHE_DIR: '/dev/null/nowhere' },
    });
    expect(stderr).toContain(`Error: ${out} could not be written, and was left as it was: EFBIG`);
    expect(stderr).toContain('[export-write]');
    expect(status).toBe(1);
    expect(readdirSync(out)).toEqual(['old.txt']);
  });
});
