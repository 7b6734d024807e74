// Finds what a default depends on: the smallest conditions that hold exactly where a value was added.
import { isJsonObject, type Json } from '../../../tools/shared/json.ts';
import { canonical, isSame } from './edit.ts';
import type { Observation } from './observe.ts';
import type { Condition, Literal } from './table.ts';

export interface Rule {
  readonly when: Condition;
  readonly value: Json;
}

type Group = readonly Observation[];

/** More rules than this say that there is none. */
const mostRules = 4;
/** A field with more values than this is a name, not a word. */
const mostWords = 6;

/** The rules that say for every observation what was added; undefined where there are none. */
export function conditionsFor(group: Group): readonly Rule[] | undefined {
  const values = new Map(
    group.flatMap(({ added }) => (added === undefined ? [] : [[canonical(added), added] as const])),
  );
  if (values.size > mostRules) return undefined;
  const rules: Rule[] = [];
  for (const value of values.values()) {
    const yes = group.filter(({ added }) => isSame(added, value));
    const no = group.filter(({ added }) => !isSame(added, value));
    const conditions = cover(yes, no);
    if (!conditions) return undefined;
    rules.push(...conditions.map((when) => ({ when, value })));
  }
  return rules.length > mostRules ? undefined : rules;
}

/** Conditions that hold for no observation without the value, and together for all with it. */
function cover(yes: Group, no: Group): readonly Condition[] | undefined {
  const conditions: Condition[] = [];
  let open = yes;
  while (open.length > 0) {
    const best = bestCondition(open, no);
    if (!best || conditions.length === mostRules) return undefined;
    conditions.push(best);
    open = open.filter((one) => !holds(best, one));
  }
  return conditions;
}

/** The condition of up to three literals, the fewer the better, that holds for the most. */
function bestCondition(open: Group, no: Group): Condition | undefined {
  if (no.length === 0) return {};
  const literals = literalsOf([...open, ...no]);
  let candidates: Condition[] = [{}];
  for (let size = 1; size <= 3; size++) {
    candidates = candidates
      .flatMap((base) => extend(base, literals))
      .filter((one) => open.some((each) => holds(one, each)));
    const exact = candidates.filter((one) => !no.some((each) => holds(one, each)));
    const [best] = exact.sort((a, b) => countHolds(b, open) - countHolds(a, open));
    if (best) return best;
  }
  return absentBeside(open, no);
}

/** All fields that stand beside it in the others are absent. */
function absentBeside(open: Group, no: Group): Condition | undefined {
  const names = new Set(no.flatMap(({ beside }) => Object.keys(beside)));
  const always = [...names].filter((name) => open.every(({ beside }) => beside[name] === undefined));
  const condition = Object.fromEntries(always.sort().map((name) => [name, null]));
  return no.some((each) => holds(condition, each)) ? undefined : condition;
}

type NamedLiteral = readonly [string, Literal];

function extend(base: Condition, literals: readonly NamedLiteral[]): readonly Condition[] {
  const last = Object.keys(base).at(-1) ?? '';
  return literals.filter(([name]) => name > last).map(([name, literal]) => ({ ...base, [name]: literal }));
}

function countHolds(condition: Condition, group: Group): number {
  return group.filter((one) => holds(condition, one)).length;
}

function literalsOf(group: Group): readonly NamedLiteral[] {
  const names = [...new Set(group.flatMap(({ beside }) => Object.keys(beside)))].sort();
  return names.flatMap((name) => {
    const values = new Map(group.map(({ beside }) => [canonical(beside[name]), beside[name]]));
    return literalsFor([...values.values()]).map((literal) => [name, literal] as const);
  });
}

/** What an image is pulled by: its tag is `latest` or absent, or it has another tag or a digest. */
const latestImage = '([^@]*:latest(@.*)?|(.*/)?[^:@/]+)$';

function literalsFor(values: readonly (Json | undefined)[]): readonly Literal[] {
  const absence: readonly Literal[] = values.includes(undefined) ? [null, { exists: true }] : [];
  const words = values.filter(isWord);
  const isName = words.length > mostWords;
  if (words.some((word) => String(word).startsWith('registry.'))) {
    return [...absence, { matches: `^${latestImage}` }, { matches: `^(?!${latestImage})` }];
  }
  return isName ? absence : [...absence, ...words, ...words.map((word) => ({ not: word }))];
}

function holds(condition: Condition, { beside }: Observation): boolean {
  return Object.entries(condition).every(([name, literal]) => holdsFor(literal, beside[name]));
}

function holdsFor(literal: Literal, value: Json | undefined): boolean {
  if (!isJsonObject(literal)) return literal === null ? value === undefined : isSame(value, literal);
  if ('exists' in literal) return value !== undefined;
  if ('not' in literal) return !isSame(value, literal.not as Json);
  return typeof value === 'string' && new RegExp(String(literal.matches)).test(value);
}

function isWord(value: Json | undefined): value is string | boolean {
  return typeof value === 'string' || typeof value === 'boolean';
}
