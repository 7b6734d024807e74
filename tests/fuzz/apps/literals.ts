// Literals of each type, the hostile ones among them.
import { hostileTexts, isDrawable } from '../../../tools/prove/values/texts.ts';
import type { Random } from '../../../tools/shared/random.ts';
import { code, type Expression, fragment, key, literal, sequence } from './code.ts';
import { deeper, type Place } from './place.ts';
import { type Field, type IntegerType, integer, type StructType, type TextType, type Type } from './types.ts';

const words: readonly string[] = ['a', 'b', 'x', 'abc', 'web', 'A', 'key', 'NAME', 'a-b', '1', 'true'];

export function drawWord(random: Random): string {
  return random.pick(words);
}

export function drawHostile(random: Random): string {
  const text = random.pick(hostileTexts);
  return text.length < 40 && isDrawable(text) ? text : 'plain';
}

export function literalOf(place: Place, wanted: Type): Expression {
  const { random } = place;
  switch (wanted.kind) {
    case 'text':
      return textLiteral(random, wanted);
    case 'integer':
      return integerLiteral(random, wanted);
    case 'boolean':
      return literal(wanted, random.chance(0.5));
    case 'null':
      return literal(wanted, null);
    case 'number':
      return literal(wanted, random.pick([0, 0.5, 1, 1.25]));
    case 'list':
      return code(wanted)`[${sequence(random.chance(0.5) ? [] : [literalOf(place, wanted.of)])}]`;
    case 'map':
      return code(
        wanted,
      )`{ ${sequence(random.chance(0.4) ? [] : [fragment`${key(drawWord(random))}: ${literalOf(place, wanted.of)}`])} }`;
    case 'struct':
      return structLiteral(place, wanted, literalOf);
    case 'choice':
      return { ...literalOf(place, random.pick(wanted.of)), type: wanted };
    case 'freeList':
      return literal(wanted, []);
    case 'free':
    case 'record':
      return literal(wanted, random.chance(0.5) ? {} : { a: 'x' });
  }
}

function textLiteral(random: Random, wanted: TextType): Expression {
  const { values, digits, ascii, filled } = wanted;
  if (values) return literal({ ...wanted }, random.pick(values));
  if (digits) return literal(wanted, random.pick(['0', '12', '007']));
  if (ascii) return literal({ ...wanted, filled: true }, drawWord(random));
  const text = random.chance(0.5) ? drawWord(random) : drawHostile(random);
  if (filled || random.chance(0.9)) return literal({ kind: 'text', filled: true }, text);
  return literal({ kind: 'text', ascii: true }, '');
}

function integerLiteral(random: Random, { minimum, maximum }: IntegerType): Expression {
  const fitting = [0, 1, 2, 3, -1, 7, 10, 100, 1000, 8080, 1_000_000].filter(
    (number) => number >= minimum && number <= maximum,
  );
  const number = fitting.length > 0 ? random.pick(fitting) : minimum;
  return literal(integer(number, number), number);
}

/** An object with the fields of a struct; those that may be absent are there, or are not, or under a condition. */
export function structLiteral(
  place: Place,
  wanted: StructType,
  make: (place: Place, type: Type) => Expression,
): Expression {
  const field = ({ name, type, optional }: Field) => {
    const value = make(deeper(place), type);
    if (!optional || place.random.chance(0.4)) return [fragment`${key(name)}: ${value}`];
    if (place.depth < 1 || place.random.chance(0.5)) return [];
    const condition = place.grow(deeper(place), { kind: 'boolean' });
    return [fragment`[if ${condition} then ${JSON.stringify(name)}]: ${value}`];
  };
  return code(wanted)`{ ${sequence(wanted.fields.flatMap(field))} }`;
}
