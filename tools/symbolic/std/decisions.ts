// What becomes of each function of the standard library when an argument is unknown; docs/symbolic.md shows it as a table.
import type { Decisions } from './decision.ts';
import { encodingDecisions } from './encodings.ts';
import { listDecisions } from './lists.ts';
import { numberDecisions } from './numbers.ts';
import { objectDecisions } from './objects.ts';
import { textDecisions } from './text.ts';
import { valueDecisions } from './values.ts';

export type { Decision } from './decision.ts';

/** By name, without `std.`. With arguments that are all known, a function does what it always does. */
export const decisions: Decisions = {
  ...valueDecisions,
  ...numberDecisions,
  ...textDecisions,
  ...listDecisions,
  ...objectDecisions,
  ...encodingDecisions,
};
