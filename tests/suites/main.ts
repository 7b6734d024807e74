// Runs a public test suite of another Jsonnet implementation through our engine and prints the score.
// Usage: npm run suite -- go-jsonnet DIR | cpp DIR, where DIR holds the suite's .jsonnet and .golden files.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type External, formatError, Interpreter, JsonnetError, type Native, type Program } from '../../tools/jsonnet/index.ts';
import { formatFiles, formatResult, formatString } from '../../tools/jsonnet/output.ts';

interface Outcome {
  readonly name: string;
  readonly pass: boolean;
  readonly actual: string;
  readonly expected: string;
}

const text = (value: string): External => ({ kind: 'string', value });
const code = (value: string): External => ({ kind: 'code', value });

const goExternals: Readonly<Record<string, External>> = {
  stringVar: text('2 + 2'),
  codeVar: code('3 + 3'),
  errorVar: code("error 'xxx'"),
  staticErrorVar: code(')'),
  UndeclaredX: code('x'),
  selfRecursiveVar: code('[42, std.extVar("selfRecursiveVar")[0] + 1]'),
  mutuallyRecursiveVar1: code('[42, std.extVar("mutuallyRecursiveVar2")[0] + 1]'),
  mutuallyRecursiveVar2: code('[42, std.extVar("mutuallyRecursiveVar1")[0] + 1]'),
};

const goNatives: readonly Native[] = [
  { name: 'jsonToString', parameters: ['x'], call: (x) => JSON.stringify(x) },
  { name: 'nativeError', parameters: [], call: () => fail('native function error') },
  { name: 'nativePanic', parameters: [], call: () => fail('native function "nativePanic" panicked: native function panic') },
];

function fail(message: string): never {
  throw new Error(message);
}

function attempt(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof JsonnetError) return `${formatError(error, { snippets: true, maxTrace: 9 })}\n`;
    return `HOST ERROR: ${error instanceof Error ? error.stack : String(error)}\n`;
  }
}

/** go-jsonnet prints pretty traces of at most nine frames, and names sources without their extension. */
function runGoCase(name: string): Outcome {
  const golden = `${name}.golden`;
  const program: Program = {
    entry: name,
    snippet: readFileSync(`${name}.jsonnet`, 'utf8'),
    natives: goNatives,
    extVars: name.startsWith('testdata/extvar_') ? goExternals : {},
  };
  if (statSync(golden).isDirectory()) return runGoFiles(name, golden, program);
  const strings = name.endsWith('_string_output');
  const newline = name.includes('_no_newline') ? '' : '\n';
  const actual = attempt(() => new Interpreter().run(program, strings ? formatString : formatResult) + newline);
  return outcome(name, actual, readFileSync(golden, 'utf8'));
}

function runGoFiles(name: string, golden: string, program: Program): Outcome {
  const newline = name.includes('_no_newline') ? '' : '\n';
  const expected = readdirSync(golden).map((file) => `== ${file}\n${readFileSync(join(golden, file), 'utf8')}`);
  const actual = attempt(() => {
    const files = new Interpreter().run(program, (value) => formatFiles(value, name.includes('_string_output')));
    return [...files].map(([file, content]) => `== ${file}\n${content}${newline}`).sort().join('');
  });
  return outcome(name, actual.startsWith('==') ? actual : `== error\n${actual}`, expected.sort().join(''));
}

function outcome(name: string, actual: string, expected: string): Outcome {
  return { name, actual, expected, pass: actual === expected };
}

/** The C++ suite has goldens for some cases; the others must give `true`. Errors count by their first line. */
function runCppCase(name: string): Outcome {
  const golden = `${name}.jsonnet.golden`;
  const program: Program = { entry: `${name}.jsonnet`, extVars: cppExternals, tlas: name.startsWith('tla.') ? cppTlas : {} };
  const actual = attempt(() => `${new Interpreter().run(program, formatResult)}\n`);
  const expected = existsSync(golden) ? readFileSync(golden, 'utf8') : 'true\n';
  if (!name.startsWith('error.')) return outcome(name, actual, expected);
  const failed = /^(RUNTIME ERROR|[^\n]*:\d+:\d+|[^\n]*:\(\d+:\d+)/.test(actual);
  return { name, actual, expected, pass: failed };
}

const cppExternals: Readonly<Record<string, External>> = { var1: text('test'), var2: code('{ x: 1, y: 2 }') };
const cppTlas: Readonly<Record<string, External>> = { var1: text('test'), var2: code('{ x: 1, y: 2 }') };

/** Case names that docs/engine-differences.md explains. */
function documented(): Set<string> {
  const page = readFileSync(new URL('../../docs/engine-differences.md', import.meta.url), 'utf8');
  return new Set([...page.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] as string));
}

function runSuite(kind: string, directory: string): Outcome[] {
  const goldens = readdirSync(directory).filter((file) => file.endsWith('.jsonnet'));
  const names = goldens.map((file) => file.slice(0, -'.jsonnet'.length)).sort();
  if (kind === 'cpp') {
    process.chdir(directory);
    return names.map(runCppCase);
  }
  process.chdir(dirname(resolve(directory)));
  return names.filter((name) => existsSync(`testdata/${name}.golden`)).map((name) => runGoCase(`testdata/${name}`));
}

function main(kind: string | undefined, directory: string | undefined, filter: string | undefined): void {
  if ((kind !== 'go-jsonnet' && kind !== 'cpp') || !directory) {
    process.stderr.write('usage: npm run suite -- go-jsonnet|cpp DIRECTORY [CASE]\n');
    process.exitCode = 2;
    return;
  }
  const explained = documented();
  const outcomes = runSuite(kind, directory).filter(({ name }) => !filter || name.endsWith(filter));
  const failed = outcomes.filter(({ pass }) => !pass);
  for (const { name, actual, expected } of filter ? failed : []) process.stdout.write(`--- ${name}\n${actual}--- expected\n${expected}`);
  for (const { name } of failed) process.stdout.write(`${explained.has(name.replace('testdata/', '')) ? 'differs (documented)' : 'DIFFERS'} ${name}\n`);
  const score = ((outcomes.length - failed.length) / outcomes.length) * 100;
  process.stdout.write(`${kind}: ${outcomes.length - failed.length} of ${outcomes.length} cases agree (${score.toFixed(2)} %)\n`);
  if (failed.some(({ name }) => !explained.has(name.replace('testdata/', '')))) process.exitCode = 1;
}

main(process.argv[2], process.argv[3], process.argv[4]);
