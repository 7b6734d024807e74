// Breaks long actions between their words; inside of an action a new line means a space.

/** What fits on a reader's screen. */
const width = 100;
/** Words on a further line stand further right. */
const further = 4;

/** A line of a template, as several lines where its last action is too long. */
export function wrapLine(text: string, indent: number): readonly string[] {
  const spaces = ' '.repeat(indent);
  const whole = `${spaces}${text}`;
  const start = text.lastIndexOf('{{');
  if (whole.length <= width || start < 0 || !text.endsWith(' }}')) return [whole];
  const inside = text.slice(start, -3);
  const words = splitWords(inside);
  if (words === undefined || words.length < 3 || (words.length === 3 && !words[2]?.startsWith('(')))
    return [whole];
  const lines = [`${spaces}${text.slice(0, start)}`];
  fill(lines, words, { indent: indent + further, isStart: true });
  lines.push(`${lines.pop()} }}`);
  return lines;
}

interface Fill {
  readonly indent: number;
  readonly isStart?: boolean;
  /** What follows the last word without a space. */
  readonly end?: string;
}

/** Adds words to the last line as long as they fit; what fits on no line is broken inside. */
function fill(lines: string[], all: readonly string[], { indent, isStart = false, end = '' }: Fill): void {
  const words = pairWords(all);
  for (const [at, word] of words.entries()) {
    const after = at === words.length - 1 ? end : '';
    const last = lines.pop() as string;
    const glue = at === 0 && (isStart || last.endsWith('(')) ? '' : ' ';
    const [, key = '', call] = /^("[^"]*" )?\((.*)\)$/s.exec(word) ?? [];
    const inside = call === undefined ? undefined : splitWords(call);
    const room = width - word.length - after.length - 3;
    // Before the action, a new line would be text.
    const stays = isStart && at === 0;
    if (stays || last.length + glue.length <= room) lines.push(last + glue + word + after);
    else if (indent <= room) lines.push(last, ' '.repeat(indent) + word + after);
    else if (inside) {
      lines.push(`${last}${glue}${key}(`);
      fill(lines, inside, { indent, end: `)${after}` });
    } else if (at < 2) lines.push(last + glue + word + after);
    else lines.push(last, ' '.repeat(indent) + word + after);
  }
}

/** Keys and values of `dict` stay together, and so does a stage with its bar. */
function pairWords(words: readonly string[]): readonly string[] {
  const start = words.indexOf('dict') + 1;
  const end = words.indexOf('|');
  const isKey = (at: number): boolean =>
    start > 0 && at >= start && (end < start || at < end) && (at - start) % 2 === 0 && at + 1 < words.length;
  const joined: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '|' || isKey(at)) joined.push(`${word} ${words[++at]}`);
    else joined.push(word);
  }
  return joined;
}

/** Words outside of parentheses and quotes; undefined where they do not close. */
export function splitWords(text: string): readonly string[] | undefined {
  const words: string[] = [];
  let word = '';
  let depth = 0;
  const token = /"(?:[^"\\]|\\.)*"|`[^`]*`|\(|\)| |[^"`() ]+/gy;
  for (const part of text.match(token) ?? []) {
    if (part === '(') depth++;
    if (part === ')') depth--;
    if (depth < 0) return undefined;
    if (part === ' ' && depth === 0) {
      words.push(word);
      word = '';
    } else word += part;
  }
  words.push(word);
  return depth === 0 && words.join(' ') === text ? words : undefined;
}
