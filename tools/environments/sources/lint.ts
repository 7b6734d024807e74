// Looks for mistakes with the program jsonnet-lint, with the import paths that each file has in its project.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../../process/run.ts';
import { cutIntoBatches, runBounded } from '../../shared/bounded.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { withTemporaryFolder } from '../../shared/temporary.ts';
import { resolveProject } from '../project.ts';

/** Files that are given to the program together share what they import, which is parsed once. */
const batchSize = 50;

/**
 * What the program says about files, batch by batch in the order of the files; nothing where all is well. At most
 * `parallelism` processes run at a time. Fails with the errors of `runProgram`.
 */
export async function lintFiles(files: readonly string[], parallelism: number): Promise<readonly string[]> {
  return withTemporaryFolder(async (shims) => {
    await writeFile(path.join(shims, 'tk'), "{ env: std.extVar('tanka.dev/environment') }\n");
    const batches = createBatches(files, parallelism);
    const texts = await runBounded(batches, parallelism, (batch) => lintBatch(batch, shims));
    return texts.filter((text) => text !== '');
  });
}

interface Batch {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** The most important first; a text is why there are none. */
  readonly paths: readonly string[] | string;
}

function createBatches(files: readonly string[], parallelism: number): readonly Batch[] {
  const folders = new Map<string, string[]>();
  for (const file of files.map((name) => path.resolve(name))) {
    const folder = path.dirname(file);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders.values()].flatMap((group) => {
    const paths = resolvePaths(group[0] as string);
    const size = Math.min(batchSize, Math.ceil(group.length / parallelism));
    return cutIntoBatches(group, size).map((batch) => ({ files: batch, paths }));
  });
}

/** Of a file that is its own entry point: its folder takes the place of the environment. */
function resolvePaths(file: string): readonly string[] | string {
  try {
    return resolveProject(file).paths;
  } catch (error) {
    if (error instanceof ToolError) return error.message;
    throw error;
  }
}

async function lintBatch(batch: Batch, shims: string): Promise<string> {
  const { files, paths } = batch;
  if (typeof paths === 'string')
    return files.map((file) => `${file} cannot be checked: ${paths}\n\n`).join('');
  const folders = [shims, ...paths].reverse().flatMap((folder) => ['-J', folder]);
  const { exitCode, stderr } = await runProgram('jsonnet-lint', [...folders, '--', ...files], {
    exitCodes: [0, 1, 2],
    env: { JSONNET_PATH: '' },
  });
  if (exitCode === 0) return '';
  if (exitCode === 2 && stderr.endsWith(conclusion)) return stderr.slice(0, -conclusion.length);
  const [file = '', ...others] = files;
  if (others.length === 0) return describeCrash(file, stderr);
  const texts = await runBounded(files, 1, (single) => lintBatch({ files: [single], paths }, shims));
  return texts.join('');
}

const conclusion = 'Problems found!\n';

/** The program ended before its end: what it had said, and its last words without the trace. */
function describeCrash(file: string, said: string): string {
  const start = said.search(/^(?:panic|fatal error|runtime|ERROR): /m);
  const [words = ''] = said.slice(Math.max(start, 0)).split('\n', 1);
  return `${said.slice(0, Math.max(start, 0))}${file} could not be checked to its end: ${words}\n\n`;
}
