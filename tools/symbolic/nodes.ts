// The nodes of the tree that an application evaluates to when its values are unknown: a small typed language with one meaning.
import type { Source, Span } from '../jsonnet/source.ts';
import type { OperationName } from './operations/names.ts';
import type { Type } from './types.ts';

export type Scalar = null | boolean | number | string;
export type InputName = 'values' | 'release' | 'chart' | 'capabilities';

/** Where in the source something was written. */
export interface Site {
  readonly source: Source;
  readonly span: Span;
}

export interface Common {
  /** Nodes are interned: two nodes are equal when they are the same object, and then have the same id. */
  readonly id: number;
  readonly type: Type;
  /** Numbers of the variables that are used and not bound inside. */
  readonly free: ReadonlySet<number>;
  /** The largest number of a variable that is bound inside; 0 when none is. */
  readonly height: number;
  /** How many nodes it is made of, counted as often as they are used. */
  readonly size: number;
  /** What the source calls it: a local, a field or a function. Says nothing about its meaning. */
  name?: string;
  /** What the source calls the beginning of a merged map. */
  beginning?: string;
  /** What the source calls the list that it is an item of. */
  listName?: string;
  /** The expression that made it first, for messages. */
  site?: Site;
}

export interface Literal extends Common {
  readonly kind: 'literal';
  readonly value: Scalar;
}
/** `values`, `release`, `chart` or `capabilities`. */
export interface Input extends Common {
  readonly kind: 'input';
  readonly input: InputName;
}
/** A field of an unknown object, at a place where the field is known to be there. */
export interface FieldNode extends Common {
  readonly kind: 'field';
  readonly of: Node;
  readonly field: string;
}
/** An entry of an unknown map, by unknown key, or an item of a list, by number; known to be there. */
export interface Index extends Common {
  readonly kind: 'index';
  readonly of: Node;
  readonly key: Node;
}
/** A loop's item or a fold's accumulator. */
export interface Variable extends Common {
  readonly kind: 'variable';
  readonly number: number;
}
/** The same value, known to be of a narrower type here. */
export interface Narrow extends Common {
  readonly kind: 'narrow';
  readonly of: Node;
}
export interface Call extends Common {
  readonly kind: 'call';
  readonly operation: OperationName;
  readonly args: readonly Node[];
}
/** Only the branch that is taken is evaluated. */
export interface If extends Common {
  readonly kind: 'if';
  readonly condition: Node;
  readonly then: Node;
  readonly otherwise: Node;
}
/** Parts from left to right; of two fields with one key the later one counts. */
export interface ObjectNode extends Common {
  readonly kind: 'object';
  readonly parts: readonly Part[];
}
export interface ListNode extends Common {
  readonly kind: 'list';
  readonly parts: readonly Part[];
}
/** std.foldl over an unknown list. */
export interface Fold extends Common {
  readonly kind: 'fold';
  readonly over: Node;
  readonly item: Variable;
  readonly accumulator: Variable;
  readonly initial: Node;
  readonly body: Node;
}
/** A value that does not exist. Its type is `never`. */
export interface ErrorNode extends Common {
  readonly kind: 'error';
  readonly fault: Fault;
}

export type Node =
  | Literal
  | Input
  | FieldNode
  | Index
  | Variable
  | Narrow
  | Call
  | If
  | ObjectNode
  | ListNode
  | Fold
  | ErrorNode;

/** Why there is no value: the application says so, or it cannot be expressed. */
export type Fault =
  | { readonly kind: 'user'; readonly message: Node; readonly site: Site | undefined }
  | {
      readonly kind: 'refusal';
      readonly code: RefusalCode;
      readonly args: Readonly<Record<string, string>>;
      readonly site: Site | undefined;
    };

export type RefusalCode =
  | 'symbolic-optional'
  | 'symbolic-type'
  | 'symbolic-unsupported'
  | 'symbolic-recursion'
  | 'symbolic-budget'
  | 'symbolic-failure';

/** One loop: over a list, or over `keys` of a map. `index` counts from 0. */
export interface Loop {
  /** What the source calls the item. */
  readonly name?: string;
  readonly over: Node;
  readonly item: Variable;
  readonly index?: Variable;
}

export type Part =
  /** In objects: a key that is known. */
  | { readonly kind: 'field'; readonly key: string; readonly value: Node }
  /** In objects: a key that is computed. */
  | { readonly kind: 'entry'; readonly key: Node; readonly value: Node }
  /** In lists. */
  | { readonly kind: 'item'; readonly value: Node }
  /** All entries of an unknown map, or all items of an unknown list. */
  | { readonly kind: 'splice'; readonly of: Node }
  | {
      readonly kind: 'when';
      readonly condition: Node;
      readonly parts: readonly Part[];
      readonly otherwise: readonly Part[];
    }
  | { readonly kind: 'each'; readonly loop: Loop; readonly parts: readonly Part[] };
