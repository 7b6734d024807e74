// Formats files with the program jsonnetfmt: on copies, many at a time, so that nothing changes unless all parse.
import { chmod, copyFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../process/run.ts';
import { cutIntoBatches, runBounded } from '../../shared/bounded.ts';
import { type Diagnostic, ToolError } from '../../shared/diagnostics.ts';
import { withTemporaryFolder } from '../../shared/temporary.ts';
import { unreadable } from '../project.ts';

/** One process starts in milliseconds, and each takes as many files as fit on a command line with room to spare. */
const batchSize = 200;
const processes = 4;

/**
 * Those of the files that jsonnetfmt would change, in their order. Fails with ToolError `format-unreadable` for a
 * file that does not parse, `format-refused` with all of them for several, and with the errors of `runProgram`.
 */
export async function findUnformatted(files: readonly string[]): Promise<readonly string[]> {
  const { changed, faults } = await runBatches(files, { mode: '--test' });
  if (faults.length > 0) throw refuse(faults);
  return changed;
}

/** The files' contents as jsonnetfmt writes them, in their order; no file is changed. Fails as `findUnformatted`. */
export async function formatFiles(files: readonly string[]): Promise<readonly Uint8Array[]> {
  return withTemporaryFolder(async (folder) => {
    const copies = await runBounded([...files.entries()], processes, async ([at, file]) => {
      await copyWritable(file, path.join(folder, String(at)));
      return String(at);
    });
    const { faults } = await runBatches(copies, { mode: '--in-place', cwd: folder });
    if (faults.length > 0) {
      throw refuse(faults.map(({ file, said }) => ({ file: files[Number(file)] ?? file, said })));
    }
    return runBounded(copies, processes, (copy) => readFile(path.join(folder, copy)));
  });
}

/** Copies keep the rights of their originals, which may forbid to write. */
async function copyWritable(file: string, copy: string): Promise<void> {
  try {
    await copyFile(file, copy);
  } catch (cause) {
    throw unreadable(file, cause);
  }
  await chmod(copy, 0o600);
}

interface Fault {
  readonly file: string;
  /** What the program wrote to standard error. */
  readonly said: string;
}

interface Outcome {
  readonly changed: readonly string[];
  readonly faults: readonly Fault[];
}

interface Manner {
  readonly mode: '--test' | '--in-place';
  readonly cwd?: string;
}

async function runBatches(files: readonly string[], manner: Manner): Promise<Outcome> {
  const size = Math.min(batchSize, Math.ceil(files.length / processes));
  const batches = cutIntoBatches(files, size);
  return join(await runBounded(batches, processes, (batch) => runBatch(batch, manner)));
}

function join(outcomes: readonly Outcome[]): Outcome {
  return {
    changed: outcomes.flatMap(({ changed }) => changed),
    faults: outcomes.flatMap(({ faults }) => faults),
  };
}

/** The program stops at the first file that it cannot read; what is behind that is given to it again. */
async function runBatch(batch: readonly string[], manner: Manner): Promise<Outcome> {
  const { mode, ...where } = manner;
  const changed: string[] = [];
  const faults: Fault[] = [];
  let rest = batch;
  while (rest.length > 0) {
    // The name `-` would be standard input.
    const names = rest.map((file) => (file === '-' ? './-' : file));
    const run = await runProgram('jsonnetfmt', [mode, '--', ...names], { ...where, exitCodes: [0, 1, 2] });
    const at = run.exitCode === 1 ? names.findLastIndex((name) => run.stderr.startsWith(`${name}:`)) : -1;
    if (at < 0 && run.stderr !== '') return runSingly(batch, manner, run.stderr);
    changed.push(...readNames(run.stdout, rest));
    if (at < 0) break;
    faults.push({ file: rest[at] as string, said: run.stderr.slice((names[at] as string).length + 1) });
    rest = rest.slice(at + 1);
  }
  return { changed, faults };
}

/** One name a line, in the order in which they were given; a name may have line breaks of its own. */
function readNames(stdout: string, files: readonly string[]): readonly string[] {
  let offset = 0;
  return files.filter((file) => {
    const line = `${file === '-' ? './-' : file}\n`;
    if (!stdout.startsWith(line, offset)) return false;
    offset += line.length;
    return true;
  });
}

/** For when the program does not say which file it ended at, as when it crashes. */
async function runSingly(batch: readonly string[], manner: Manner, said: string): Promise<Outcome> {
  const [file] = batch;
  if (file !== undefined && batch.length === 1) return { changed: [], faults: [{ file, said }] };
  return join(await runBounded(batch, 1, (single) => runBatch([single], manner)));
}

function refuse(faults: readonly Fault[]): ToolError {
  const diagnostics = faults.map(describeFault);
  const [first] = diagnostics;
  if (first && diagnostics.length === 1) return new ToolError(first.code, first.args, { diagnostics });
  return new ToolError('format-refused', { count: String(faults.length) }, { diagnostics });
}

/** `1:11-12 Unexpected: …`, or `(2:3)-(4:5) …` for what takes several lines. */
function describeFault({ file, said }: Fault): Diagnostic {
  const [, line, column, problem] = /^\(?(\d+):(\d+)\S* ([\s\S]*)/.exec(said) ?? [];
  const [words = ''] = (problem ?? said).trim().split('\n');
  return {
    code: 'format-unreadable',
    severity: 'error',
    file,
    ...(line === undefined ? {} : { span: { line: Number(line), column: Number(column) } }),
    args: { problem: words },
  };
}

/** A text as jsonnetfmt writes it; fails as `findUnformatted` does, calling the text `<stdin>`. */
export async function formatText(text: string): Promise<string> {
  const run = await runProgram('jsonnetfmt', ['-'], { stdin: text, exitCodes: [0, 1, 2] });
  if (run.exitCode === 0) return run.stdout;
  throw refuse([{ file: '<stdin>', said: run.stderr.replace('<stdin>:', '') }]);
}
