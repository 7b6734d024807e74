// The tree of a template.

export interface Template {
  /** For messages. */
  readonly text: string;
  readonly nodes: Nodes;
  /** What `define` and `block` have named. */
  readonly templates: ReadonlyMap<string, Nodes>;
  /** Those that are called somewhere. */
  readonly functions: ReadonlySet<string>;
}

export type Nodes = readonly Node[];

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly pipe: Pipe }
  | BranchNode
  | { readonly kind: 'template'; readonly name: string; readonly pipe: Pipe | undefined }
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' };

export interface BranchNode {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipe: Pipe;
  readonly accepted: Nodes;
  readonly otherwise: Nodes;
}

/** Each command gets the result of the one before as its last argument. */
export interface Pipe {
  /** Variables that get the result: one, or two in `range`. */
  readonly names: readonly string[];
  /** They are new. */
  readonly declares: boolean;
  readonly commands: readonly Command[];
}

export type Command = readonly [Operand, ...Operand[]];

export type Operand = {
  /** Names behind it: `.a.b`. */
  readonly fields: readonly string[];
} & Base;

type Base =
  | { readonly kind: 'data' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: string | number | bigint | boolean | null }
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'pipe'; readonly pipe: Pipe };
