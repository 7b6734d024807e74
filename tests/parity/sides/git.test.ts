// Sides at a revision of a real repository, and what a hostile repository cannot do.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execaSync } from 'execa';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readSide } from '../../../tools/parity/sides/index.ts';
import { createFolder, failureOf, fixture, listObjects } from './read.ts';

const config = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

let repository = '';
const start = process.cwd();

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
  return execaSync('git', [...identity, ...args], { cwd: repository }).stdout;
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
  writeFileSync(path.join(repository, file), text);
}

/** A commit made of blobs and nothing else: names and links that git itself would refuse to add. */
function commitTree(entries: readonly (readonly [mode: string, name: string, content: string])[]): string {
  const rows = entries.map(([mode, name, content]) => {
    const hash = execaSync('git', ['hash-object', '-w', '--stdin'], {
      cwd: repository,
      input: content,
    }).stdout;
    return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(hash, 'hex')]);
  });
  const options = { cwd: repository, input: Buffer.concat(rows) };
  const tree = execaSync(
    'git',
    ['hash-object', '-t', 'tree', '-w', '--literally', '--stdin'],
    options,
  ).stdout;
  return git('commit-tree', tree, '-m', 'by hand');
}

beforeEach(() => {
  repository = createFolder();
  git('init', '--quiet', '--initial-branch=main');
  write('apps/web.yaml', config('old'));
  write('apps/.gitattributes', '*.yaml text eol=crlf filter=loud export-ignore\n');
  git('config', 'filter.loud.smudge', 'touch smudged');
  write('.git/hooks/post-checkout', '#!/bin/sh\ntouch hooked\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'old');
  git('tag', 'v1');
  write('apps/web.yaml', config('new'));
  process.chdir(repository);
});
afterEach(() => process.chdir(start));

describe('a revision', () => {
  it.each([
    'git:v1:apps/web.yaml',
    'git:HEAD:file:apps/web.yaml',
    'git:main:apps',
    'git:@{0}:dir:apps',
    'git:main^{/old}:./apps/../apps/web.yaml',
  ])('%s gives what was committed', async (name) => {
    const side = await readSide(name, {});
    expect(listObjects(side)).toEqual(['ConfigMap old']);
    expect(side.objects[0]).toMatchObject({ source: 'apps/web.yaml', span: { line: 1 } });
    expect(side.label).toBe(name);
  });

  it('is read from a folder below, with paths that start there', async () => {
    process.chdir(path.join(repository, 'apps'));
    expect(listObjects(await readSide('git:v1:web.yaml', {}))).toEqual(['ConfigMap old']);
    expect(listObjects(await readSide(`git:v1:file:${path.join(repository, 'apps/web.yaml')}`, {}))).toEqual([
      'ConfigMap old',
    ]);
  });

  it('gives charts and environments too', async () => {
    execaSync('cp', ['-r', path.join(start, fixture('charts')), path.join(start, fixture('inline')), '.']);
    git('add', '.');
    git('commit', '--quiet', '--message', 'more');
    expect((await readSide('git:HEAD:chart:charts/notes', {})).objects).toHaveLength(5);
    expect(listObjects(await readSide('git:HEAD:inline#blue', {}))).toEqual(['ConfigMap in-blue/blue']);
  });

  it('changes nothing in the repository and leaves no copy behind', async () => {
    const before = git('status', '--porcelain', '--ignored');
    const temporary = createFolder();
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    await readSide('git:v1:apps', {});
    await failureOf('git:v1:gone');
    expect(readdirSync(temporary)).toEqual([]);
    expect(git('status', '--porcelain', '--ignored')).toBe(before);
    expect(readFileSync('apps/web.yaml', 'utf8')).toBe(config('new'));
    expect(['hooked', 'smudged', 'apps/hooked'].filter((file) => existsSync(file))).toEqual([]);
    expect(git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  it('must exist, in a repository', async () => {
    for (const revision of ['v2', '--git-dir', '-', 'HEAD:apps', '0'.repeat(40)]) {
      expect(await failureOf(`git:${revision}:apps`)).toMatchObject({
        code: expect.stringMatching(/^(git-revision|side-unknown)$/),
      });
    }
    expect(await failureOf('git:v2:apps')).toMatchObject({ code: 'git-revision' });
    process.chdir(createFolder());
    expect(await failureOf('git:v1:apps')).toMatchObject({ code: 'git-revision' });
  });

  it('must have the path, inside of the repository', async () => {
    for (const name of [
      'git:v1:gone.yaml',
      'git:v1:file:gone.yaml',
      'git:v1:../x',
      'git:v1:/etc',
      'git:v1',
      'git:',
    ]) {
      expect(await failureOf(name)).toMatchObject({ code: 'side-unknown' });
    }
  });

  it('has neither standard input, nor clusters, nor revisions', async () => {
    for (const name of ['git:v1:-', 'git:v1:live:', 'git:v1:git:v1:apps']) {
      expect(await failureOf(name, { input: async () => '' })).toMatchObject({ code: 'side-unknown' });
    }
  });

  it('is named in messages, and the copy is not', async () => {
    write('apps/web.yaml', 'kind: [');
    git('commit', '--quiet', '--all', '--message', 'broken');
    for (const name of ['git:HEAD:apps/web.yaml', 'git:HEAD:dir:apps', 'git:HEAD:kustomize:apps']) {
      expect((await failureOf(name)).text).not.toContain(tmpdir());
    }
  });
});

describe('a repository made by an enemy', () => {
  it('has no names that lead out of the copy', async () => {
    const outside = path.join(createFolder(), 'written.yaml');
    const climb = path.relative('/tmp/twinhull-abcdef', outside);
    const commit = commitTree([
      ['100644', climb, config('outside')],
      ['100644', outside, config('outside')],
      ['100644', '.git', 'gitdir: /'],
      ['100644', '..', config('outside')],
      ['100644', 'fine.yaml', config('fine')],
    ]);
    expect(listObjects(await readSide(`git:${commit}:dir:.`, {}))).toEqual(['ConfigMap fine']);
    expect(existsSync(outside)).toBe(false);
  });

  it('has no links that lead out of the copy', async () => {
    const outside = path.join(createFolder(), 'secret.yaml');
    writeFileSync(outside, config('secret'));
    const commit = commitTree([
      ['120000', 'a.yaml', outside],
      ['120000', 'b.yaml', `../${path.basename(path.dirname(outside))}/secret.yaml`],
      ['100644', 'fine.yaml', config('fine')],
      ['120000', 'here', '.'],
      ['120000', 'up.yaml', `here/../${path.basename(path.dirname(outside))}/secret.yaml`],
      ['120000', 'z.yaml', 'fine.yaml'],
    ]);
    expect(listObjects(await readSide(`git:${commit}:dir:.`, {}))).toEqual([
      'ConfigMap fine',
      'ConfigMap fine',
    ]);
  });
});
