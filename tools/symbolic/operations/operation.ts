// What an operation of the tree is: its name in messages, its meaning, its type, and where it has no sound template.
import type { Value } from '../../jsonnet/evaluation/values.ts';
import { builtins } from '../../jsonnet/std/index.ts';
import type { Node, Type } from '../tree.ts';

/** Why arguments of these types cannot be compiled, and what to write instead. */
export interface Limit {
  readonly reason: string;
  readonly remedy: string;
}

/** Methods, so that an operation of two arguments may declare just these. */
export interface Operation {
  /** What the source calls it: `std.join`, `the operator %`. */
  readonly label: string;
  type(...args: readonly Node[]): Type;
  /** The meaning: that of the concrete engine. Arguments are evaluated. */
  apply(...args: readonly Value[]): Value;
  /** What stands in the way for these arguments; undefined when nothing does. */
  limit?(...args: readonly Node[]): Limit | undefined;
}

/** An operation that means what a function of the standard library means. */
export function fromLibrary(name: string, type: Operation['type'], limit?: Operation['limit']): Operation {
  const builtin = builtins.get(name);
  if (!builtin) throw new Error(`std.${name} is unknown`);
  const apply = (...args: readonly Value[]): Value => builtin.call(args);
  return { label: `std.${name}`, type, apply, ...(limit ? { limit } : {}) };
}
