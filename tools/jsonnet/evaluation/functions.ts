// Functions written in Jsonnet, the binding of arguments to parameters, and tail calls that use no stack.
import { runtimeError } from './stack.ts';
import {
  type Code,
  type Frame,
  type FunctionValue,
  force,
  type Lazy,
  type Parameter,
  Thunk,
  type Value,
} from './values.ts';

/** How large frames of one kind are. Bodies compiled later may enlarge it. */
export interface Layout {
  size: number;
}

/** A function expression as compiled. Parameters are in the slots from 1 on. */
export interface FunctionCode {
  readonly parameters: readonly Parameter[];
  readonly defaults: readonly (Code | undefined)[];
  readonly layout: Layout;
  /** May return a TailCall; `body` is this with the calls done. */
  rawBody: Code;
  body: Code;
}

export class Closure implements FunctionValue {
  readonly isFunction = true;
  readonly code: FunctionCode;
  readonly env: Frame;
  /** The number of parameters: a call with so many positional arguments needs no binding. */
  readonly arity: number;

  constructor(code: FunctionCode, env: Frame) {
    this.code = code;
    this.env = env;
    this.arity = code.parameters.length;
  }

  get parameters(): readonly Parameter[] {
    return this.code.parameters;
  }

  call(args: readonly (Lazy | undefined)[]): Value {
    return this.code.body(this.open(args));
  }

  /** The frame for a call: arguments in place, defaults for what was left out. */
  open(args: readonly (Lazy | undefined)[]): Frame {
    const frame = createFrame(this.env, this.code.layout.size);
    for (let at = 0; at < this.arity; at++) {
      const arg = args[at];
      frame[at + 1] = arg === undefined ? this.defaultArgument(at, frame) : arg;
    }
    return frame;
  }

  /** The frame for a `tailstrict` call: every argument is evaluated, the defaults too. */
  openStrictly(args: readonly (Lazy | undefined)[]): Frame {
    const frame = this.open(args);
    for (let at = 1; at <= this.arity; at++) frame[at] = force(frame[at] as Lazy);
    return frame;
  }

  private defaultArgument(at: number, frame: Frame): Lazy {
    const code = this.code.defaults[at];
    if (!code) throw runtimeError(`Missing argument: ${this.parameters[at]?.name}`);
    return new Thunk(code, frame);
  }
}

/** Small frames are made from literals, which the host allocates in one piece. */
export function createFrame(env: Frame, size: number): Frame {
  switch (size) {
    case 1:
      return [env];
    case 2:
      return [env, undefined];
    case 3:
      return [env, undefined, undefined];
    case 4:
      return [env, undefined, undefined, undefined];
    case 5:
      return [env, undefined, undefined, undefined, undefined];
    case 6:
      return [env, undefined, undefined, undefined, undefined, undefined];
    default: {
      const frame: Frame = new Array(size).fill(undefined);
      frame[0] = env;
      return frame;
    }
  }
}

/** What a `tailstrict` call in tail position returns instead of calling. */
export class TailCall {
  readonly code: FunctionCode;
  readonly frame: Frame;

  constructor(code: FunctionCode, frame: Frame) {
    this.code = code;
    this.frame = frame;
  }
}

export function finishTailCalls(result: Value | TailCall): Value {
  let current = result;
  while (current instanceof TailCall) current = current.code.rawBody(current.frame) as Value | TailCall;
  return current;
}

export interface Arguments {
  readonly positional: readonly Lazy[];
  readonly names: readonly string[];
  readonly named: readonly Lazy[];
}

/** Arguments in the order of the parameters, undefined where the default is to be used. */
export function bindArguments(
  parameters: readonly Parameter[],
  { positional, names, named }: Arguments,
): (Lazy | undefined)[] {
  if (positional.length > parameters.length) {
    throw runtimeError(
      `function expected ${parameters.length} positional argument(s), but got ${positional.length}`,
    );
  }
  const bound: (Lazy | undefined)[] = [...positional];
  for (const [at, name] of names.entries()) {
    const slot = parameters.findIndex((parameter) => parameter.name === name);
    if (slot >= 0 && bound[slot] !== undefined) throw runtimeError(`Argument ${name} already provided`);
    if (slot < 0) throw runtimeError(`function has no parameter ${name}`);
    bound[slot] = named[at] as Lazy;
  }
  for (const [at, parameter] of parameters.entries()) {
    if (bound[at] === undefined && !parameter.optional)
      throw runtimeError(`Missing argument: ${parameter.name}`);
  }
  return bound;
}
