// What a compiler can tell of a chart that it made, beyond its files: where its templates branch, and its guards.
import type { TwinRequest } from './twin.ts';

/** Values here are complete: the user's over the defaults, as `render` and the templates see them. */
export type Inputs = TwinRequest;

interface Part {
  /** Stable from one compilation of the same source to the next. */
  readonly id: string;
  /** For people: where it is, and what it decides. */
  readonly description: string;
}

/** The ways through the templates. */
export interface Branches {
  readonly all: readonly Part[];
  /** Ids of the branches that these inputs take. */
  readonly taken: (inputs: Inputs) => ReadonlySet<string>;
}

/** The checks that end in `fail`. */
export interface Guards {
  readonly all: readonly Part[];
  /** Those that these inputs violate, in the order of the source; none when all hold. */
  readonly violated: (inputs: Inputs) => readonly { readonly id: string; readonly sentence: string }[];
}

/** What a guard compares a value with. */
export interface Compared {
  /** Keys of the value, from the root. */
  readonly path: readonly string[];
  readonly value: string | number;
}

export interface Insight {
  /** For each guard; what it compares with may be computed from the inputs: a name that must not be another one. */
  readonly compared?: (inputs: Inputs) => readonly (readonly Compared[])[];
  readonly branches?: Branches;
  readonly guards?: Guards;
  /** Texts that conditions ask for: keys that a map may have, names that a value may be. */
  readonly asked?: readonly string[];
}
