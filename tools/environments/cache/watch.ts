// Between evaluations and the cache: watches what an answer is made from, and asks the cache first.
import type { Evaluator } from '../../jsonnet/port.ts';
import type { Json } from '../../shared/json.ts';
import type { Observer } from '../natives/index.ts';
import type { Session, SessionOptions } from '../session.ts';
import type { Inputs } from './inputs.ts';

/** Collects the inputs of all evaluations since `begin`. */
interface Watch extends Observer {
  readonly begin: () => void;
  readonly trace: (line: string) => void;
  /** Adds what the last evaluation read; true when a program has run in it. */
  readonly addFiles: (evaluator: Evaluator) => boolean;
  /** Undefined when they are not all known, or when the evaluation did more than give a value. */
  readonly inputs: () => Inputs | undefined;
}

export function createWatch({ onTrace, cache }: SessionOptions): Watch {
  let noted = new Map<string, string>();
  let isComplete = true;
  let hasRun = false;
  const refuse = (): void => {
    isComplete = false;
    hasRun = true;
  };
  return {
    refuse,
    begin: () => {
      noted = new Map();
      isComplete = true;
    },
    note: (input, state) => {
      noted.set(input, state);
      hasRun = true;
    },
    trace: (line) => {
      isComplete = false;
      onTrace?.(line);
    },
    addFiles: (evaluator) => {
      if (cache && !addFiles(evaluator, noted)) isComplete = false;
      const ran = hasRun;
      hasRun = false;
      return ran;
    },
    inputs: () => (isComplete ? Object.fromEntries(noted) : undefined),
  };
}

function addFiles(evaluator: Evaluator, noted: Map<string, string>): boolean {
  const files = evaluator.listInputs?.();
  for (const [file, state] of files ?? []) noted.set(`file ${file}`, state);
  return files !== undefined;
}

/** Only what can be seen to be the same is taken from the cache; everything else is done again. */
export function createRemember(options: SessionOptions, watch: Watch): Session['remember'] {
  const { cache, engine = '', extVars = {}, tlas = {}, maxStack = 0 } = options;
  const asked = { cwd: process.cwd(), engine, extVars, tlas, maxStack } as unknown as Json;
  return async ({ project, what, hasSecrets = () => false }, work) => {
    if (!cache?.covers(project.entrypoint)) return work();
    const question = [asked, project as unknown as Json, what];
    const known = await cache.read(question);
    if (known !== undefined) return known as Awaited<ReturnType<typeof work>>;
    watch.begin();
    const answer = await work();
    const inputs = watch.inputs();
    if (inputs && (cache.keepsSecrets || !hasSecrets(answer))) {
      cache.write(question, answer as Json, inputs);
    }
    return answer;
  };
}
