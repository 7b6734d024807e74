// How library functions are written down: a name, parameters with their kinds, and host code.
import { runtimeError } from '../evaluation/stack.ts';
import { force, type FunctionValue, type Lazy, type Parameter, type Value } from '../evaluation/values.ts';

/** One parameter: strict unless lazy; optional with a default. */
export interface BuiltinParameter {
  readonly name: string;
  readonly lazy?: boolean;
  /** The value when it is left out. */
  readonly default?: Value;
}

/** A library function: `body` gets one argument per parameter, forced unless the parameter is lazy. */
export class Builtin implements FunctionValue {
  readonly isFunction = true;
  readonly name: string;
  readonly details: readonly BuiltinParameter[];
  readonly parameters: readonly Parameter[];
  // biome-ignore lint/suspicious/noExplicitAny: each body declares the types that its parameters were checked for
  readonly body: (...args: any[]) => Value;

  constructor(name: string, details: readonly BuiltinParameter[], body: Builtin['body']) {
    this.name = name;
    this.details = details;
    this.parameters = details.map((detail) => ({ name: detail.name, optional: detail.default !== undefined }));
    this.body = body;
  }

  call(args: readonly (Lazy | undefined)[]): Value {
    return this.body(...this.details.map((detail, at) => prepare(detail, args[at])));
  }
}

function prepare(detail: BuiltinParameter, arg: Lazy | undefined): Lazy {
  if (arg === undefined) {
    if (detail.default === undefined) throw runtimeError(`Missing argument: ${detail.name}`);
    return detail.default;
  }
  return detail.lazy ? arg : force(arg);
}

/** `define('length', ['x'], …)`; a parameter is a name, or an object when it is lazy or optional. */
export function define(name: string, parameters: readonly (string | BuiltinParameter)[], body: Builtin['body']): Builtin {
  return new Builtin(name, parameters.map((parameter) => (typeof parameter === 'string' ? { name: parameter } : parameter)), body);
}
