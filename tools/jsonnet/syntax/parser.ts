// The way in: one text to one tree.
import { JsonnetError } from '../errors.ts';
import type { Source } from '../source.ts';
import { type Cursor, fail, peek } from './cursor.ts';
import { depthError, parseExpression } from './expressions.ts';
import { createScanner, readToken } from './lexer.ts';
import type { Scanner } from './scanner.ts';
import { formatToken } from './tokens.ts';
import type { Expression, Tree } from './tree.ts';

/**
 * Parses a whole text. Throws a static JsonnetError with go-jsonnet's text and place for what is not Jsonnet, and
 * one of our own for brackets that nest deeper than `maximumDepth`.
 */
export function parse(source: Source): Tree {
  const scanner = createScanner(source);
  try {
    const root = parseAll(scanner);
    return { source, root, comments: scanner.comments };
  } catch (error) {
    // go-jsonnet reads all tokens before it parses, so a broken token further on is what it reports.
    while (readToken(scanner).kind !== 'end of file');
    throw error;
  }
}

function parseAll(scanner: Scanner): Expression {
  const { source } = scanner;
  const cursor: Cursor = {
    source,
    scanner,
    next: readToken(scanner),
    second: undefined,
    depth: 0,
    parseExpression,
  };
  const root = guardStack(cursor, () => parseExpression(cursor));
  const rest = peek(cursor);
  if (rest.kind !== 'end of file') throw fail(cursor, rest, `Did not expect: ${formatToken(rest)}`);
  return root;
}

/** A caller that has used up most of the stack gets the same error as for too many brackets, not a crash. */
function guardStack<T>(cursor: Cursor, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof RangeError) {
      const { message, frames } = depthError(cursor);
      throw new JsonnetError('static', message, frames, error);
    }
    throw error;
  }
}
