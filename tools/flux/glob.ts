// The patterns of `${name#pattern}`: what of the beginning of a text they match.

/** One step of a pattern: any run of characters, or one character that fits. */
type Step = '*' | ((character: string) => boolean);

/**
 * Lengths, in characters, of the beginnings that `pattern` matches, ascending; undefined for what is no pattern.
 * All are found in one walk, so that many stars cost no more than few.
 */
export function matchPrefixes(pattern: string, text: readonly string[]): readonly number[] | undefined {
  const steps = parsePattern(Array.from(pattern));
  if (steps === undefined) return undefined;
  const lengths: number[] = [];
  let states = close(new Set([0]), steps);
  for (const [at, character] of text.entries()) {
    states = close(advance(states, steps, character), steps);
    if (states.has(steps.length)) lengths.push(at + 1);
    if (states.size === 0) break;
  }
  return lengths;
}

/** A star may stand for nothing. */
function close(states: Set<number>, steps: readonly Step[]): Set<number> {
  for (const state of states) if (steps[state] === '*') states.add(state + 1);
  return states;
}

function advance(states: ReadonlySet<number>, steps: readonly Step[], character: string): Set<number> {
  const next = new Set<number>();
  for (const state of states) {
    const step = steps[state];
    if (step === '*') next.add(state);
    else if (step?.(character)) next.add(state + 1);
  }
  return next;
}

function parsePattern(characters: readonly string[]): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] as string;
    if (character === '*') steps.push('*');
    else if (character === '?') steps.push(() => true);
    else if (character === '[') {
      const parsed = parseClass(characters, at + 1);
      if (parsed === undefined) return undefined;
      steps.push(parsed.step);
      at = parsed.end;
    } else {
      const literal = character === '\\' ? characters[++at] : character;
      if (literal === undefined) return undefined;
      steps.push((given) => given === literal);
    }
  }
  return steps;
}

interface ParsedClass {
  readonly step: Step;
  /** Where its closing bracket stands. */
  readonly end: number;
}

/** `[a-z]`, `[^abc]`; at least one range, and `]` and `-` only behind a backslash. */
function parseClass(characters: readonly string[], start: number): ParsedClass | undefined {
  const negated = characters[start] === '^';
  const ranges: (readonly [string, string])[] = [];
  let at = negated ? start + 1 : start;
  const read = (): string | undefined => {
    const plain = characters[at];
    if (plain === undefined || plain === '-' || plain === ']') return undefined;
    if (plain === '\\') at++;
    return characters[at++];
  };
  while (characters[at] !== ']' || ranges.length === 0) {
    const low = read();
    if (low === undefined || at >= characters.length) return undefined;
    if (characters[at] === '-') at++;
    else {
      ranges.push([low, low]);
      continue;
    }
    const high = read();
    if (high === undefined || at >= characters.length) return undefined;
    ranges.push([low, high]);
  }
  const codeOf = (character: string): number => character.codePointAt(0) ?? 0;
  const isIn = (code: number): boolean =>
    ranges.some(([low, high]) => codeOf(low) <= code && code <= codeOf(high));
  return { step: (given) => isIn(codeOf(given)) !== negated, end: at };
}
