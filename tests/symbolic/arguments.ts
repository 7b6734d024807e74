// Arguments of every kind for every operation: types with hostile values of them, and literals.
import type { Json } from '../../tools/shared/json.ts';
import type { Scalar } from '../../tools/symbolic/tree.ts';
import {
  anyType,
  arrayOf,
  booleanType,
  integer,
  integerType,
  mapOf,
  nullType,
  numberType,
  stringType,
  structOf,
  type Type,
  unionOf,
} from '../../tools/symbolic/types.ts';

/** An argument that is unknown, with some of the values that it may have, or a literal. */
export type Argument =
  | { readonly name: string; readonly type: Type; readonly values: readonly Json[] }
  | { readonly name: string; readonly literal: Scalar };

const plainTexts: readonly string[] = [
  '',
  'a',
  'abc',
  'aXbXc',
  'A-b_C.9',
  'X',
  'true',
  '012',
  '1e3',
  '~',
  'null',
];
const spacedTexts: readonly string[] = [
  ' ',
  '  x ',
  '\u00a0x\u2003',
  '\t\nx\r\n',
  'a\nb\n',
  '\u0085x',
  ' - a',
  'x: y #z',
];
const wideTexts: readonly string[] = [
  'é',
  'hé llo',
  '𝄞x',
  '😀😀',
  'ÀÉ',
  '\u2028',
  '\u007f',
  '\ufeffx',
  '\u{10ffff}',
];
const markedTexts: readonly string[] = [
  '{{ .x }}',
  '<a&b>',
  '"q"',
  "it's",
  '\\',
  '%d %s%%',
  '-]^[',
  '$&',
  'a,b,,c',
  '---',
];
const texts: readonly string[] = [...plainTexts, ...spacedTexts, ...wideTexts, ...markedTexts];
const wholes: readonly number[] = [
  0,
  1,
  -1,
  2,
  3,
  -3,
  7,
  -7,
  10,
  255,
  1_000_000,
  -1_000_000,
  123_456_789,
  2 ** 53 - 1,
  1 - 2 ** 53,
];
const fractions: readonly number[] = [
  0,
  0.5,
  -0.5,
  0.1,
  -2.25,
  3,
  1e6,
  1_234_567.125,
  1e20,
  1e21,
  1.5e300,
  1e-7,
  5e-324,
  0.1 + 0.2,
];

function unknown(name: string, type: Type, values: readonly Json[]): Argument {
  return { name, type, values };
}

export function literals(...values: readonly Scalar[]): readonly Argument[] {
  return values.map((value) => ({ name: `literal ${JSON.stringify(value)}`, literal: value }));
}

export const strings: readonly Argument[] = [
  unknown('text', stringType, texts),
  unknown(
    'filled text',
    { kind: 'string', filled: true },
    texts.filter((text) => text !== ''),
  ),
  unknown('ASCII', { kind: 'string', pattern: '^[a-zA-Z0-9 ._-]*$' }, [
    '',
    'a',
    'AbC',
    ' x y ',
    '-1',
    'z.z-z_',
    'ZZZ',
    '0',
    'X-X',
  ]),
  unknown('digits', { kind: 'string', pattern: '^-?[0-9]{1,15}$' }, [
    '0',
    '-0',
    '007',
    '42',
    '-15',
    '999999999999999',
  ]),
  unknown('enum', { kind: 'string', values: ['', 'a', 'B', 'é'] }, ['', 'a', 'B', 'é']),
  unknown('ASCII enum', { kind: 'string', values: ['on', 'Off', 'x1'] }, ['on', 'Off', 'x1']),
  unknown('digit enum', { kind: 'string', values: ['7', '-08'] }, ['7', '-08']),
];

export const needles: readonly Argument[] = [
  ...strings.slice(0, 3),
  unknown('marks', stringType, ['', ' ', 'X', ',', '-', '^', ']', '\\', 'a-c', '[:x:]', '.', 'é', '$', '%']),
  unknown('filled marks', { kind: 'string', filled: true }, [
    ' ',
    'X',
    ',',
    '-',
    '^x',
    ']',
    '\\',
    'a-c',
    '[:x:]',
    '.*',
    'é',
    '$',
    '%',
  ]),
  ...literals('', 'a', 'X', 'é', ', ', '-]^\\', '%', '"', '{{', '$1', '\n'),
];

export const integers: readonly Argument[] = [
  unknown('integer', integerType, wholes),
  unknown(
    'natural',
    integer(0, 2 ** 53 - 1),
    wholes.filter((n) => n >= 0),
  ),
  unknown('positive', integer(1, 1000), [1, 2, 3, 7, 10, 999, 1000]),
  unknown('small', integer(-5, 5), [-5, -4, -1, 0, 1, 2, 5]),
  unknown('digit', integer(0, 9), [0, 1, 2, 5, 9]),
  unknown('million', integer(-1_000_000, 1_000_000), [-1_000_000, -7, 0, 12, 1_000_000]),
  unknown('integer enum of one', integer(4, 4), [4]),
  ...literals(0, 1, -1, 2, 10, 1_000_000),
];

export const numbers: readonly Argument[] = [
  unknown('number', numberType, fractions),
  unknown('plain number', { ...numberType, minimum: 1e-6, maximum: 1000 }, [1e-6, 0.5, 1, 999.999, 0.1]),
  unknown('share', { ...numberType, minimum: 0, maximum: 1 }, [0, 1, 0.5, 0.3]),
  ...literals(0.5, 1e21, 0.1),
];

export const booleans: readonly Argument[] = [
  unknown('boolean', booleanType, [true, false]),
  ...literals(true, false),
];

const words: readonly Argument[] = [
  unknown('texts', arrayOf(stringType), [
    [],
    ['a'],
    ['b', 'a', 'b'],
    ['é', 'z', 'A', 'a', '𝄞', '\uffff'],
    ['', ' '],
    ['1', '10', '2'],
    texts as Json,
  ]),
  unknown('some texts', arrayOf(stringType, true), [['a'], ['b', 'a', 'b'], ['']]),
  unknown('enums', arrayOf({ kind: 'string', values: ['x', 'Y'] }), [[], ['x'], ['Y', 'x']]),
];

export const lists: readonly Argument[] = [
  ...words,
  unknown('texts or null', arrayOf(unionOf([nullType, stringType])), [
    [],
    ['a', null, 'b'],
    [null],
    [null, 'x'],
  ]),
  unknown('integers', arrayOf(integerType), [[], [1], [3, 1, 2], [1, 1], [-5, 0, 1_000_000, 2 ** 53 - 1]]),
  unknown('numbers', arrayOf(numberType), [[], [0.5], [1, 0.1, -0.5, 1e20]]),
  unknown('booleans', arrayOf(booleanType), [
    [],
    [true],
    [false],
    [false, true],
    [false, false],
    [true, true],
  ]),
  unknown('anything', arrayOf(anyType), [[], [null], ['a', 1, { b: 2 }], [[], {}], [true, 'true'], [0.5]]),
  unknown('maps', arrayOf(mapOf(stringType)), [[], [{}], [{ a: 'x' }, { a: 'x' }]]),
];

export const maps: readonly Argument[] = [
  unknown('map', mapOf(stringType), [
    {},
    { a: 'x' },
    { b: '1', a: '2' },
    { 'é y': '', n: 'yes', 10: 'a', 2: 'b' },
    { '': 'x' },
    { '<': '&' },
  ]),
  unknown('map of anything', mapOf(anyType), [{}, { a: null }, { a: { b: [1, {}] }, c: false }, { a: [] }]),
  unknown('map of integers', mapOf(integerType), [{}, { a: 0 }, { a: 1_000_000, b: -1 }]),
  unknown(
    'struct',
    structOf([
      ['a', { type: stringType, required: true }],
      ['b', { type: booleanType, required: false }],
    ]),
    [{ a: '' }, { a: 'x', b: false }],
  ),
];

const anything: readonly Argument[] = [
  unknown('any', anyType, [
    null,
    false,
    true,
    0,
    1,
    -1,
    0.5,
    1_000_000,
    '',
    ' ',
    'a',
    '1',
    'true',
    'null',
    [],
    ['a'],
    [null],
    {},
    { a: null },
    { a: { b: [1, 2.5] } },
    '<x>',
    'é',
  ]),
  unknown('text or null', unionOf([nullType, stringType]), [null, '', 'null', 'a']),
  unknown('text or map', unionOf([stringType, mapOf(stringType)]), ['', 'a', {}, { a: 'a' }]),
  unknown('text or number', unionOf([numberType, stringType]), [0, 1, 0.5, '1', '0.5', '', 1e21, 1_000_000]),
  unknown('text or integer', unionOf([integerType, stringType]), [0, 1, 1_000_000, '1', '', '1e+06']),
  unknown('integer or null', unionOf([nullType, integerType]), [null, 0, 1, 1_000_000]),
  unknown('boolean or text', unionOf([booleanType, stringType]), [true, false, 'true', '']),
  ...literals(null),
];

export const everything: readonly Argument[] = [
  ...anything,
  ...strings.slice(0, 5),
  ...integers.slice(0, 3),
  ...numbers.slice(0, 2),
  ...booleans,
  ...lists,
  ...maps,
  ...literals('', 'a', '1', 1, 0.5, 0),
];

export const forms: readonly Argument[] = literals(
  '%d',
  '%5d',
  '%05d',
  '%-5d',
  '%+d',
  '% d',
  '%x',
  '%X',
  '%04x',
  '%o',
  '%-05d',
  '%+5d',
  '%+05d',
  '% 05d',
  '%s',
  '%5s',
  '%-5s',
  '%#x',
  '%08.3d',
  '%.2f',
  '%.3s',
  '%05s',
);
export const kinds: readonly Argument[] = literals('null', 'boolean', 'number', 'string', 'array', 'object');
export const keys: readonly Argument[] = [
  unknown('key', stringType, ['a', 'b', '', 'x', 'é y', '10']),
  ...literals('a', 'n', ''),
];
export const counts: readonly Argument[] = [
  ...integers.filter(({ name }) => !['natural', 'integer'].includes(name)),
  unknown('large count', integer(0, 2 ** 31 - 1), [0, 1, 2, 3]),
  unknown('count', integer(0, 2 ** 53 - 1), [0, 1, 2, 3]),
];
export const times: readonly Argument[] = [
  ...counts.filter(({ name }) => ['digit', 'small', 'large count', 'count'].includes(name)),
  ...literals(0, 1, 3),
];
export const ends: readonly Argument[] = [
  unknown('end', integer(-3, 6), [-3, -1, 0, 1, 2, 6]),
  ...integers.slice(3, 5),
  ...literals(0, 1, 3),
];
