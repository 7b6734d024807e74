// Reads kubeconform's one-line account of all that is wrong with a manifest back into single failures.

/** What is wrong at one place, in the words of kubeconform's schema library. */
export interface Failure {
  /** A JSON pointer into the manifest. */
  readonly pointer: string;
  readonly text: string;
  /** Where one of several schemas has to hold: why each of them does not. */
  readonly alternatives?: readonly Failure[];
}

interface Entry extends Failure {
  readonly depth: number;
}

/** `… - at '/spec': validation failed   - at '/spec/replicas': got string, want integer` → its single failures. */
export function parseFailures(message: string): readonly Failure[] {
  const entries = parseEntries(message);
  const failures: Failure[] = [];
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index] as Entry;
    if (entry.text === 'validation failed') continue;
    const alternatives = isChoice(entry) ? takeNested(entries, index) : [];
    const { pointer, text } = entry;
    failures.push({ pointer, text, ...(alternatives.length > 0 ? { alternatives } : {}) });
    index += alternatives.length;
  }
  return failures;
}

// Quotes inside quoted texts are escaped, so this cannot begin inside of one.
const entryStart = / +- at '((?:[^'\\]|\\.)*)': /g;

function parseEntries(message: string): readonly Entry[] {
  const starts = [...message.matchAll(entryStart)];
  return starts.map((start, index) => ({
    depth: start[0].indexOf('-'),
    pointer: unquote(start[1] ?? ''),
    text: message.slice(start.index + start[0].length, starts[index + 1]?.index),
  }));
}

function isChoice({ text }: Entry): boolean {
  return /^(allOf|anyOf|oneOf) failed/.test(text);
}

function takeNested(entries: readonly Entry[], index: number): readonly Entry[] {
  const depth = entries[index]?.depth ?? 0;
  const rest = entries.slice(index + 1);
  const end = rest.findIndex((entry) => entry.depth <= depth);
  return end < 0 ? rest : rest.slice(0, end);
}

/** The texts in quotes in a failure: `'extra1', 'extra2'` → both names. */
export function parseQuoted(text: string): readonly string[] {
  return [...text.matchAll(/'((?:[^'\\]|\\.)*)'/g)].map((match) => unquote(match[1] ?? ''));
}

const escapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

// As Go writes strings.
function unquote(text: string): string {
  return text.replace(/\\(x..|u.{4}|U.{8}|.)/g, (_, code: string) => {
    if (code.length > 1) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    return escapes[code] ?? code;
  });
}
