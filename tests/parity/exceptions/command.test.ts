// The commands around parity.yaml: an environment that passes because of it, and entries that are added to it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readParityFile } from '../../../tools/parity/exceptions/file.ts';
import { type Outcome, run } from '../../cli/run.ts';
import { bare, container, join, named } from '../rules/manifests.ts';
import { folderWith } from './folder.ts';

const before = container('env: [{name: A, value: one}]');
const after = container('env: [{name: A, value: two}]');

describe('twinhull parity', () => {
  const environment = path.resolve('environments/dispatch/home-ops');

  /** The reviewed file of dispatch, changed, and laid over the environment from elsewhere. */
  function reviewed(change: (text: string) => string): string {
    const text = readFileSync(path.join(environment, 'parity.yaml'), 'utf8');
    const baseline = `baseline: ${path.resolve('tests/fixtures/parity/dispatch/app-template-4.1.1.yaml')}`;
    const folder = folderWith({ 'parity.yaml': change(text).replace(/^baseline: .*$/m, baseline) });
    return path.join(folder, 'parity.yaml');
  }

  it('passes for dispatch, and lists the intended differences with their reasons', async () => {
    const { exitCode, stdout, stderr } = await run(['parity', environment]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const reasons = [
      ...readFileSync(path.join(environment, 'parity.yaml'), 'utf8').matchAll(/^ {4}reason: (\S+ \S+ \S+)/gm),
    ];
    expect(reasons.length).toBeGreaterThan(5);
    const shown = stdout.replace(/\s+/g, ' ');
    for (const [, words = ''] of reasons) expect(shown).toContain(words);
  });

  it('fails with one exception less, and names the finding', async () => {
    const file = reviewed((text) => text.replace(/ {2}- code: env-added\n(?: {4}.*\n)+/, ''));
    const { exitCode, stdout } = await run(['parity', environment, '--file', file]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('env-added');
    expect(stdout).toContain('SKIP_DB_MIGRATIONS');
  });

  it('fails with a stale exception, which it tells', async () => {
    const file = reviewed((text) => text.replace('SKIP_DB_MIGRATIONS]', 'OTHER]'));
    const { exitCode, stdout, stderr } = await run(['parity', environment, '--file', file]);
    expect(exitCode).toBe(1);
    expect(`${stdout}${stderr}`).toContain('[exception-stale]');
  });
});

describe('twinhull parity accept', () => {
  const file = '# Why we compare.\nbaseline: a.yaml # what runs\nexceptions: [] # none yet\n';
  const odd = [
    'yes',
    '0644',
    '1e3',
    '2026-01-31',
    'null',
    '~',
    '1:30',
    '0o17',
    'a: b',
    ' x',
    'two\nlines',
    '***',
    '',
  ];
  const config = (value: (text: string, index: number) => string) =>
    bare(
      'ConfigMap',
      `data:\n${odd.map((text, index) => `  k${index}: ${JSON.stringify(value(text, index))}`).join('\n')}`,
    );

  function accept(folder: string): Promise<Outcome> {
    const sides = ['a.yaml', 'b.yaml'].map((name) => path.join(folder, name));
    return run(['parity', 'accept', ...sides, '--file', path.join(folder, 'parity.yaml')]);
  }

  function compare(folder: string): Promise<Outcome> {
    const sides = ['a.yaml', 'b.yaml'].map((name) => path.join(folder, name));
    return run(['parity', ...sides, '--file', path.join(folder, 'parity.yaml')]);
  }

  it('adds an entry for every finding, and keeps the comments', async () => {
    const folder = folderWith({ 'a.yaml': before, 'b.yaml': after, 'parity.yaml': file });
    const { exitCode, stderr } = await accept(folder);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/1 exception added to .*parity\.yaml, each without its reason/);
    const text = readFileSync(path.join(folder, 'parity.yaml'), 'utf8');
    expect(text).toContain('# Why we compare.\nbaseline: a.yaml # what runs\n');
    expect(text).toContain('# none yet');
    expect(text).toContain('code: env-value');
    expect(await readParityFile(path.join(folder, 'parity.yaml'))).toMatchObject({
      exceptions: [{ code: 'env-value', reason: '', before: { value: 'one' }, after: { value: 'two' } }],
    });
  });

  it('waits for the reasons, and passes with them', async () => {
    const folder = folderWith({ 'a.yaml': before, 'b.yaml': after, 'parity.yaml': file });
    await accept(folder);
    const waiting = await compare(folder);
    expect(waiting.exitCode).toBe(1);
    expect(waiting.stdout + waiting.stderr).toContain('[exception-reason]');
    const reviewed = path.join(folder, 'parity.yaml');
    writeFileSync(reviewed, readFileSync(reviewed, 'utf8').replace('reason: ""', 'reason: It is wanted.'));
    expect(await compare(folder)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('adds nothing the second time', async () => {
    const folder = folderWith({ 'a.yaml': before, 'b.yaml': after, 'parity.yaml': file });
    await accept(folder);
    const once = readFileSync(path.join(folder, 'parity.yaml'), 'utf8');
    expect((await accept(folder)).stderr).toContain('0 exceptions added');
    expect(readFileSync(path.join(folder, 'parity.yaml'), 'utf8')).toBe(once);
  });

  it('adds what is new for another object with the same code and path', async () => {
    const folder = folderWith({ 'a.yaml': before, 'b.yaml': after, 'parity.yaml': file });
    await accept(folder);
    const second = (text: string) => named('other', text.replaceAll('app: web}', 'app: other}'));
    writeFileSync(path.join(folder, 'a.yaml'), join(before, second(before)));
    writeFileSync(path.join(folder, 'b.yaml'), join(after, second(after)));
    expect((await accept(folder)).stderr).toContain('1 exception added');
  });

  it('asks for the acceptance of what is refused, once', async () => {
    const folder = folderWith({
      'a.yaml': bare('Secret', 'type: Opaque'),
      'b.yaml': bare('Secret', 'type: example.org/a'),
      'parity.yaml': file,
    });
    await accept(folder);
    const reviewed = path.join(folder, 'parity.yaml');
    writeFileSync(reviewed, readFileSync(reviewed, 'utf8').replace('reason: ""', 'reason: It is wanted.'));
    const { stdout, stderr } = await compare(folder);
    expect(stdout + stderr).toContain('[exception-risk]');
    expect((await accept(folder)).stderr).toContain('0 exceptions added');
    writeFileSync(reviewed, readFileSync(reviewed, 'utf8').replace('acceptRisk: false', 'acceptRisk: true'));
    expect(await compare(folder)).toMatchObject({ exitCode: 0 });
  });

  it('writes every value so that it is read back as it was', async () => {
    const folder = folderWith({
      'a.yaml': config((text) => text),
      'b.yaml': config((_, index) => `other ${index}`),
      'parity.yaml': file,
    });
    await accept(folder);
    const reviewed = path.join(folder, 'parity.yaml');
    writeFileSync(reviewed, readFileSync(reviewed, 'utf8').replaceAll('reason: ""', 'reason: It is wanted.'));
    expect(await compare(folder)).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('writes no value of a Secret', async () => {
    const folder = folderWith({
      'a.yaml': bare('Secret', 'stringData: {a: sesame-one}'),
      'b.yaml': bare('Secret', 'stringData: {a: sesame-two}'),
      'parity.yaml': file,
    });
    await accept(folder);
    const text = readFileSync(path.join(folder, 'parity.yaml'), 'utf8');
    expect(text).toContain('***');
    expect(text).not.toMatch(/sesame|c2VzYW1l/);
  });

  it('needs a file for two sides', async () => {
    const folder = folderWith({ 'a.yaml': before, 'b.yaml': after });
    const { exitCode, stderr } = await run([
      'parity',
      'accept',
      path.join(folder, 'a.yaml'),
      path.join(folder, 'b.yaml'),
    ]);
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('two sides need --file');
  });

  it('adds to the file beside an environment', async () => {
    const metadata = { name: 'web', namespace: 'shop' };
    const folder = folderWith({
      'jsonnetfile.json': '{}',
      'main.jsonnet': JSON.stringify({
        config: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: 'b' } },
      }),
      'spec.json': JSON.stringify({
        apiVersion: 'tanka.dev/v1alpha1',
        kind: 'Environment',
        spec: { namespace: 'shop' },
      }),
      'a.yaml': bare('ConfigMap', 'data: {a: c}'),
      'parity.yaml': 'baseline: a.yaml\n',
    });
    const { exitCode, stderr } = await run(['parity', 'accept', folder]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(/1 exception added to .*parity\.yaml/),
    });
  });
});
