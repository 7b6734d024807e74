// Names that get values: binds of `local`, parameters of functions, arguments of calls.
import {
  accept,
  acceptOperator,
  type Cursor,
  expect,
  expectOperator,
  fail,
  isOperator,
  peek,
  peekSecond,
  pop,
} from './cursor.ts';
import { formatToken, type Token } from './tokens.ts';
import type { Apply, Bind, Expression, NamedArgument, Parameter } from './tree.ts';

/** `name = body` or `name(parameters) = body`; `taken` are the names that the same scope has already, and gets this one. */
export function parseBind(cursor: Cursor, taken: Set<string>): Bind {
  const nameToken = expect(cursor, 'IDENTIFIER');
  const { data: name, start } = nameToken;
  if (taken.has(name)) throw fail(cursor, nameToken, `Duplicate local var: ${name}`);
  taken.add(name);
  const parameters = accept(cursor, '(') && parseParameters(cursor, 'function parameter');
  expectOperator(cursor, '=');
  const body = cursor.parseExpression(cursor);
  const nameSpan = { start, end: nameToken.end };
  const bind = { start, end: body.end, name, nameSpan, body };
  return parameters ? { ...bind, parameters } : bind;
}

/** Parameters up to and with the closing parenthesis; the opening one is taken already. */
export function parseParameters(cursor: Cursor, element: string): readonly Parameter[] {
  const parameters: Parameter[] = [];
  parseList(cursor, element, () => parameters.push(parseParameter(cursor)));
  return parameters;
}

function parseParameter(cursor: Cursor): Parameter {
  const { data: name, start, end } = expect(cursor, 'IDENTIFIER', ' while parsing parameter');
  if (!acceptOperator(cursor, '=')) return { start, end, name };
  const value = cursor.parseExpression(cursor);
  return { start, end: value.end, name, default: value };
}

/** A call's arguments and the offset after its closing parenthesis; the opening one is taken already. */
export function parseArguments(cursor: Cursor): Pick<Apply, 'positional' | 'named' | 'end'> {
  const positional: Expression[] = [];
  const named: NamedArgument[] = [];
  const end = parseList(cursor, 'function argument', (first) => {
    const name = argumentName(cursor);
    const value = cursor.parseExpression(cursor);
    if (name) named.push({ start: name.start, end: value.end, name: name.data, value });
    else if (named.length === 0) positional.push(value);
    else throw fail(cursor, first, 'Positional argument after a named argument is not allowed');
  });
  return { positional, named, end };
}

/** Takes `name =` if that is what comes next. */
function argumentName(cursor: Cursor): Token | undefined {
  if (peek(cursor).kind !== 'IDENTIFIER' || !isOperator(peekSecond(cursor), '=')) return undefined;
  const name = pop(cursor);
  pop(cursor);
  return name;
}

/** Elements separated by commas, one of which may trail, up to `)`. Returns the offset after that. */
function parseList(cursor: Cursor, element: string, parseElement: (first: Token) => void): number {
  let separated = true;
  for (;;) {
    const next = peek(cursor);
    if (next.kind === ')') return pop(cursor).end;
    if (!separated) {
      throw fail(cursor, next, `Expected a comma before next ${element}, got ${formatToken(next)}`);
    }
    parseElement(next);
    separated = accept(cursor, ',') !== undefined;
  }
}
