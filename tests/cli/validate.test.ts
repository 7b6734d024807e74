// What `validate` accepts, and that nothing passes unseen.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.ts';

const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: good }\n';
const bad = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: bad }\ndta: {}\n';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'twinhull-validate-'));
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe('validate', () => {
  it('reads manifests from standard input', async () => {
    expect(await run(['validate', '-'], { input: good })).toMatchObject({ exitCode: 0, stdout: '' });
    const { exitCode, stdout } = await run(['validate', '-'], { input: bad });
    expect([exitCode, stdout]).toEqual([
      1,
      expect.stringMatching(/^standard input: error: ConfigMap\/bad: \/dta/),
    ]);
  });

  it('reads a file that is named, whatever its ending', async () => {
    const { exitCode, stdout } = await run(['validate', write('manifests.txt', bad)]);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('manifest-unknown-field')]);
  });

  it('reads the files of a folder that has no environments', async () => {
    write('jsonnetfile.json', '{}');
    write('out/a/good.yaml', good);
    write('out/b/bad.yml', bad);
    const { exitCode, stdout } = await run(['validate', path.join(folder, 'out')]);
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('b/bad.yml: error: ConfigMap/bad')]);
  });

  it("knows the custom resources that the project's charts bring", async () => {
    const provider = (name: string) =>
      `apiVersion: agents.proompteng.ai/v1alpha1\nkind: VersionControlProvider\nmetadata: { name: git }\nspec: { provider: ${name} }\n`;
    expect(await run(['validate', '-'], { input: provider('github') })).toMatchObject({
      exitCode: 0,
      stdout: '',
    });
    const { exitCode, stdout } = await run(['validate', '-'], { input: provider('5') });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('/spec/provider')]);
  });

  it('goes on where a definition of a chart cannot be read, and tells which', async () => {
    write('charts/web/crds/twice.yaml', 'a: 1\na: 2\n');
    const { exitCode, stdout, stderr } = await run(['validate', write('bad.yaml', bad)], { cwd: folder });
    expect([exitCode, stdout]).toEqual([2, expect.stringContaining('manifest-unknown-field')]);
    expect(stderr).toContain('Error: charts/web/crds/twice.yaml:2:1: error:');
  });

  it('says so where there is nothing to check', async () => {
    write('jsonnetfile.json', '{}');
    const empty = path.dirname(write('out/notes.txt', 'nothing'));
    const { exitCode, stderr } = await run(['validate', empty]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[nothing-to-validate]')]);
  });

  it('goes on after a file that cannot be read, and tells which line is wrong', async () => {
    const twice = write('twice.yaml', 'a: 1\na: 2\n');
    const words = ['validate', twice, path.join(folder, 'missing.yaml'), write('bad.yaml', bad), '--json'];
    const { exitCode, stdout, stderr } = await run(words);
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject([{ code: 'manifest-unknown-field' }]);
    expect(stderr).toContain(`Error: ${twice}:2:1: error:`);
    expect(stderr).toContain('[file-read]');
  });
});
