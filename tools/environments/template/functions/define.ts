// How functions are described: what they take, as Go's types do it, and what they give.
import { isDict, isNil, kindOf, type List, typeOf, type Value } from '../values.ts';

/** `s` string, `i` int, `f` float64, `b` bool, `m` map, `a` anything; with `*` behind the last for any number of it. */
export interface Definition {
  readonly takes: string;
  readonly call: (...args: never[]) => Value;
}

export type Definitions = Readonly<Record<string, Definition>>;

export function define(takes: string, call: Definition['call']): Definition {
  return { takes, call };
}

/** Throws an Error for arguments that Go would refuse. */
export function invoke(name: string, { takes, call }: Definition, args: readonly Value[]): Value {
  const isVariadic = takes.endsWith('*');
  const kinds = [...takes.replace('*', '')];
  const least = isVariadic ? kinds.length - 1 : kinds.length;
  if (args.length < least || (!isVariadic && args.length > least)) {
    const wanted = isVariadic ? `at least ${least}` : String(least);
    throw new Error(`wrong number of args for ${name}: want ${wanted} got ${args.length}`);
  }
  const checked = args.map((arg, at) => convert(arg, kinds[Math.min(at, kinds.length - 1)] as string));
  return call(...(checked as never[]));
}

const names: Readonly<Record<string, string>> = {
  ...{ s: 'string', i: 'int', f: 'float64', b: 'bool', m: 'map' },
};

function convert(value: Value, kind: string): Value {
  switch (kind) {
    case 'a':
      return value ?? null;
    case 'm':
      if (isNil(value)) return {};
      if (isDict(value)) return value;
      break;
    case 'i':
      // Numbers of Go's int: they are used as lengths and positions.
      if (typeof value === 'bigint') return Number(value);
      break;
    case 'f':
      if (typeof value === 'number') return value;
      if (typeof value === 'bigint') return Number(value);
      break;
    default:
      if (kindOf(value) === names[kind]) return value;
  }
  throw new Error(`wrong type for value; expected ${names[kind]}; got ${typeOf(value)}`);
}

/** The elements of a list. Throws an Error for anything else. */
export function listOf(value: Value, what: string): List {
  if (Array.isArray(value)) return value as List;
  throw new Error(`Cannot ${what} type ${kindOf(value)}`);
}
