// Command lines of `jsonnet` whose outcome go-jsonnet has recorded; `<out>` is an empty directory.

export interface JsonnetCase {
  readonly words: readonly string[];
  readonly input?: string;
}

const code = (...words: string[]): JsonnetCase => ({ words: ['-e', ...words] });

export const cases: readonly JsonnetCase[] = [
  { words: ['files.jsonnet'] },
  { words: ['-m', '<out>', '-c', 'files.jsonnet'] },
  { words: ['-S', '-m', '<out>', 'texts.jsonnet'] },
  { words: ['-S', 'files.jsonnet'] },
  { words: ['-y', 'list.jsonnet'] },
  { words: ['-y', 'files.jsonnet'] },
  { words: ['-m', '<out>', 'list.jsonnet'] },
  { words: ['--no-trailing-newline', 'list.jsonnet'] },
  { words: ['-y', '--no-trailing-newline', 'list.jsonnet'] },
  { words: ['fails.jsonnet'] },
  { words: ['-t', '1', 'fails.jsonnet'] },
  { words: ['broken.jsonnet'] },
  { words: ['missing.jsonnet'] },
  { words: ['function.jsonnet'] },
  { words: ['--tla-code', 'x=1', 'function.jsonnet'] },
  { words: ['-A', 'x=a', '--tla-code', 'y=std.length([1])', 'function.jsonnet'] },
  { words: ['--tla-code', 'z=1', 'function.jsonnet'] },
  { words: ['variable.jsonnet'] },
  { words: ['-V', 'name=value', 'variable.jsonnet'] },
  { words: ['-V', 'name=a=b', 'variable.jsonnet'] },
  { words: ['--ext-code', 'name=[1, 2]', 'variable.jsonnet'] },
  { words: ['--ext-code', 'name=1 +', 'variable.jsonnet'] },
  { words: ['--ext-str-file', 'name=list.jsonnet', 'variable.jsonnet'] },
  { words: ['--ext-code-file', 'name=list.jsonnet', 'variable.jsonnet'] },
  { words: ['-J', 'lib', 'imports.jsonnet'] },
  { words: ['-J', 'lib', '-J', '<out>', 'imports.jsonnet'] },
  { words: ['imports.jsonnet'] },
  { words: ['-o', '<out>/x.json', 'list.jsonnet'] },
  { words: ['-o', '<out>/new/x.json', 'list.jsonnet'] },
  { words: ['-c', '-o', '<out>/new/x.json', 'list.jsonnet'] },
  { words: ['-'], input: '{ thisFile: std.thisFile }' },
  { words: ['-'], input: '{ a: nothing }' },
  { words: ['--', 'list.jsonnet'] },
  { words: ['-Se', "'text'"] },
  code('1 + 1'),
  code("std.trace('seen', 1)"),
  code('error { a: 1 }'),
  code('local f(n) = f(n + 1); f(0)'),
];
