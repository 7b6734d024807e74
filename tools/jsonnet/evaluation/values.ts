// What a Jsonnet expression evaluates to. Scalars and arrays are JavaScript's own; objects and functions are classes.
import type { JsonnetObject } from './objects.ts';
import { runtimeError } from './stack.ts';

/** A value in weak head normal form: its outermost shape is known, its parts may still be unevaluated. */
export type Value = null | boolean | number | string | List | JsonnetObject | FunctionValue;
/** A value, or the promise of one. */
export type Lazy = Value | Thunk;
/** Elements are evaluated on first use; `element` does it. */
export type List = Lazy[];
/** Variables of one activation: slot 0 is the enclosing frame, the rest are numbered at compile time. */
export type Frame = (Lazy | Frame | undefined)[];
/** Compiled code. */
export type Code = (frame: Frame) => Value;

/** A computation done at most once. */
export class Thunk {
  private code: Code | undefined;
  private frame: Frame | undefined;
  private value: Value | undefined;

  constructor(code: Code, frame: Frame) {
    this.code = code;
    this.frame = frame;
  }

  force(): Value {
    if (this.code === undefined) return this.value as Value;
    const value = this.code(this.frame as Frame);
    this.value = value;
    this.code = undefined;
    this.frame = undefined;
    return value;
  }
}

const noFrame: Frame = [];

/** A thunk of host code. */
export function delay(work: () => Value): Thunk {
  return new Thunk(work, noFrame);
}

export function force(lazy: Lazy): Value {
  return lazy instanceof Thunk ? lazy.force() : lazy;
}

/** The evaluated element; what was computed replaces its promise. */
export function element(list: List, index: number): Value {
  const item = list[index] as Lazy;
  if (!(item instanceof Thunk)) return item;
  const value = item.force();
  list[index] = value;
  return value;
}

export interface Parameter {
  readonly name: string;
  readonly optional: boolean;
}

/** Something that can be called. `call` takes arguments in the order of the parameters; undefined means: left out. */
export interface FunctionValue {
  readonly isFunction: true;
  readonly parameters: readonly Parameter[];
  call(args: readonly (Lazy | undefined)[]): Value;
}

export function isFunction(value: Value): value is FunctionValue {
  return typeof value === 'object' && value !== null && 'isFunction' in value;
}

export function isList(value: Value): value is List {
  return Array.isArray(value);
}

export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'function';

export function typeName(value: Value): TypeName {
  if (value === null) return 'null';
  const type = typeof value;
  if (type !== 'object') return type as TypeName;
  if (Array.isArray(value)) return 'array';
  return isFunction(value) ? 'function' : 'object';
}

/** `Unexpected type X, expected Y`, go-jsonnet's sentence for every operand of the wrong type. */
export function unexpectedType(value: Value, expected: string): Error {
  return runtimeError(`Unexpected type ${typeName(value)}, expected ${expected}`);
}
