// The way in: one text to one tree.
import type { Source } from '../source.ts';
import { type Cursor, fail, peek } from './cursor.ts';
import { depthError, parseExpression } from './expressions.ts';
import { readTokens } from './lexer.ts';
import { formatToken } from './tokens.ts';
import type { Tree } from './tree.ts';

/**
 * Parses a whole text. Throws a static JsonnetError with go-jsonnet's text and place for what is not Jsonnet, and
 * for brackets that nest deeper than `maximumDepth`. As in go-jsonnet, errors in tokens anywhere come first.
 */
export function parse(source: Source): Tree {
  const { tokens, comments } = readTokens(source);
  const cursor: Cursor = { source, tokens, at: 0, depth: 0, parseExpression };
  const root = guardStack(cursor, () => parseExpression(cursor));
  const rest = peek(cursor);
  if (rest.kind !== 'end of file') throw fail(cursor, rest, `Did not expect: ${formatToken(rest)}`);
  return { source, root, comments };
}

/** A caller that has used up most of the stack gets the same error as for too many brackets, not a crash. */
function guardStack<T>(cursor: Cursor, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof RangeError) throw depthError(cursor);
    throw error;
  }
}
