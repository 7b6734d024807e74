// Strings as Jsonnet sees them: sequences of code points. JavaScript counts UTF-16 units, which differ beyond the BMP.
import { isPlain } from '../evaluation/operators.ts';

export function splitCharacters(text: string): string[] {
  return isPlain(text) ? text.split('') : Array.from(text);
}

export function countCharacters(text: string): number {
  if (isPlain(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Characters `from` up to but not including `to`. */
export function sliceCharacters(text: string, from: number, to: number): string {
  return isPlain(text) ? text.slice(from, to) : Array.from(text).slice(from, to).join('');
}

/** Text without lone surrogates, which no Jsonnet string contains. */
export function repairSurrogates(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
