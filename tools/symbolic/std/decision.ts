// What becomes of a function of the standard library when an argument is unknown.
import type { OperationName } from '../operations/index.ts';

export type Decision =
  /** It is an operation of the tree. */
  | {
      readonly kind: 'operation';
      readonly operation: OperationName;
      /** The parameters that the operation takes, in its order, when they are not all; others must be left out. */
      readonly parameters?: readonly string[];
      /** What is not lifted, for the documentation. */
      readonly note?: string;
    }
  /** It is what this function in Jsonnet does; `std` in it is the standard library again. */
  | {
      readonly kind: 'definition';
      readonly code: string;
      /** Parameters that must be sets: results of std.set, std.objectFields or functions on sets, or sorted constants. */
      readonly sets?: readonly string[];
      /** Parameters whose type must say how deep they are. */
      readonly depth?: readonly string[];
      readonly note?: string;
    }
  /** The evaluator has its own code for it. */
  | { readonly kind: 'native'; readonly note?: string }
  /** All arguments must be known. */
  | { readonly kind: 'concrete'; readonly reason: string; readonly remedy: string };

export type Decisions = Readonly<Record<string, Decision>>;

export function operation(name: OperationName, note?: string): Decision {
  return { kind: 'operation', operation: name, ...(note ? { note } : {}) };
}

/** An operation that takes some of the parameters, in this order. */
export function operationOf(name: OperationName, parameters: readonly string[], note?: string): Decision {
  return { kind: 'operation', operation: name, parameters, ...(note ? { note } : {}) };
}

export function definition(code: string, note?: string): Decision {
  return { kind: 'definition', code, ...(note ? { note } : {}) };
}

/** A definition that holds for sets only. */
export function definitionOfSets(sets: readonly string[], code: string): Decision {
  return { kind: 'definition', code, sets, note: 'of sets without key function' };
}

/** A definition that calls itself for what is inside. */
export function definitionOfDepth(depth: readonly string[], code: string, note: string): Decision {
  return { kind: 'definition', code, depth, note };
}

export function native(note?: string): Decision {
  return { kind: 'native', ...(note ? { note } : {}) };
}

export function concrete(reason: string, remedy: string): Decision {
  return { kind: 'concrete', reason, remedy };
}

/** The same decision for several functions. */
export function each(names: readonly string[], decision: Decision): Decisions {
  return Object.fromEntries(names.map((name) => [name, decision]));
}
