// The rewrites that make trees simpler, by topic; each keeps the meaning, and is tested against the interpreter.
import type { OperationName } from '../operations/index.ts';
import type { Call, If, Node } from '../tree.ts';
import { booleanRules } from './booleans.ts';
import { comparisonRules } from './comparisons.ts';
import { ifRules } from './conditionals.ts';
import { emptinessRules } from './emptiness.ts';
import { kindRules } from './kinds.ts';
import { listRules } from './lists.ts';
import { numberRules } from './numbers.ts';
import { objectRules } from './objects.ts';
import type { CallRules, Make, Rule } from './rule.ts';
import { textRules } from './text.ts';

const topics: readonly CallRules[] = [
  booleanRules,
  comparisonRules,
  emptinessRules,
  kindRules,
  numberRules,
  textRules,
  listRules,
  objectRules,
];

/** By operation; the first rule that applies is used. */
export const callRules: CallRules = Object.fromEntries(
  operationNames(topics).map((name) => [name, topics.flatMap((topic) => topic[name] ?? [])]),
);

function operationNames(tables: readonly CallRules[]): readonly OperationName[] {
  return tables.flatMap((table) => Object.keys(table) as OperationName[]);
}

export { ifRules };

/** A simpler node of the same meaning; undefined when no rule applies. */
export function simplifyCall(make: Make, node: Call): Node | undefined {
  return firstThat(callRules[node.operation] ?? [], ({ apply }) => apply(make, node.args));
}

/** The same for a conditional. */
export function simplifyIf(make: Make, node: If): Node | undefined {
  return firstThat(ifRules, ({ apply }) => apply(make, node));
}

function firstThat<T>(
  rules: readonly Rule<T>[],
  attempt: (rule: Rule<T>) => Node | undefined,
): Node | undefined {
  for (const rule of rules) {
    const found = attempt(rule);
    if (found) return found;
  }
  return undefined;
}
