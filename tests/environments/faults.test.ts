// Every fault of an environment is told with its code, its place and the exit code 1, without a stack trace.
import { describe, expect, test } from 'vitest';
import { run } from '../cli/run.ts';
import { createFaultsProject } from './faultsProject.ts';

const cwd = createFaultsProject();

const rows: readonly (readonly [
  title: string,
  words: string,
  code: string,
  ...parts: (string | RegExp)[],
])[] = [
  [
    'a missing import',
    'show environments/missing-import',
    'jsonnet-import',
    `couldn't open import "nowhere.libsonnet"`,
    'missing-import/main.jsonnet:1:17-43',
    "  1 | local library = import 'nowhere.libsonnet';\n    |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^",
  ],
  ['a file that cannot be read', 'show environments/unreadable-import', 'jsonnet-import', '/proc/self/mem'],
  [
    'a syntax error',
    'show environments/syntax-error',
    'jsonnet-static',
    'syntax-error/main.jsonnet:2:22-23 Expected a comma before next field',
    '  2 |   web: { replicas: 3 ],\n    |                      ^',
  ],
  ['an unknown name', 'show environments/unknown-name', 'jsonnet-static', 'Unknown variable: replica'],
  ['endless recursion', 'show environments/recursion', 'jsonnet-stack', 'max stack frames exceeded', '...'],
  ['fields in a circle', 'show environments/recursive-fields', 'jsonnet-stack', '{ a: self.b, b: self.a }'],
  [
    'a failed assertion',
    'show environments/failing',
    'jsonnet-runtime',
    'one is not more',
    '  3 |     assert',
  ],
  ['a value that is no manifest', 'show environments/primitive', 'environment-manifests', '(at .web)'],
  ['one manifest twice', 'show environments/duplicates', 'duplicate-resource', '.one', '.other'],
  ['an Environment beside a spec.json', 'show environments/mixed', 'environment-mixed'],
  ['a field of the wrong type', 'show environments/wrong-type', 'environment-invalid', '.spec.injectLabels'],
  ['a spec.json that is no JSON', 'show environments/no-json', 'environment-invalid', 'no-json/spec.json'],
  [
    'a spec.json that is no file',
    'show environments/unreadable-spec',
    'file-read',
    'unreadable-spec/spec.json',
  ],
  ['another version of Tanka', 'show environments/version', 'environment-version', '>=0.50.0, <1'],
  ['no environment', 'show environments/no-environment', 'environment-none', 'env list environments/no-env'],
  ['a value instead of environments', 'show environments/inline-primitive', 'manifest-expected', '(at .web)'],
  ['a manifest without a name', 'show environments/nameless', 'manifest-fields', 'metadata.name'],
  ['tk in an inline environment', 'show environments/inline-tk', 'jsonnet-runtime', "(import 'tk').env"],
  [
    'a path that is no name either',
    'show environments/nowhere',
    'environment-base',
    'main.jsonnet',
    'environments/nowhere does not exist',
  ],
  ['a folder without an entry point', 'eval environments', 'environment-base', "'main.jsonnet'"],
  ['a folder outside of projects', 'eval /', 'project-root', 'jsonnetfile.json'],
  ['a path that is not there', 'tool jpath nowhere', 'file-read', 'nowhere', 'there is no such file'],
  ['imports of a path that is not there', 'tool imports nowhere', 'file-read', 'nowhere', 'no such file'],
  ['an import that never would be evaluated', 'tool imports environments/missing-import', 'import-missing'],
  [
    'an unknown engine',
    'show environments/recursion --jsonnet-implementation cpp',
    'engine-unknown',
    'node-jsonnet or binary:PATH',
  ],
  [
    'an engine that is no program',
    'show environments/recursion --jsonnet-implementation binary:/etc',
    'engine-missing',
    '/etc',
  ],
  ['a broken selector', 'env list -l a=b=c', 'selector-invalid', '`a=b=c`'],
  ['a broken target', 'show environments/no-target -t (', 'target-expression'],
];

describe('tells', () => {
  for (const [title, line, code, ...parts] of rows) {
    test(title, async () => {
      const { exitCode, stdout, stderr } = await run(line.split(' '), { cwd });
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toMatch(/^Error: /);
      expect(stderr).toContain(`[${code}]`);
      expect(stderr).not.toMatch(/^ +at /m);
      for (const part of parts) expect(stderr).toContain(part);
    });
  }
});

test('warns of deprecated and unknown fields of spec.json and goes on', async () => {
  const { exitCode, stdout, stderr } = await run(['show', 'environments/old'], { cwd });
  expect(exitCode).toBe(0);
  expect(stdout).toContain('server: https://10.0.0.1\n  team: web');
  expect(stderr.match(/\[environment-deprecated]/g)).toHaveLength(2);
  expect(stderr).toContain(
    '.spec.namespase is not known and has no effect; did you mean `namespace`? [environment-unknown-field]',
  );
  const quiet = await run(['show', 'environments/old', '--log-level', 'error'], { cwd });
  expect(quiet).toEqual({ exitCode: 0, stdout, stderr: '' });
});

test('lists every entry point that fails, not only the first', async () => {
  const { exitCode, stderr } = await run(['env', 'list'], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Errors occurred during parallel processing');
  expect(stderr.match(/^- .*main.jsonnet:$/gm)).toHaveLength(4);
  expect(stderr).toContain('[environments-failed]');
});
