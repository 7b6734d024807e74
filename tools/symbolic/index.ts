// An application's functions evaluated with unknown values: the finished trees of its manifests, and the guards.
import { isHostStackExhausted, JsonnetError } from '../jsonnet/errors.ts';
import type { Importer } from '../jsonnet/port.ts';
import type { Schema } from '../schema/schema.ts';
import type { JsonObject } from '../shared/json.ts';
import { call, not } from './build.ts';
import { getIndex } from './evaluate/access.ts';
import { toNode } from './evaluate/finish.ts';
import { Abort, attempt, Choice, Failure, FunctionValue, isNode, type Value } from './evaluate/values.ts';
import { argumentsOf } from './inputs.ts';
import { findLimits } from './limits.ts';
import { placeBesides, required, rootPlace } from './place.ts';
import { evaluateProgram } from './program.ts';
import type { Guard } from './reach.ts';
import { refuse } from './refused.ts';
import { settle } from './settle.ts';
import {
  BudgetExceeded,
  type Fault,
  growTree,
  literal,
  type Node,
  type Part,
  type Site,
  yes,
} from './tree.ts';

export interface SymbolicOptions {
  /** Path of `main.libsonnet`. */
  readonly entrypoint: string;
  /** Directories for imports, the most important first. */
  readonly paths: readonly string[];
  readonly schema: Schema;
  /** The application's `chart`. */
  readonly chart: JsonObject;
  /** Replaces the file system. */
  readonly importer?: Importer;
  readonly hasNotes?: boolean;
  readonly hasTests?: boolean;
}

/** A manifest: the field that it comes from, when it is there, and what it is. */
export interface SymbolicResource {
  readonly name: string;
  /** The literal `true` when it is always there. */
  readonly condition: Node;
  readonly value: Node;
}

export interface SymbolicApplication {
  readonly resources: readonly SymbolicResource[];
  /** In the order of the source. */
  readonly guards: readonly Guard[];
  /** Manifests of `helm test`. */
  readonly tests?: readonly SymbolicResource[];
  /** A list of lines. */
  readonly notes?: Node;
}

/** More nodes than any readable chart has. */
const budget = 200_000;

/**
 * Evaluates `render`, `tests` and `notes`, and hands the trees to `use`: nodes are only good inside of it.
 * Fails with ToolError `symbolic-refused`, whose diagnostics tell all that cannot be expressed.
 */
export function evaluateApplication<T>(
  options: SymbolicOptions,
  use: (application: SymbolicApplication) => T,
): T {
  return growTree(budget, () => use(evaluateInTree(options)));
}

function evaluateInTree(options: SymbolicOptions): SymbolicApplication {
  try {
    return evaluateAll(options);
  } catch (error) {
    if (error instanceof Failure || error instanceof Abort) throw refuse(faultsOf(error.node));
    if (error instanceof JsonnetError && error.kind === 'runtime' && !isHostStackExhausted(error))
      throw refuse([failure(error.message, undefined)]);
    const limit = limitOf(error);
    if (limit === undefined) throw error;
    throw refuse([{ kind: 'refusal', code: 'symbolic-budget', args: { limit }, site: undefined }]);
  }
}

/** What was exceeded outside of any call, where no place can be named. */
function limitOf(error: unknown): string | undefined {
  if (error instanceof BudgetExceeded) return `${error.limit} nodes`;
  return error instanceof RangeError ? 'the stack of this process' : undefined;
}

/** An error node's, or those of both branches where either of them is one. */
function faultsOf(node: Node): readonly Fault[] {
  if (node.kind === 'if') return [...faultsOf(node.then), ...faultsOf(node.otherwise)];
  return node.kind === 'error' ? [node.fault] : [];
}

function evaluateAll(options: SymbolicOptions): SymbolicApplication {
  const main = evaluateProgram(options.entrypoint, options);
  const args = argumentsOf(options);
  const place = rootPlace();
  const render = settle(callField(main, 'render', args), place);
  if (render.kind === 'error') throw refuse([render.fault]);
  const { guards, refusals: found } = place.findings;
  const besides = placeBesides(place);
  const further = (name: string): Node => required(settle(callField(main, name, args), besides), besides);
  const tests = options.hasTests ? further('tests') : undefined;
  const notes = options.hasNotes ? further('notes') : undefined;
  const trees = [render, tests, notes].filter((tree) => tree !== undefined);
  const conditions = guards.flatMap(({ condition, message }) => [condition, message]);
  const refusals = [...found, ...findLimits([...trees, ...conditions])];
  if (refusals.length > 0) throw refuse(refusals);
  return {
    resources: resourcesOf(render),
    guards,
    ...(tests ? { tests: resourcesOf(tests) } : {}),
    ...(notes ? { notes } : {}),
  };
}

function callField(main: Value, name: string, args: readonly Value[]): Node {
  const target = attempt(() => getIndex(main, literal(name), siteOfValue(main)));
  const problem = signatureProblem(target, args.length);
  if (!(target instanceof FunctionValue) || problem !== undefined)
    throw refuse([
      failure(
        `${name} is ${problem}; it is called with values, release, chart, capabilities`,
        isNode(target) ? siteOfValue(main) : (siteOfValue(target) ?? siteOfValue(main)),
      ),
    ]);
  const site = { source: { name: '', path: '', text: '' }, span: { start: 0, end: 0 } };
  return toNode(attempt(() => target.call(args.slice(0, target.parameters.length), site)));
}

function signatureProblem(target: Value, count: number): string | undefined {
  if (!(target instanceof FunctionValue)) return 'no function';
  const further = target.parameters.slice(count).filter(({ optional }) => !optional);
  return further.length > 0 ? `a function that needs ${further.length} more` : undefined;
}

function siteOfValue(value: Value): Site | undefined {
  return value instanceof Choice ? undefined : value.site;
}

function failure(problem: string, site: Site | undefined): Fault {
  return { kind: 'refusal', code: 'symbolic-failure', args: { problem }, site };
}

/** One manifest for each field of what the function gives. */
function resourcesOf(tree: Node): readonly SymbolicResource[] {
  if (tree.kind !== 'object') throw refuse([notAnObject(tree.site)]);
  return tree.parts.flatMap((part) => resourcesOfPart(part, { condition: yes(), site: tree.site }));
}

const notAnObject = (site: Site | undefined): Fault => ({
  kind: 'refusal',
  code: 'symbolic-unsupported',
  args: {
    what: 'render that gives an unknown number of manifests',
    reason: 'a chart has one file for each',
    remedy: 'give each manifest a field with a name of its own',
  },
  site,
});

interface Where {
  readonly condition: Node;
  /** Of all of them. */
  readonly site: Site | undefined;
}

function resourcesOfPart(part: Part, { condition, site }: Where): readonly SymbolicResource[] {
  if (part.kind === 'field') return [{ name: part.key, condition, value: part.value }];
  if (part.kind !== 'when') throw refuse([notAnObject(site)]);
  const under = (parts: readonly Part[], further: Node): readonly SymbolicResource[] =>
    parts.flatMap((one) => resourcesOfPart(one, { condition: call('and', condition, further), site }));
  return [...under(part.parts, part.condition), ...under(part.otherwise, not(part.condition))];
}
