// Fields of objects: `name: body`, `'name'+: body`, `[name]:: body`, `name(parameters): body`.
import { parseParameters } from './binds.ts';
import { accept, type Cursor, expect, fail } from './cursor.ts';
import { parseString } from './literals.ts';
import type { Token } from './tokens.ts';
import type { Field, FieldName, Visibility } from './tree.ts';

/** The field whose first token is taken already; undefined where that begins none. `taken` gets its name. */
export function parseField(cursor: Cursor, first: Token, taken: Set<string>): Field | undefined {
  const name = parseName(cursor, first);
  if (!name) return undefined;
  const parameters = accept(cursor, '(') && parseParameters(cursor, 'method parameter');
  const { plus, visibility } = parseFieldOperator(cursor);
  if (plus && parameters) {
    throw fail(cursor, first, `Cannot use +: syntax sugar in a method: ${first.data}`);
  }
  if (name.kind !== 'computed') addName(cursor, first, taken);
  const body = cursor.parseExpression(cursor);
  const { start } = first;
  const field = { kind: 'field', start, end: body.end, name, plus, visibility, body } as const;
  return parameters ? { ...field, parameters } : field;
}

/** Names are compared as written, so `a` and `"\u0061"` are told apart here and collide only when evaluated. */
function addName(cursor: Cursor, name: Token, taken: Set<string>): void {
  if (taken.has(name.data)) throw fail(cursor, name, `Duplicate field: ${name.data}`);
  taken.add(name.data);
}

function parseName(cursor: Cursor, first: Token): FieldName | undefined {
  const { start, end } = first;
  if (first.kind === 'IDENTIFIER') return { kind: 'identifier', start, end, value: first.data };
  if (first.kind === '[') {
    const expression = cursor.parseExpression(cursor);
    return { kind: 'computed', start, end: expect(cursor, ']').end, expression };
  }
  const literal = parseString(cursor, first);
  return literal && { kind: 'literal', start, end, value: literal.value };
}

const visibilities: ReadonlyMap<string, Visibility> = new Map([
  [':', ':'],
  ['::', '::'],
  [':::', ':::'],
]);

function parseFieldOperator(cursor: Cursor): Pick<Field, 'plus' | 'visibility'> {
  const operator = expect(cursor, 'OPERATOR');
  const plus = operator.data.startsWith('+');
  const visibility = visibilities.get(plus ? operator.data.slice(1) : operator.data);
  if (visibility) return { plus, visibility };
  throw fail(cursor, operator, `Expected one of :, ::, :::, +:, +::, +:::, got: ${operator.data}`);
}
