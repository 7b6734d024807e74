// One line per operation of the tree: the expression of Go templates and Sprig that means the same.

import { call } from '../../symbolic/build.ts';
import type { OperationName } from '../../symbolic/operations/index.ts';
import { isAscii, rangeOf } from '../../symbolic/operations/limits.ts';
import { type Call, isLiteral, type Literal, type Node } from '../../symbolic/tree.ts';
import { isFilled, isKind, type Kind } from '../../symbolic/types.ts';
import { compareScalars, printEquals, printKind } from './comparisons.ts';
import { isCall, operandsOf, printConnective, printOpposite } from './condition.ts';
import { type Context, declare, freshName, isNamed } from './context.ts';
import { statement } from './document.ts';
import { atom, type Expression, invoke, pipe, quoteGo } from './go.ts';
import { castInteger } from './numbers.ts';
import { countItems, isComputed, printQuantifier } from './quantify.ts';
import { printAsText, printConcat } from './strings.ts';

interface Use {
  readonly args: readonly [Node, Node, Node];
  readonly node: Call;
  readonly context: Context;
  /** An argument's expression, by its place. */
  readonly value: (at: 0 | 1 | 2) => Expression;
  /** The same as a Go integer. */
  readonly integer: (at: 0 | 1 | 2) => Expression;
}

type Lowering = (use: Use) => Expression;

/** `name a`. */
const unary =
  (name: string): Lowering =>
  ({ value }) =>
    invoke(name, value(0));
/** `name b a`: Sprig takes what it works on last. */
const last =
  (name: string): Lowering =>
  ({ value }) =>
    invoke(name, value(1), value(0));
const piped =
  (name: string): Lowering =>
  ({ value }) =>
    pipe(value(0), name);
/** Sprig casts both to int64. */
const arithmetic =
  (name: string): Lowering =>
  ({ value }) =>
    invoke(name, value(0), value(1));
const connective =
  (word: 'and' | 'or'): Lowering =>
  ({ node, context }) =>
    printAll(word, operandsOf(node), context);

const table: Readonly<Record<OperationName, Lowering>> = {
  not: ({ args, context, value }) => printOpposite(args[0], context) ?? invoke('not', value(0)),
  and: connective('and'),
  or: connective('or'),

  equals: ({ args: [a, b], context }) => printEquals(a, b, context),
  less: printLess,
  empty: unary('empty'),
  is: ({ args: [node, kind], context }) => printKind(node, (kind as Literal).value as Kind, context),
  has: ({ value }) => invoke('hasKey', value(0), value(1)),

  add: arithmetic('add'),
  subtract: arithmetic('sub'),
  multiply: arithmetic('mul'),
  modulo: arithmetic('mod'),
  divide: () => refuse('divide'),
  quotient: arithmetic('div'),
  minimum: arithmetic('min'),
  maximum: arithmetic('max'),

  concat: ({ node, context }) => printConcat(node.args, context),
  toText: ({ args, context }) => printAsText(args[0], context),
  format: ({ args: [, given], value, integer }) =>
    invoke('printf', value(0), isKind(given.type, 'number') ? integer(1) : value(1)),
  length: printLength,
  substring: printSubstring,
  startsWith: last('hasPrefix'),
  endsWith: last('hasSuffix'),
  contains: last('contains'),
  split: last('splitList'),
  characters: ({ value }) => invoke('splitList', '""', value(0)),
  replace: ({ value }) => pipe(value(0), 'replace', value(1), value(2)),
  strip: ({ value }) => pipe(value(0), 'trimAll', value(1)),
  stripLeft: (use) => invoke('regexReplaceAll', printClass(use, '^', '+'), use.value(0), '""'),
  stripRight: (use) => invoke('regexReplaceAll', printClass(use, '', '+$'), use.value(0), '""'),
  trim: piped('trim'),
  isAscii: ({ value }) => invoke('regexMatch', '"^[[:ascii:]]*$"', value(0)),
  asciiLower: piped('lower'),
  asciiUpper: piped('upper'),
  repeat: ({ args, value }) =>
    invoke(
      'repeat',
      isLiteral(args[1], 0) ? '0' : args[1].kind === 'literal' ? value(1) : invoke('int', value(1)),
      value(0),
    ),
  parseInt: unary('atoi'),
  join: ({ value }) => invoke('join', value(0), value(1)),
  json: piped('toRawJson'),
  sha1: piped('sha1sum'),
  sha256: piped('sha256sum'),
  sha512: piped('sha512sum'),
  base64: piped('b64enc'),

  any: (use) => printTest('any', use),
  all: (use) => printTest('all', use),
  member: printMember,
  sort: piped('sortAlpha'),
  set: ({ value }) => pipe(pipe(value(0), 'sortAlpha'), 'uniq'),
  reverse: unary('reverse'),
  range: ({ value }) =>
    invoke('untilStep', invoke('int', value(0)), invoke('int', invoke('add1', value(1))), '1'),
  slice: printSlice,
  keys: ({ value }) => pipe(invoke('keys', value(0)), 'sortAlpha'),
};

export const lowerings: Readonly<
  Record<OperationName, (args: readonly Node[], context: Context, node: Call) => Expression>
> = Object.fromEntries(
  Object.entries(table).map(([name, lowering]) => [
    name,
    (args: readonly Node[], context: Context, node: Call): Expression =>
      lowering({
        args: args as unknown as Use['args'],
        node,
        context,
        value: (at) => context.print.expression(args[at] as Node, context),
        integer: (at) => castInteger(args[at] as Node, context),
      }),
  ]),
) as never;

function refuse(name: string): never {
  throw new Error(`the operation ${name} has no template`);
}

function printAll(word: 'and' | 'or', operands: readonly Node[], context: Context): Expression {
  if (operands.length === 1) return context.print.expression(operands[0] as Node, context);
  return printConnective(word, operands, { context, print: context.print.expression });
}

/** The variable stands left of the literal. */
function printLess({ args: [a, b], context }: Use): Expression {
  const found =
    a.kind === 'literal' ? compareScalars('gt', [b, a], context) : compareScalars('lt', [a, b], context);
  return found ?? refuse('less');
}

function printLength({ args: [node], node: whole, value, context }: Use): Expression {
  if (isKind(node.type, 'string') && !isAscii(node.type))
    return pipe(invoke('splitList', '""', value(0)), 'len');
  if (isCall(node, 'set'))
    return pipe(pipe(context.print.expression(node.args[0] as Node, context), 'uniq'), 'len');
  if (isComputed(node) && !isNamed(node, context)) return countItems(whole, context);
  return invoke('len', value(0));
}

/** Characters, not bytes; `slice` does not go beyond the end. */
function printSubstring({ args: [text, from, count], context, value, integer }: Use): Expression {
  if (isAscii(text.type) && isLiteral(from, 0))
    return invoke('trunc', count.kind === 'literal' ? value(2) : invoke('int', value(2)), value(0));
  const whole = call('characters', text);
  const characters = declare(whole, context, (place) => {
    const name = freshName('characters', place);
    place.items.push(statement(`${name} := ${place.print.expression(whole, place).text}`));
    return name;
  });
  const length = invoke('len', characters);
  const start = isLiteral(from, 0) ? atom('0') : invoke('min', integer(1), length);
  const end = invoke('min', isLiteral(from, 0) ? integer(2) : invoke('add', integer(1), integer(2)), length);
  return pipe(invoke('slice', characters, start, end), 'join', atom('""'));
}

/** A class of the characters, for a regular expression. */
function printClass({ args: [, set], value }: Use, before: string, after: string): Expression {
  const protect = (text: string): string => text.replace(/[\\\]^[-]/g, '\\$&');
  if (set.kind === 'literal') return atom(quoteGo(`${before}[${protect(String(set.value))}]${after}`));
  const escaped = pipe(pipe(value(1), 'regexQuoteMeta'), 'replace', atom('"-"'), atom('"\\\\-"'));
  return invoke('printf', quoteGo(`${before}[%s]${after}`), escaped);
}

function printTest(word: 'any' | 'all', { args: [list], node, value, context }: Use): Expression {
  if (isComputed(list) && !isNamed(list, context)) return printQuantifier(word, node, context);
  return word === 'any' ? invoke('has', 'true', value(0)) : invoke('not', invoke('has', 'false', value(0)));
}

function printMember({ args: [list, wanted], value, context }: Use): Expression {
  const isVersions = list.kind === 'field' && list.of.kind === 'input' && list.of.input === 'capabilities';
  if (isVersions) return invoke(`${value(0).text}.Has`, value(1));
  if (isKind(wanted.type, 'string')) return invoke('has', value(1), value(0));
  const texts = pipe(invoke('toRawJson', value(0)), 'fromJsonArray');
  return invoke('has', invoke('float64', context.print.expression(wanted, context)), texts);
}

/** Sprig's slice fails beyond the end and where it ends before it begins, and gives nil where nothing is left. */
function printSlice({ args: [list, from, to], value, integer }: Use): Expression {
  const length = invoke('len', value(0));
  const clamp = (at: 1 | 2): Expression => invoke('min', integer(at), length);
  const start = isLiteral(from, 0) ? atom('0') : clamp(1);
  const isOrdered = isLiteral(from, 0) || rangeOf(from).maximum <= rangeOf(to).minimum;
  const isWhole = isCall(to, 'length') && to.args[0] === list;
  const end = isWhole ? length : isOrdered ? clamp(2) : invoke('max', start, clamp(2));
  const part = invoke('slice', value(0), start, end);
  return isFilled(list.type) && isLiteral(from, 0) ? part : pipe(part, 'default', atom('list'));
}
