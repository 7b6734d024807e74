// How library functions are written down: a name, parameters with their kinds, and host code.
import { runtimeError } from '../evaluation/stack.ts';
import { type FunctionValue, force, type Lazy, type Parameter, type Value } from '../evaluation/values.ts';

/** One parameter: strict unless lazy; optional with a default. */
export interface BuiltinParameter {
  readonly name: string;
  readonly lazy?: boolean;
  /** The value when it is left out. */
  readonly default?: Value;
  /** It may be left out although there is no default: the body gets undefined. */
  readonly optional?: boolean;
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
    this.parameters = details.map((detail) => ({ name: detail.name, optional: isOptional(detail) }));
    this.body = body;
  }

  call(args: readonly (Lazy | undefined)[]): Value {
    const [first, second, third] = this.details as readonly [
      BuiltinParameter,
      BuiltinParameter,
      BuiltinParameter,
    ];
    switch (this.details.length) {
      case 1:
        return this.body(prepare(first, args[0]));
      case 2:
        return this.body(prepare(first, args[0]), prepare(second, args[1]));
      case 3:
        return this.body(prepare(first, args[0]), prepare(second, args[1]), prepare(third, args[2]));
      default:
        return this.body(...this.details.map((detail, at) => prepare(detail, args[at])));
    }
  }
}

function isOptional(detail: BuiltinParameter): boolean {
  return detail.optional === true || detail.default !== undefined;
}

function prepare(detail: BuiltinParameter, arg: Lazy | undefined): Lazy | undefined {
  if (arg !== undefined) return detail.lazy ? arg : force(arg);
  if (!isOptional(detail)) throw runtimeError(`Missing argument: ${detail.name}`);
  return detail.default;
}

/** `define('length', ['x'], …)`; a parameter is a name, or an object when it is lazy or optional. */
export function define(
  name: string,
  parameters: readonly (string | BuiltinParameter)[],
  body: Builtin['body'],
): Builtin {
  const details = parameters.map((parameter) =>
    typeof parameter === 'string' ? { name: parameter } : parameter,
  );
  return new Builtin(name, details, body);
}

/** A parameter that the body forces itself, if it needs it. */
export function lazy(name: string): BuiltinParameter {
  return { name, lazy: true };
}
