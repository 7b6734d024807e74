// Numbers and texts within what a schema allows, the limits before the middle.
import type { Random } from '../../shared/random.ts';
import type { FullSchema } from './conjoin.ts';
import { createPatternDraw } from './pattern.ts';
import { drawText, hostileTexts, isDrawable } from './texts.ts';

const interestingNumbers: readonly number[] = [
  ...[0, 1, -1, 2, 7, 10, 100, 255, 256, 1000, 3000, 65535, 999_999, 1_000_000, 10_000_000, 900_000],
  ...[2 ** 31 - 1, -(2 ** 31), 2 ** 31, 2 ** 32, 1e15, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
];
const fractions: readonly number[] = [0.5, 0.1, 1.5, -0.25, 1e-7, 123.456, 1e21, 3.0000000000000004];

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Whole numbers that Helm reads exactly. */
function rangeOf(schema: FullSchema, step: number): Range {
  const {
    minimum = -Infinity,
    maximum = Infinity,
    exclusiveMinimum = -Infinity,
    exclusiveMaximum = Infinity,
  } = schema;
  return {
    least: Math.max(minimum, exclusiveMinimum + step, Number.MIN_SAFE_INTEGER),
    most: Math.min(maximum, exclusiveMaximum - step, Number.MAX_SAFE_INTEGER),
  };
}

/** Boundary cases for whole numbers: both limits, and what lies between them and is easily printed wrong. */
export function integerCases(schema: FullSchema): readonly number[] {
  const { least, most } = rangeOf(schema, 1);
  const step = schema.multipleOf ?? 1;
  const within = [0, 1, -1, 1_000_000, 2 ** 31, least, most].map(
    (number) => Math.trunc(number / step) * step,
  );
  return [...new Set(within.filter((number) => number >= least && number <= most))].map(plainZero);
}

export function drawInteger(schema: FullSchema, random: Random): number {
  const { least, most } = rangeOf(schema, 1);
  const step = schema.multipleOf ?? 1;
  const candidates = interestingNumbers.filter((number) => number >= least && number <= most);
  const near = least + random.below(Math.min(most - least, 100) + 1);
  const far = Math.round(least + random.next() * (most - least));
  const drawn =
    candidates.length > 0 && random.chance(0.6) ? random.pick(candidates) : random.pick([near, far, most]);
  return plainZero(Math.trunc(drawn / step) * step);
}

export function drawNumber(schema: FullSchema, random: Random): number {
  const { least, most } = rangeOf(schema, 1e-9);
  const candidates = fractions.filter((number) => number >= least && number <= most);
  return candidates.length > 0 && random.chance(0.5) ? random.pick(candidates) : drawInteger(schema, random);
}

/** A number that JSON writes without an exponent, as what may be anything is expected to hold. */
export function drawPlainNumber(random: Random): number {
  const plain = fractions.filter((number) => Math.abs(number) >= 1e-6 && Math.abs(number) < 1e21);
  return random.chance(0.5) ? random.pick(plain) : drawInteger({}, random);
}

/** JSON and YAML know one more zero. */
function plainZero(number: number): number {
  return number === 0 ? 0 : number;
}

/** What `format` means where it is asserted; schemas for charts have patterns instead. */
const formats: Readonly<Record<string, readonly string[]>> = {
  date: ['2024-02-29'],
  'date-time': ['2024-02-29T12:30:45Z'],
  email: ['a@example.com'],
  hostname: ['example.com'],
  ipv4: ['127.0.0.1'],
  ipv6: ['::1'],
  time: ['12:30:45Z'],
  uri: ['https://example.com/a?b=c'],
  uuid: ['123e4567-e89b-12d3-a456-426614174000'],
};

/** Boundary cases for texts: the empty one, and some hostile ones, starting at a place of the list. */
export function textCases(schema: FullSchema, random: Random): readonly string[] {
  const start = random.below(hostileTexts.length);
  const some = [0, 1, 2].map((offset) => hostileTexts[(start + offset) % hostileTexts.length] as string);
  const longest = schema.maxLength === undefined ? [] : ['x'.repeat(Math.min(schema.maxLength, 500))];
  const candidates = ['', ...some, ...longest, drawMatching(schema, random), drawMatching(schema, random)];
  return [...new Set(candidates)].filter((text) => fits(schema, text));
}

const attempts = 20;

/** A text that the schema allows, as far as it can be found. */
export function drawString(schema: FullSchema, random: Random): string {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const text =
      schema.pattern === undefined || random.chance(0.2) ? drawText(random) : drawMatching(schema, random);
    if (fits(schema, text)) return text;
  }
  return drawMatching(schema, random);
}

function drawMatching(schema: FullSchema, random: Random): string {
  const { pattern, format, minLength = 0, maxLength = Infinity } = schema;
  const examples = schema.examples?.filter((example) => typeof example === 'string') ?? [];
  if (format !== undefined) return random.pick(formats[format] ?? ['']);
  const draw = pattern === undefined ? drawText : createPatternDraw(pattern);
  if (draw === undefined) return examples.length > 0 ? random.pick(examples) : '';
  const core = draw(random);
  const around = `${drawText(random)}${core}${drawText(random)}`;
  const text = pattern !== undefined && random.chance(0.3) && fits(schema, around) ? around : core;
  const characters = Array.from(text);
  if (characters.length > maxLength) return characters.slice(0, maxLength).join('');
  return pattern === undefined ? text.padEnd(minLength, 'x') : text;
}

function fits({ pattern, minLength = 0, maxLength = Infinity, format }: FullSchema, text: string): boolean {
  const length = Array.from(text).length;
  if (!isDrawable(text) || length < minLength || length > maxLength) return false;
  if (format !== undefined) return formats[format]?.includes(text) === true;
  return pattern === undefined || new RegExp(pattern, 'u').test(text);
}
