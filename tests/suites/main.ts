// Runs a public test suite of another Jsonnet implementation through our engine and prints the score.
// Usage: npm run suite -- go-jsonnet|cpp DIRECTORY [CASE], where DIRECTORY holds the suite's .jsonnet and .golden files.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  type External,
  formatError,
  Interpreter,
  JsonnetError,
  type Native,
  type Program,
} from '../../tools/jsonnet/index.ts';
import { formatFiles, formatResult, formatString } from '../../tools/jsonnet/output.ts';

interface Case {
  readonly name: string;
  readonly actual: string;
  readonly expected: string;
}

interface Suite {
  /** What a suite's names stand in, and where it is run. */
  readonly enter: (directory: string) => string;
  readonly runCase: (name: string) => Case;
  /** The part of an output that has to be the same: all of it, or of an error less than its trace. */
  readonly essence: (output: string) => string;
  /** What `essence` leaves. */
  readonly measure: string;
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
  {
    name: 'nativePanic',
    parameters: [],
    call: () => fail('native function "nativePanic" panicked: native function panic'),
  },
];

function fail(message: string): never {
  throw new Error(message);
}

/** The output, or the error with at most nine trace lines and the source under each, as go-jsonnet's suite has it. */
function attempt(work: () => string, snippets: boolean): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof JsonnetError)
      return `${formatError(error, { snippets, maxTrace: snippets ? 9 : 20 })}${snippets ? '\n' : ''}`;
    return `HOST ERROR: ${error instanceof Error ? error.stack : String(error)}\n`;
  }
}

const goSuite: Suite = {
  enter: (directory) => {
    process.chdir(dirname(resolve(directory)));
    return 'testdata/';
  },
  runCase: runGoCase,
  essence: (output) => (output.startsWith('RUNTIME ERROR: ') ? (output.split('\n---')[0] as string) : output),
  measure: 'same output or same error message',
};

function runGoCase(name: string): Case {
  const golden = `${name}.golden`;
  const program: Program = {
    entry: name,
    snippet: readFileSync(`${name}.jsonnet`, 'utf8'),
    natives: goNatives,
    extVars: name.startsWith('testdata/extvar_') ? goExternals : {},
  };
  if (statSync(golden).isDirectory()) return runGoFiles(name, golden, program);
  const format = name.endsWith('_string_output') ? formatString : formatResult;
  const newline = name.includes('_no_newline') ? '' : '\n';
  const actual = attempt(() => new Interpreter().run(program, format) + newline, true);
  return { name, actual, expected: readFileSync(golden, 'utf8') };
}

function runGoFiles(name: string, golden: string, program: Program): Case {
  const newline = name.includes('_no_newline') ? '' : '\n';
  const show = (file: string, content: string): string => `== ${file}\n${content}`;
  const expected = readdirSync(golden).map((file) => show(file, readFileSync(join(golden, file), 'utf8')));
  const actual = attempt(() => {
    const files = new Interpreter().run(program, (value) =>
      formatFiles(value, name.includes('_string_output')),
    );
    return joinSorted([...files].map(([file, content]) => show(file, content + newline)));
  }, true);
  return { name, actual, expected: joinSorted(expected) };
}

function joinSorted(parts: readonly string[]): string {
  return parts.toSorted().join('');
}

const cppSuite: Suite = {
  enter: (directory) => {
    process.chdir(directory);
    return '';
  },
  runCase: runCppCase,
  // The texts of the two implementations' errors differ in many words; that both refuse is what can be compared.
  essence: (output) => (isError(output) ? 'error' : output),
  measure: 'same output or an error in both',
};

const cppVariables: Readonly<Record<string, External>> = {
  var1: text('test'),
  var2: code('{ x: 1, y: 2 }'),
};

/** Cases without a golden file have to give `true`. What std.trace shows stands before the output. */
function runCppCase(name: string): Case {
  const golden = `${name}.jsonnet.golden`;
  const traces: string[] = [];
  const program: Program = {
    entry: `${name}.jsonnet`,
    ...(name.startsWith('tla.') ? { tlas: cppVariables } : { extVars: cppVariables }),
    onTrace: (line) => traces.push(`${line}\n`),
  };
  const output = attempt(() => `${new Interpreter().run(program, formatResult)}\n`, false);
  const expected = existsSync(golden) ? readFileSync(golden, 'utf8') : 'true\n';
  return { name, actual: traces.join('') + output, expected };
}

function isError(output: string): boolean {
  return /^(RUNTIME ERROR|STATIC ERROR|[^\s"[{]*\.\w+:\(?\d+:\d+)/.test(output);
}

const suites: Readonly<Record<string, Suite>> = { 'go-jsonnet': goSuite, cpp: cppSuite };

function runSuite({ enter, runCase }: Suite, directory: string): Case[] {
  const prefix = enter(directory);
  return readdirSync(prefix || '.')
    .filter((file) => file.endsWith('.jsonnet'))
    .map((file) => prefix + file.slice(0, -'.jsonnet'.length))
    .filter((name) => prefix === '' || existsSync(`${name}.golden`))
    .sort()
    .map(runCase);
}

/** Case names that docs/engine-differences.md explains. */
function readDocumented(): Set<string> {
  const page = readFileSync(new URL('../../docs/engine-differences.md', import.meta.url), 'utf8');
  return new Set([...page.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] as string));
}

function report(kind: string, suite: Suite, cases: readonly Case[]): boolean {
  const { essence, measure } = suite;
  const identical = cases.filter(({ actual, expected }) => actual === expected);
  const agreeing = cases.filter(({ actual, expected }) => essence(actual) === essence(expected));
  const documented = readDocumented();
  // Where the whole text of an error cannot be the same, only what disagrees needs a reason.
  const good = new Set(kind === 'cpp' ? agreeing : identical);
  const differing = cases.filter((one) => !good.has(one)).map(({ name }) => name.replace('testdata/', ''));
  for (const name of differing)
    process.stdout.write(`${documented.has(name) ? 'differs (documented)' : 'DIFFERS'} ${name}\n`);
  process.stdout.write(`${kind}: ${score(agreeing, cases)} ${measure}\n`);
  process.stdout.write(`${kind}: ${score(identical, cases)} identical, every line of a trace included\n`);
  return differing.every((name) => documented.has(name));
}

function score(some: readonly Case[], all: readonly Case[]): string {
  return `${some.length} of ${all.length} cases (${((some.length / all.length) * 100).toFixed(2)} %)`;
}

function main(kind = '', directory: string | undefined, filter: string | undefined): void {
  const suite = suites[kind];
  if (!suite || !directory) {
    process.stderr.write('usage: npm run suite -- go-jsonnet|cpp DIRECTORY [CASE]\n');
    process.exitCode = 2;
    return;
  }
  const cases = runSuite(suite, directory).filter(({ name }) => !filter || name.endsWith(filter));
  for (const { name, actual, expected } of filter ? cases : [])
    process.stdout.write(`--- ${name}\n${actual}--- expected\n${expected}`);
  if (!report(kind, suite, cases)) process.exitCode = 1;
}

main(process.argv[2], process.argv[3], process.argv[4]);
