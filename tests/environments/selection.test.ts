// Which environments a command works on, and what of them is evaluated.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseLabelSelector } from '../../tools/environments/labelSelector.ts';
import { run } from '../cli/run.ts';
import { fixtures } from './tankaCases.ts';

const shared = path.join(fixtures, 'projects', 'shared');

describe('one of several inline environments', () => {
  test('is the one whose name matches exactly, before those that contain it (Tanka: only if it is alone)', async () => {
    const { stdout } = await run(['show', 'inline', '--name', 'web'], { cwd: shared });
    expect(stdout).toContain('name: web\n');
    expect(stdout).not.toContain('web-test');
  });

  test('is the only one whose name contains it', async () => {
    expect((await run(['show', 'inline', '--name', 'ork'], { cwd: shared })).stdout).toContain(
      'name: worker',
    );
  });

  test('is asked for when there are several', async () => {
    const all = await run(['show', 'inline'], { cwd: shared });
    expect(all.stderr).toContain('Use `--name` to select a single one: \n - web\n - web-test\n - worker');
    const some = await run(['show', 'inline', '--name', 'we'], { cwd: shared });
    expect(some.stderr).toContain('matching "we". Provide a more specific name');
    expect(some.stderr).toContain('[environment-ambiguous]');
    expect(some.exitCode).toBe(1);
  });

  test('cannot be chosen by code in the name', async () => {
    const { stderr } = await run(['show', 'inline', '--name', "'+error 'x'+'"], { cwd: shared });
    expect(stderr).toContain('[environment-none]');
  });
});

describe('evaluation', () => {
  test('leaves data alone when environments are listed', async () => {
    expect((await run(['env', 'list', 'inline'], { cwd: shared })).stderr).toBe('');
  });

  test('touches only the data of the environment that is shown', async () => {
    const { stderr } = await run(['show', 'inline', '--name', 'worker'], { cwd: shared });
    expect(stderr.match(/the data of \S+/g)).toEqual(['the data of worker']);
  });

  test('happens once for each environment of a file', async () => {
    const { stderr } = await run(['show', 'inline', 'inline', '--name', 'worker'], { cwd: shared });
    expect(stderr.match(/the data of worker/g)).toHaveLength(1);
  });
});

describe('targets that no resource matches', () => {
  const project = path.join(fixtures, 'projects', 'inline');
  const show = (...words: readonly string[]) =>
    run(['show', '.', '--name', 'dev', ...words], { cwd: project });

  test('are told of on standard error, and nothing else changes', async () => {
    const { exitCode, stdout, stderr } = await show('-t', 'deploymnt/web', '-t', '!service/.*');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toBe('warning: no resource of shop/dev matches -t deploymnt/web -t !service/.*\n');
  });

  test('have a slash, which is said where there is none', async () => {
    expect((await show('-t', 'deploymnt')).stderr).toBe(
      'warning: no resource of shop/dev matches -t deploymnt; targets are kind/name, such as deploymnt/.* or .*/deploymnt\n',
    );
    expect((await show('-t', '!.*/.*')).stderr).not.toContain('kind/name');
  });

  test('are told of before a cluster is asked', async () => {
    for (const command of ['diff', 'apply', 'delete', 'status']) {
      const { stderr } = await run([command, '.', '--name', 'dev', '-t', 'x/y'], { cwd: project });
      expect(stderr).toContain('warning: no resource of shop/dev matches -t x/y\n');
    }
  });

  test('are not told of where errors only are wanted, or something matches', async () => {
    expect((await show('-t', 'x/y', '--log-level', 'error')).stderr).toBe('');
    expect((await show('-t', '.*/.*')).stderr).toBe('');
  });
});

describe('a folder with environments below it', () => {
  test.each(['show environments', 'export out environments'])(
    '%s is an error that names them',
    async (line) => {
      const { exitCode, stderr } = await run(line.split(' '), {
        cwd: path.join(fixtures, 'projects', 'static'),
      });
      expect(exitCode).toBe(1);
      expect(stderr).toMatch(
        /`export` takes all of them with -r\):(?:\n - environments\/\S+){3} \[environment-base]\n$/,
      );
    },
  );
});

describe('a label selector', () => {
  const labels = { team: 'web', stage: 'prod', level: '4' };
  test.each([
    ['', true],
    ['team=web', true],
    ['team == web, stage!=dev', true],
    ['team=web,stage=dev', false],
    ['stage in (dev, prod)', true],
    ['stage notin (dev,prod),team', false],
    ['other notin (x)', true],
    ['other!=x', true],
    ['!other', true],
    ['!team', false],
    ['team', true],
    ['level>3', true],
    ['level<4', false],
    ['team>3', false],
    ['team=', false],
  ])('%j is %s', (selector, expected) => {
    expect(parseLabelSelector(selector)(labels)).toBe(expected);
  });
});
