// Operations on text.
import { toText } from '../../jsonnet/evaluation/operators.ts';
import type { Node } from '../tree.ts';
import {
  arrayOf,
  integer,
  isFilled,
  joinTypes,
  largest,
  memberOf,
  membersOf,
  type NumberType,
  type Type,
} from '../types.ts';
import {
  firstLimit,
  isAscii,
  naturalAt,
  needsAscii,
  needsBase64,
  needsDigits,
  needsFormat,
  needsInt32At,
  needsPlainNumbers,
  needsScalar,
  needsSignedZero,
  needsStringsOrNull,
} from './limits.ts';
import type { TextOperation } from './names.ts';
import { fromLibrary, type Limit, type Operation } from './operation.ts';
import { asciiText, isAsciiString } from './patterns.ts';

const hexadecimal: Type = { kind: 'string', pattern: '^[0-9a-f]+$', filled: true };
const filledText: Type = { kind: 'string', filled: true };

/** Text made of the arguments' characters: it is ASCII when they are. */
function textOf(
  filled: (...args: readonly Node[]) => boolean = () => false,
): (...args: readonly Node[]) => Type {
  return (...args) => ({
    kind: 'string',
    ...(args.every(({ type }) => isAscii(type)) ? { pattern: asciiText } : {}),
    ...(filled(...args) ? { filled: true as const } : {}),
  });
}

/** The first argument's characters, or some of them. */
const partOfText = (text: Node): Type => textOf()(text);
const sameLength = (text: Node): Type => textOf(({ type }: Node) => isFilled(type))(text);

/** Of a few texts that are known, such as those of an enum, the result is one of a few too. */
const mostValues = 16;

function typeOfConcat(...args: readonly Node[]): Type {
  const type = textOf((...texts) => texts.some((text) => isFilled(text.type)))(...args);
  let values: readonly string[] = [''];
  for (const arg of args) {
    const known = memberOf(arg.type, 'string')?.values;
    if (known === undefined || known.length * values.length > mostValues) return type;
    values = values.flatMap((start) => known.map((end) => start + end));
  }
  return { ...type, values: [...new Set(values)] } as Type;
}

function typeOfText(value: Node): Type {
  const members = membersOf(value.type).map((member): Type => {
    if (member.kind === 'string') return member;
    if (member.kind === 'boolean') return { kind: 'string', values: ['true', 'false'] };
    if (member.kind === 'null') return { kind: 'string', values: ['null'] };
    if (member.kind !== 'number') return filledText;
    return { kind: 'string', pattern: member.integer ? digitsOf(member) : asciiText, filled: true };
  });
  return members.reduce((all, one) => joinTypes(all, one), { kind: 'never' } as Type);
}

/** The pattern of an integer's text. */
function digitsOf({ minimum, maximum }: NumberType): string {
  return minimum > -1e15 && maximum < 1e15 ? '^-?[0-9]{1,15}$' : '^-?[0-9]+$';
}

/** What is looked for must not be the empty text: Go finds it between all characters. */
function filledAt(which: number): (...args: readonly Node[]) => Limit | undefined {
  return (...args) =>
    isFilled((args[which] as Node).type)
      ? undefined
      : { reason: 'the text to look for may be empty', remedy: 'give it a minLength of 1 in the schema' };
}

const isPart = (): Type => ({ kind: 'boolean' });

export const textOperations: Readonly<Record<TextOperation, Operation>> = {
  /** Strings only; `toText` makes one of anything. */
  concat: {
    label: 'the operator +',
    type: typeOfConcat,
    apply: (...args) => args.join(''),
  },
  toText: {
    label: 'std.toString',
    type: typeOfText,
    apply: (value) => toText(value),
    limit: firstLimit(needsScalar, needsSignedZero),
  },
  /** `format('%05d', x)`: one verb for one integer, or `%5s` for one string; the form is a literal. */
  format: {
    label: 'the operator %',
    type: () => ({ kind: 'string' }),
    apply: (form, value) => fromLibrary('format', isPart).apply(form, [value]),
    limit: (form: Node, value: Node) => needsFormat(form, value),
  },
  /** std.substr(s, from, length). */
  substring: fromLibrary('substr', partOfText, firstLimit(naturalAt(1), naturalAt(2), needsInt32At(2))),
  startsWith: fromLibrary('startsWith', isPart),
  endsWith: fromLibrary('endsWith', isPart),
  /** Whether a string contains another. */
  contains: {
    label: 'std.member',
    type: isPart,
    apply: (whole, part) => (whole as string).includes(part as string),
  },
  split: fromLibrary('split', (text) => arrayOf(partOfText(text), true), filledAt(1)),
  characters: fromLibrary('stringChars', (text) =>
    arrayOf({ ...(partOfText(text) as { kind: 'string' }), filled: true }, isFilled(text.type)),
  ),
  replace: fromLibrary('strReplace', (text, _, by) => textOf()(text, by), filledAt(1)),
  strip: fromLibrary('stripChars', partOfText),
  stripLeft: fromLibrary('lstripChars', partOfText, filledAt(1)),
  stripRight: fromLibrary('rstripChars', partOfText, filledAt(1)),
  trim: fromLibrary('trim', partOfText),
  /** Sources cannot say it: a rewrite puts it before comparisons of `asciiLower` and `asciiUpper`. */
  isAscii: {
    label: 'a test for ASCII',
    type: isPart,
    apply: (text) => isAsciiString({ values: [text as string] }),
  },
  asciiLower: fromLibrary('asciiLower', sameLength, needsAscii),
  asciiUpper: fromLibrary('asciiUpper', sameLength, needsAscii),
  repeat: fromLibrary('repeat', partOfText, firstLimit(naturalAt(1), needsInt32At(1))),
  parseInt: fromLibrary('parseInt', () => integer(-largest, largest), needsDigits),
  /** `join(separator, list)`; null is left out, with its separator. */
  join: fromLibrary(
    'join',
    () => ({ kind: 'string' }),
    (_, list) => needsStringsOrNull(list),
  ),
  json: {
    ...fromLibrary('manifestJsonMinified', () => filledText),
    limit: firstLimit(needsPlainNumbers, needsSignedZero),
  },
  sha1: fromLibrary('sha1', () => hexadecimal),
  sha256: fromLibrary('sha256', () => hexadecimal),
  sha512: fromLibrary('sha512', () => hexadecimal),
  base64: fromLibrary('base64', () => ({ kind: 'string', pattern: '^[A-Za-z0-9+/=]*$' }), needsBase64),
};
