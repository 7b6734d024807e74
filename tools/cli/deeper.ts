// Runs the same command line once more with a stack of hundreds of megabytes: programs may recurse deeper than Node's main thread can.
import { getHeapStatistics } from 'node:v8';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const stackSizeMb = 900;
const megabyte = 2 ** 20;

interface Inherited {
  readonly input?: string | undefined;
}

/** Standard input that the first run has read already. */
export function inheritedInput(): string | undefined {
  return (workerData as Inherited | null)?.input;
}

/**
 * Gives the exit code of the second run; undefined when this is the second run already.
 * Threads have the stack that they ask for, which processes do not.
 */
export function runDeeper(input: string | undefined): Promise<number> | undefined {
  const [, program, ...words] = process.argv;
  if (!isMainThread || program === undefined) return undefined;
  const worker = new Worker(program, {
    argv: words,
    workerData: { input } satisfies Inherited,
    resourceLimits: {
      stackSizeMb,
      maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / megabyte),
    },
  });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', resolve);
  });
}
