// Where the quick reader stands in a document, line by line.

export interface Cursor {
  readonly text: string;
  /** The end of the document in the text. */
  readonly end: number;
  /** Where the line with the next node begins. */
  line: number;
  /** The next node, and its column; -1 at the end of the document. */
  at: number;
  column: number;
  /** How many levels of collections may still be opened. */
  depth: number;
}

/** Not an error of the text: the full reader has to look at it. */
const unusual = new Error('left to the full reader');

/** Leaves the document to the full reader. */
export function giveUp(): never {
  throw unusual;
}

/** What `read` gives; undefined where it gave up. */
export function unlessUnusual<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
}

/** Moves to the first content in the line that begins at `from` or in those behind it. */
export function enterLine(cursor: Cursor, from: number): void {
  const { text, end } = cursor;
  let line = from;
  while (line < end) {
    let at = line;
    while (text.charCodeAt(at) === 0x20) at++;
    const code = text.charCodeAt(at);
    if (code === 0x09) giveUp();
    if (code === 0x0a) line = at + 1;
    else if (code === 0x23) line = lineEnd(cursor, at) + 1;
    else if (at < end) {
      cursor.line = line;
      cursor.at = at;
      cursor.column = at - line;
      return;
    } else break;
  }
  cursor.line = cursor.at = end;
  cursor.column = -1;
}

/** Moves to the content behind this line, of which only blanks and a comment may be left. */
export function leaveLine(cursor: Cursor, from: number): void {
  const { text, end } = cursor;
  let at = from;
  while (text.charCodeAt(at) === 0x20) at++;
  const code = text.charCodeAt(at);
  const isComment = code === 0x23 && text.charCodeAt(at - 1) === 0x20;
  if (at < end && code !== 0x0a && !isComment) giveUp();
  enterLine(cursor, lineEnd(cursor, at) + 1);
}

function lineEnd({ text, end }: Cursor, at: number): number {
  const stop = text.indexOf('\n', at);
  return stop < 0 ? end : stop;
}

/** Moves behind blanks, within the line. */
export function skipBlanks(cursor: Cursor, from: number): void {
  let at = from;
  while (cursor.text.charCodeAt(at) === 0x20) at++;
  cursor.column += at - cursor.at;
  cursor.at = at;
}

/** Whether a character behind an indicator makes it one; behind the text there is NaN. */
export function isBlankOrEnd(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || Number.isNaN(code);
}
