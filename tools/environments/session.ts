// One command's evaluations: the engine, what the user gave it, and the natives. Everything parsed once serves all of them.
import { createEvaluator } from '../jsonnet/engines/index.ts';
import type { Evaluator, External } from '../jsonnet/port.ts';
import type { Diagnostic } from '../shared/diagnostics.ts';
import type { Json } from '../shared/json.ts';
import type { Cache } from './cache/cache.ts';
import { fingerprint } from './cache/inputs.ts';
import { createRemember, createWatch } from './cache/watch.ts';
import { createNatives } from './natives/index.ts';
import type { Project } from './project.ts';
import { wrapScript } from './scripts.ts';

export interface SessionOptions {
  /** `twinhull` (the default), `node-jsonnet` or `binary:PATH`. */
  readonly engine?: string;
  readonly extVars?: Readonly<Record<string, External>>;
  readonly tlas?: Readonly<Record<string, External>>;
  /** Frames of the Jsonnet stack; 500 when absent. */
  readonly maxStack?: number;
  readonly onTrace?: (line: string) => void;
  readonly onWarning?: (warning: Diagnostic) => void;
  /** Answers of earlier runs; none when absent. */
  readonly cache?: Cache;
}

interface Evaluation {
  readonly project: Project;
  /** The code behind the external variable that `import 'tk'` shows. */
  readonly environmentCode: string;
  /** What to evaluate with the entry point's value as `main`; absent: the value itself. */
  readonly script?: string;
  /** What errors call the script, in angle brackets. */
  readonly label?: string;
  /** Another engine than the session's. */
  readonly engine?: string | undefined;
  /** Texts that replace those of files, by the path under which the engine knows them. */
  readonly replaced?: Readonly<Record<string, string>>;
}

interface Question<T> {
  readonly project: Project;
  readonly what: Json;
  /** Whether the answer, which must be JSON, holds secrets; none when absent. */
  readonly hasSecrets?: (answer: T) => boolean;
}

export interface Session {
  readonly options: SessionOptions;
  /** Throws JsonnetError and ToolError. */
  readonly evaluate: (evaluation: Evaluation) => Promise<Json>;
  /**
   * What `work` gives, or gave in an earlier run, when nothing has changed that its evaluations depended on. Whatever
   * else it depends on has to be in the question.
   */
  readonly remember: <T>(question: Question<T>, work: () => Promise<T>) => Promise<T>;
  readonly warn: (warning: Diagnostic) => void;
}

const environmentVariable = 'tanka.dev/environment';
const virtualFiles = { tk: `{ env: std.extVar(${JSON.stringify(environmentVariable)}) }` };

/** An unknown engine is an error of the first evaluation, because engines are loaded when they are needed. */
export function createSession(options: SessionOptions = {}): Session {
  const watch = createWatch(options);
  const natives = createNatives(options.cache ? watch : undefined);
  let nativeList = natives.list();
  const evaluators = new Map<string, Promise<Evaluator>>();
  const evaluatorOf = (name: string): Promise<Evaluator> => {
    const known = evaluators.get(name) ?? createEvaluator(name, { onTrace: watch.trace });
    evaluators.set(name, known);
    return known;
  };
  const evaluate = async (evaluation: Evaluation): Promise<Json> => {
    const engine = evaluation.engine || options.engine || 'twinhull';
    const request = { ...createRequest(evaluation, options), natives: nativeList };
    try {
      const evaluator = await evaluatorOf(engine);
      const value = await evaluator.evaluate(request);
      // What a program gave stays with the evaluation that ran it, so that each is known to have done so.
      if (watch.addFiles(evaluator)) nativeList = natives.list();
      return value;
    } catch (error) {
      if (!(await natives.load())) throw error;
      // A native was called whose code had not been loaded: start again, with nothing kept of the failed attempt.
      evaluators.clear();
      return evaluate(evaluation);
    }
  };
  const remember = createRemember(options, watch);
  return { options, evaluate, remember, warn: (warning) => options.onWarning?.(warning) };
}

function createRequest(evaluation: Evaluation, options: SessionOptions) {
  const { project, environmentCode, script, label = '<twinhull>', replaced } = evaluation;
  const { extVars = {}, tlas = {}, maxStack, cache } = options;
  return {
    entry: project.entrypoint,
    ...(script === undefined
      ? {}
      : { label, snippet: wrapScript(project.entrypoint, script, Object.keys(tlas)) }),
    paths: project.paths,
    extVars: { ...extVars, [environmentVariable]: { kind: 'code', value: environmentCode } as const },
    tlas,
    virtualFiles: { ...replaced, ...virtualFiles },
    ...(maxStack === undefined ? {} : { maxStack }),
    ...(cache ? { fingerprint } : {}),
  };
}
