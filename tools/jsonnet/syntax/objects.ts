// Object literals and object comprehensions.
import { parseClauses } from './arrays.ts';
import { parseBind } from './binds.ts';
import { accept, acceptOperator, type Cursor, fail, pop } from './cursor.ts';
import { parseField } from './fields.ts';
import { formatToken, type Token } from './tokens.ts';
import type { Field, Member, ObjectAssert, ObjectComprehension, ObjectLiteral, ObjectLocal } from './tree.ts';

/** Names that one object has used up so far; sets are made when needed, since most objects are small. */
interface Names {
  fields?: Set<string>;
  locals?: Set<string>;
}

/** An object whose `{` is taken already. */
export function parseObject(cursor: Cursor, open: Token): ObjectLiteral | ObjectComprehension {
  const { start } = open;
  const members: Member[] = [];
  const names: Names = {};
  let separated = true;
  for (;;) {
    const next = pop(cursor);
    if (next.kind === '}') return { kind: 'object', start, end: next.end, members };
    if (next.kind === 'for') return parseComprehension(cursor, members, { open, next });
    if (!separated) throw fail(cursor, next, 'Expected a comma before next field');
    members.push(parseMember(cursor, next, names));
    separated = accept(cursor, ',') !== undefined;
  }
}

function parseMember(cursor: Cursor, first: Token, names: Names): Member {
  switch (first.kind) {
    case 'local':
      names.locals ??= new Set();
      return parseObjectLocal(cursor, names.locals);
    case 'assert':
      return parseObjectAssert(cursor, first);
    default: {
      names.fields ??= new Set();
      const field = parseField(cursor, first, names.fields);
      if (field) return field;
      throw fail(cursor, first, `Unexpected: ${formatToken(first)} while parsing field definition`);
    }
  }
}

function parseObjectLocal(cursor: Cursor, taken: Set<string>): ObjectLocal {
  const bind = parseBind(cursor, taken);
  return { kind: 'object-local', start: bind.start, end: bind.end, bind };
}

function parseObjectAssert(cursor: Cursor, { start }: Token): ObjectAssert {
  const condition = cursor.parseExpression(cursor);
  if (!acceptOperator(cursor, ':')) return { kind: 'object-assert', start, end: condition.end, condition };
  const message = cursor.parseExpression(cursor);
  return { kind: 'object-assert', start, end: message.end, condition, message };
}

/** What is wrong with the members of a comprehension, first rule first; `field` is the last field. */
const comprehensionRules: readonly {
  readonly breaks: (members: readonly Member[], field: Field | undefined) => boolean;
  readonly message: string;
}[] = [
  {
    breaks: (members) => members.some(({ kind }) => kind === 'object-assert'),
    message: 'Object comprehension cannot have asserts',
  },
  {
    breaks: (members) => members.filter(({ kind }) => kind === 'field').length !== 1,
    message: 'Object comprehension can only have one field',
  },
  {
    breaks: (_, field) => field?.visibility !== ':',
    message: 'Object comprehensions cannot have hidden fields',
  },
  {
    breaks: (_, field) => field?.name.kind !== 'computed',
    message: 'Object comprehensions can only have [e] fields',
  },
];

function parseComprehension(
  cursor: Cursor,
  members: readonly Member[],
  { open, next }: { readonly open: Token; readonly next: Token },
): ObjectComprehension {
  const field = members.findLast((member) => member.kind === 'field');
  const broken = comprehensionRules.find(({ breaks }) => breaks(members, field));
  if (broken) throw fail(cursor, next, broken.message);
  const locals = members.flatMap((member) => (member.kind === 'object-local' ? [member.bind] : []));
  const { clauses, end } = parseClauses(cursor, next, '}');
  return { kind: 'object-comprehension', start: open.start, end, locals, field: field as Field, clauses };
}
