// What a regular expression says about the text that it matches, as far as a simple reading of it can tell.

/** A pattern that is anchored on both sides and whose every part is a plain ASCII character or class. */
function partsOf(pattern: string): readonly string[] | undefined {
  const body = /^\^(.*)\$$/s.exec(pattern)?.[1];
  if (body === undefined || /\|/.test(body.replace(/\([^()]*\)/g, ''))) return undefined;
  const part =
    /\\[dws.+*?^$()[\]{}|/\\-]|\[(?!\^)(?:\\.|[^\]\\])+\]|\(\?:|[()|]|\{\d+(?:,\d*)?\}|[?+*]|[^\\[\](){}?+*.^$|]/gy;
  const parts = body.match(part) ?? [];
  return parts.join('') === body ? parts : undefined;
}

/** Whether only ASCII text matches. `\s`, `.` and negated classes match more. */
function isAsciiPattern(pattern: string): boolean {
  const parts = partsOf(pattern);
  return (
    parts?.every(
      (part) => part !== '\\s' && !/\\[sSDWpPuxbB]/.test(part) && /^[\x20-\x7e\t\n]*$/.test(part),
    ) === true
  );
}

/** The pattern of text that is ASCII, whatever else is known about it. */
export const asciiText = '^[\\x00-\\x7f]*$';

/** Whether what is known about a string says that it is ASCII. */
export function isAsciiString({
  values,
  pattern,
}: {
  readonly values?: readonly string[];
  readonly pattern?: string;
}): boolean {
  if (values !== undefined) return values.every((value) => /^\p{ASCII}*$/u.test(value));
  return pattern !== undefined && (pattern === asciiText || isAsciiPattern(pattern));
}

/** Whether only decimal integers of at most 15 digits match: each of them is exact on both sides. */
export function isDigitsPattern(pattern: string): boolean {
  const body = /^\^(?:-\??)?(.*)\$$/.exec(pattern)?.[1] ?? '';
  const part = /(?:\[[0-9]-[0-9]\]|\\d|[0-9])(?:\{(\d+)(?:,(\d+))?\}|(\?)|(?![+*?{]))/gy;
  let [least, most, read] = [0, 0, 0];
  for (const [text, from, to, optional] of body.matchAll(part)) {
    read += text.length;
    least += optional ? 0 : Number(from ?? 1);
    most += Number(to ?? from ?? 1);
  }
  return read === body.length && least >= 1 && most <= 15;
}
