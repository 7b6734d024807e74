// The standard library of Jsonnet as of go-jsonnet 0.22: pure functions shared by all files, and per file what depends on it.
import { CodeLayer, Shape } from '../evaluation/layers.ts';
import { JsonnetObject } from '../evaluation/objects.ts';
import { stack } from '../evaluation/stack.ts';
import type { Value } from '../evaluation/values.ts';
import { positionAt } from '../source.ts';
import { arrayFunctions } from './arrays.ts';
import { expectString } from './check.ts';
import { type Builtin, define } from './define.ts';
import { encodingFunctions } from './encoding.ts';
import { formatFunctions } from './format.ts';
import { manifestFunctions } from './manifest.ts';
import { mathFunctions, pi } from './math.ts';
import { objectFunctions } from './objects.ts';
import { parseFunctions } from './parse.ts';
import { setFunctions } from './sets.ts';
import { sliceFunction } from './slice.ts';
import { sortFunctions } from './sort.ts';
import { stringFunctions } from './strings.ts';
import { typeFunctions } from './types.ts';

/** What some library functions need to know of the evaluation and the file that they are used in. */
export interface StdContext {
  /** The file's name: `std.thisFile`. */
  readonly thisFile: string;
  /** The value of an external variable; throws JsonnetError when it is not defined. */
  extVar(name: string): Value;
  /** The native function of that name, null when there is none. */
  native(name: string): Value;
  /** Receives a line of std.trace, without a newline. */
  trace(text: string): void;
}

const pureFunctions: readonly Builtin[] = [
  ...typeFunctions,
  ...mathFunctions,
  ...stringFunctions,
  ...formatFunctions,
  ...arrayFunctions,
  sliceFunction,
  ...sortFunctions,
  ...setFunctions,
  ...objectFunctions,
  ...encodingFunctions,
  ...parseFunctions,
  ...manifestFunctions,
];

/** Functions whose result depends on their arguments alone. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(pureFunctions.map((fn) => [fn.name, fn]));

const baseLayer = createLayer([...builtins, ['pi', pi]]);

/** The object `std` of one file. All its fields are hidden. */
export function createStd(context: StdContext): JsonnetObject {
  return new JsonnetObject([baseLayer, createLayer(contextFields(context))]);
}

function contextFields(context: StdContext): (readonly [string, Value])[] {
  return [
    ['thisFile', context.thisFile],
    ['extVar', define('extVar', ['x'], (x: Value) => context.extVar(expectString(x)))],
    ['native', define('native', ['x'], (x: Value) => context.native(expectString(x)))],
    ['trace', define('trace', ['str', 'rest'], (str: Value, rest: Value) => trace(context, str, rest))],
  ];
}

function trace(context: StdContext, str: Value, rest: Value): Value {
  context.trace(`TRACE: ${callerPlace()} ${expectString(str)}`);
  return rest;
}

/** `file:line` of the call that is being made. */
function callerPlace(): string {
  const site = stack.sites[stack.depth - 1];
  if (!site || 'message' in site) return '';
  return `${site.source.name}:${positionAt(site.source, site.span.start).line}`;
}

function createLayer(fields: readonly (readonly [string, Value])[]): CodeLayer {
  const codes = fields.map(([name, value]) => ({ name, visibility: '::' as const, code: () => value }));
  return new CodeLayer(new Shape(codes, { frame: { size: 3 }, locals: [], asserts: [] }), []);
}
