// The JSON value at the beginning of a text that goes on behind it, as Go's decoder takes it.
import type { Json } from '../../shared/json.ts';

export interface JsonPrefix {
  readonly value: Json;
  /** In code points. */
  readonly length: number;
}

const token = /\s*(?:"(?:[^"\\]|\\[\s\S])*"|[[\]{}:,]|[^\s[\]{}:,"]+)/uy;

/** Throws SyntaxError where there is none. */
export function readJsonPrefix(text: string): JsonPrefix {
  const end = findEnd(text);
  return { value: JSON.parse(text.slice(0, end)) as Json, length: Array.from(text.slice(0, end)).length };
}

/** Behind the first value: where all brackets are closed again. */
function findEnd(text: string): number {
  let depth = 0;
  token.lastIndex = 0;
  for (;;) {
    const found = token.exec(text)?.[0].trimStart();
    if (found === undefined) return text.length;
    if (found === '[' || found === '{') depth++;
    if (found === ']' || found === '}') depth--;
    if (depth <= 0) return token.lastIndex;
  }
}
