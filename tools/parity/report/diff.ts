// Which lines two texts share: what every report with a before and an after is drawn from.

/** So many lines, in order: -1 only before, 1 only after, 0 in both. */
export type Run = readonly [kind: -1 | 0 | 1, count: number];

/** Beyond so many edits nobody looks for what is common, and looking would take long. */
const mostEdits = 1000;

/** A shortest way from one list of lines to the other; what goes away stands before what comes in its place. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly Run[] {
  const start = countCommon(before.length, after.length, (at) => before[at] === after[at]);
  const end = countCommon(
    before.length - start,
    after.length - start,
    (at) => before[before.length - 1 - at] === after[after.length - 1 - at],
  );
  const middle = diffMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return joinRuns([[0, start], ...middle, [0, end]]);
}

function countCommon(a: number, b: number, isEqual: (at: number) => boolean): number {
  const most = Math.min(a, b);
  let count = 0;
  while (count < most && isEqual(count)) count++;
  return count;
}

/** Texts that have little in common are one replaced by the other. */
function diffMiddle(before: readonly string[], after: readonly string[]): readonly Run[] {
  const trace = before.length === 0 || after.length === 0 ? undefined : traceEdits(before, after);
  if (trace === undefined)
    return [
      [-1, before.length],
      [1, after.length],
    ];
  return followBack(trace, before.length, after.length);
}

/** How far each diagonal is reached by how many edits (Myers, 1986): entry d holds the diagonals -d … d. */
function traceEdits(before: readonly string[], after: readonly string[]): readonly Int32Array[] | undefined {
  const trace: Int32Array[] = [];
  let last = new Int32Array(1);
  for (let edits = 0; edits <= mostEdits; edits++) {
    const reached = new Int32Array(2 * edits + 1);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = edits === 0 ? 0 : stepTo(last, edits, diagonal);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reached[diagonal + edits] = x;
      if (x >= before.length && x - diagonal >= after.length) return [...trace, reached];
    }
    trace.push(reached);
    last = reached;
  }
  return undefined;
}

/** The farther of two ways onto a diagonal: a line comes in from the one above, or goes away from the one below. */
function stepTo(last: Int32Array, edits: number, diagonal: number): number {
  return isAddition(last, edits, diagonal)
    ? at(last, edits - 1, diagonal + 1)
    : at(last, edits - 1, diagonal - 1) + 1;
}

function isAddition(last: Int32Array, edits: number, diagonal: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && at(last, edits - 1, diagonal - 1) < at(last, edits - 1, diagonal + 1);
}

function at(reached: Int32Array, edits: number, diagonal: number): number {
  return reached[diagonal + edits] ?? 0;
}

function followBack(trace: readonly Int32Array[], fromX: number, fromY: number): readonly Run[] {
  const runs: Run[] = [];
  let x = fromX;
  let y = fromY;
  for (let edits = trace.length - 1; edits > 0; edits--) {
    const last = trace[edits - 1] as Int32Array;
    const isAdded = isAddition(last, edits, x - y);
    const startX = at(last, edits - 1, isAdded ? x - y + 1 : x - y - 1);
    const startY = startX - (isAdded ? x - y + 1 : x - y - 1);
    const same = isAdded ? x - startX : x - startX - 1;
    runs.push([0, same], [isAdded ? 1 : -1, 1]);
    x = startX;
    y = startY;
  }
  runs.push([0, x]);
  return runs.reverse();
}

/** Between two stretches of common lines, one run of what goes away and one of what comes. */
function joinRuns(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = [];
  const waiting = { same: 0, removed: 0, added: 0 };
  const flush = (): void => {
    if (waiting.same > 0) joined.push([0, waiting.same]);
    if (waiting.removed > 0) joined.push([-1, waiting.removed]);
    if (waiting.added > 0) joined.push([1, waiting.added]);
    Object.assign(waiting, { same: 0, removed: 0, added: 0 });
  };
  for (const [kind, count] of runs) {
    if (count === 0) continue;
    if (kind === 0 && waiting.removed + waiting.added > 0) flush();
    if (kind === 0) waiting.same += count;
    else if (kind < 0) waiting.removed += count;
    else waiting.added += count;
  }
  flush();
  return joined;
}

export interface Line {
  readonly kind: -1 | 0 | 1;
  readonly text: string;
}

/** The lines of both texts in the order of a unified diff. */
export function mergeLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  let x = 0;
  let y = 0;
  for (const [kind, count] of diffLines(before, after)) {
    const taken = kind === 1 ? after.slice(y, y + count) : before.slice(x, x + count);
    lines.push(...taken.map((text) => ({ kind, text })));
    if (kind <= 0) x += count;
    if (kind >= 0) y += count;
  }
  return lines;
}
