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
