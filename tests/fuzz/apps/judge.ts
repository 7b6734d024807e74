// One application in this process: evaluated with unknown values, compared with evaluations with known ones, compiled.

import { compileTrees, type Templates } from '../../../tools/chart/templates/files.ts';
import { Interpreter } from '../../../tools/jsonnet/interpreter.ts';
import { listGoals, withGoal } from '../../../tools/prove/values/boundary.ts';
import { type DrawContext, drawDocument } from '../../../tools/prove/values/draw.ts';
import { createExaminer } from '../../../tools/prove/values/examine.ts';
import { coalesceValues, defaultsOf } from '../../../tools/schema/defaults.ts';
import type { Schema } from '../../../tools/schema/schema.ts';
import { createDocumentValidator } from '../../../tools/schema/validate.ts';
import { ToolError } from '../../../tools/shared/diagnostics.ts';
import type { JsonObject } from '../../../tools/shared/json.ts';
import { createRandom, type Random } from '../../../tools/shared/random.ts';
import type { SymbolicApplication } from '../../../tools/symbolic/index.ts';
import {
  type Application,
  agree,
  type Case,
  evaluateKnown,
  evaluateUnknown,
  interpretTree,
  type Outcome,
  plainInputs,
} from '../../symbolic/twice.ts';

/** A case with what the user writes, and what both sides give for it. */
export interface Judged extends Case {
  readonly document: JsonObject;
  readonly known: Outcome;
  readonly unknown: Outcome;
}

export type Verdict =
  /** The evaluation with unknown values refuses the application; one reason for each expression. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  /** Something ended in an error that is none of the application's. */
  | { readonly kind: 'broken'; readonly where: string; readonly problem: string }
  | { readonly kind: 'different'; readonly judged: Judged }
  | { readonly kind: 'equal'; readonly templates: Templates; readonly cases: readonly Judged[] };

/** Compares `documents`; without them, random ones, as many as `count`. */
export interface Trial {
  readonly application: Application;
  readonly documents: readonly Document[];
}

export interface Document {
  readonly document: JsonObject;
  readonly inputs: Case['inputs'];
}

export function judgeApp({ application, documents }: Trial): Verdict {
  try {
    return evaluateUnknown(application, (tree) => judgeTree({ application, documents }, tree));
  } catch (error) {
    if (error instanceof ToolError && error.code === 'symbolic-refused')
      return {
        kind: 'refused',
        reasons: error.diagnostics.map(({ code, args }) => describeRefusal(code, args)),
      };
    return {
      kind: 'broken',
      where: 'the evaluation with unknown values',
      problem: String((error as Error).stack),
    };
  }
}

function describeRefusal(code: string, args: Readonly<Record<string, unknown>>): string {
  const details = ['what', 'reason', 'problem', 'expected', 'field'].flatMap((name) => args[name] ?? []);
  return [code, ...details].join(': ');
}

function judgeTree({ application, documents }: Trial, tree: SymbolicApplication): Verdict {
  const interpreter = new Interpreter();
  const defaults = defaultsOf(application.schema);
  const cases: Judged[] = [];
  for (const { document, inputs } of documents) {
    const given = { values: coalesceValues(defaults, document), inputs };
    const known = evaluateKnown(application, given, interpreter);
    const unknown = interpreted(tree, given);
    if (typeof unknown === 'string') return { kind: 'broken', where: 'the interpreter', problem: unknown };
    const judged = { ...given, document, known, unknown };
    if (!agree(known, unknown) && !areOwnSentences(application, known, unknown))
      return { kind: 'different', judged };
    cases.push(judged);
  }
  try {
    return { kind: 'equal', templates: compileTrees(tree, { chartName: 'app' }), cases };
  } catch (error) {
    return { kind: 'broken', where: 'the compiler', problem: String(error) };
  }
}

/**
 * With two guards violated, the first may be what makes the second one impossible, which is then dropped: each side says
 * another one of the application's sentences. Where the application has one only, it must be said.
 */
function areOwnSentences({ main, files = {} }: Application, known: Outcome, unknown: Outcome): boolean {
  if (!('sentences' in known && 'sentences' in unknown)) return false;
  const source = Object.values({ ...files, main }).join('\n');
  const written = source.matchAll(/"([\w-]+: wrong \d+)/g);
  const own = new Set(Array.from(written, ([, sentence]) => sentence));
  const isOwn = (sentence = ''): boolean => own.has(/^[\w-]+: wrong \d+/.exec(sentence)?.[0]);
  return own.size > 1 && isOwn(known.sentences[0]) && unknown.sentences.every(isOwn);
}

function interpreted(tree: SymbolicApplication, given: Case): Outcome | string {
  try {
    return interpretTree(tree, given);
  } catch (error) {
    return String(error);
  }
}

/** Defaults first, then the limits of single values, then random ones. */
export function drawDocuments(schema: Schema, seed: number, count: number): readonly Document[] {
  const random = createRandom(seed);
  const examiner = createExaminer(schema);
  const context = { random, examiner, seen: [], words: ['a', 'b', 'x', 'abc', 'key', 'name'] };
  const validate = createDocumentValidator(schema);
  const defaults = defaultsOf(schema);
  const { allowed } = listGoals(schema, { ...context, density: 0.5 });
  const draw = (at: number): JsonObject => {
    if (at === 0) return {};
    const dense: DrawContext = { ...context, density: random.pick([0.1, 0.3, 0.6, 0.9]) };
    if (at % 3 > 0 || allowed.length === 0) return drawDocument(schema, dense);
    return Array.from({ length: 3 }, () => random.pick(allowed)).reduce(withGoal, {});
  };
  const documents: Document[] = [];
  for (let at = 0; at < count * 3 && documents.length < count; at++) {
    const document = draw(at);
    if (validate(coalesceValues(defaults, document)).length === 0)
      documents.push({ document, inputs: drawInputs(random, at) });
  }
  return documents;
}

function drawInputs(random: Random, at: number): Case['inputs'] {
  if (at === 0) return plainInputs;
  const isUpgrade = random.chance(0.3);
  return {
    chart: plainInputs.chart,
    release: {
      ...plainInputs.release,
      name: random.pick(['release', 'true', '012', '1e3']),
      namespace: random.pick(['default', 'team-a', 'no']),
      isInstall: !isUpgrade,
      isUpgrade,
    },
    capabilities: {
      kubeVersion: random.pick(['v1.35.0', 'v1.29.10']),
      apiVersions: random.chance(0.5) ? [] : ['example.com/v1'],
    },
  };
}
