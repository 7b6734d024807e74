// Expressions whose value is an integer, with the range that it is in: nothing leaves the range of exact integers.
import { code, quote } from './code.ts';
import type { Producer } from './common.ts';
import { bind, newName, type Place, pickFitting, pickList, pickWhere } from './place.ts';
import {
  eitherOf,
  type IntegerType,
  integer,
  largest,
  listOf,
  mapOf,
  signed,
  type Type,
  text,
  wholeNumber,
} from './types.ts';

type IntegerProducer = Producer<IntegerType>;

/** Products of two stay exact. */
const wide = signed(integer(-(2 ** 31), 2 ** 31));
const factor = signed(integer(-1_000_000, 1_000_000));
const any = signed(wholeNumber);
const natural = integer(0, largest);
const longest = integer(0, 2 ** 31 - 1);

function range(type: Type): IntegerType {
  return type.kind === 'integer' ? type : wholeNumber;
}

function hasZero({ minimum, maximum }: IntegerType): boolean {
  return minimum <= 0 && maximum >= 0;
}

/** With the mark of what may be -0. */
function marked(type: IntegerType, isSigned: boolean): IntegerType {
  return isSigned ? signed(type) : type;
}

const sum: IntegerProducer = (place) => {
  const [a, b] = [place.grow(place, wide), place.grow(place, factor)];
  const [x, y] = [range(a.type), range(b.type)];
  const type = integer(x.minimum + y.minimum, x.maximum + y.maximum);
  return code(marked(type, x.signed === true && y.signed === true))`(${a} + ${b})`;
};

const difference: IntegerProducer = (place) => {
  const [a, b] = [place.grow(place, wide), place.grow(place, factor)];
  const [x, y] = [range(a.type), range(b.type)];
  return code(
    marked(integer(x.minimum - y.maximum, x.maximum - y.minimum), x.signed === true),
  )`(${a} - ${b})`;
};

const product: IntegerProducer = (place) => {
  const [a, b] = [place.grow(place, wide), place.grow(place, factor)];
  const [x, y] = [range(a.type), range(b.type)];
  const corners = [x.minimum, x.maximum].flatMap((one) => [one * y.minimum, one * y.maximum]);
  const isSigned = x.signed || y.signed || (hasZero(x) && y.minimum < 0) || (hasZero(y) && x.minimum < 0);
  return code(marked(integer(Math.min(...corners), Math.max(...corners)), isSigned))`(${a} * ${b})`;
};

const remainder: IntegerProducer = (place) => {
  const divisor = 1 + place.random.below(9);
  const a = place.grow(place, any);
  const { minimum, signed: isSigned = false } = range(a.type);
  const type = integer(minimum < 0 ? 1 - divisor : 0, divisor - 1);
  return code(marked(type, isSigned || minimum < 0))`(${a} % ${String(divisor)})`;
};

const quotient: IntegerProducer = (place) => {
  const a = place.grow(place, natural);
  const b = place.grow(place, integer(1, largest));
  return code(integer(0, range(a.type).maximum))`std.floor(${a} / ${b})`;
};

const negated: IntegerProducer = (place) => {
  const a = place.grow(place, any);
  const type = range(a.type);
  return code(marked(integer(-type.maximum, -type.minimum), hasZero(type)))`(-(${a}))`;
};

const limited: IntegerProducer = (place) => {
  const a = place.grow(place, any);
  const isSigned = range(a.type).signed === true;
  switch (place.random.below(4)) {
    case 0:
      // The range stays that of all branches, as far as the types know.
      return code(marked(range(eitherOf(a.type, integer(-5, 50))), isSigned))`std.clamp(${a}, -5, 50)`;
    case 1:
      return code(marked(absoluteRange(range(a.type)), isSigned || hasZero(range(a.type))))`std.abs(${a})`;
    case 2:
      return code(marked(integer(-1, 1), isSigned))`std.sign(${a})`;
    default: {
      const b = place.grow(place, any);
      return code(eitherOf(a.type, b.type))`std.${place.random.pick(['max', 'min'])}(${a}, ${b})`;
    }
  }
};

/** As far as the types know, which is both branches. */
function absoluteRange({ minimum, maximum }: IntegerType): IntegerType {
  return integer(Math.min(minimum, -maximum), Math.max(maximum, -minimum));
}

const fallback: IntegerProducer = (place, wanted) => {
  const found = pickFitting(place, wanted);
  if (!found) return undefined;
  const otherwise = place.grow(place, wanted);
  return code(
    eitherOf(found.type, otherwise.type),
  )`(if ${found.text} == 0 then ${otherwise} else ${found.text})`;
};

const length: IntegerProducer = (place) => {
  const type = place.random.pick([text, listOf(text), mapOf(text)]);
  return code(longest)`std.length(${place.grow(place, type)})`;
};

const count: IntegerProducer = (place) => {
  const list = place.grow(place, listOf(text));
  return code(longest)`std.count(${list}, ${place.grow({ ...place, depth: 0 }, text)})`;
};

const parsed: IntegerProducer = (place) => {
  const found = pickWhere(place, (type) => type.kind === 'text' && type.digits === true);
  return found && code(wholeNumber)`std.parseInt(${found.text})`;
};

const total: IntegerProducer = (place) => {
  const list = place.grow(place, listOf(integer(-1000, 1000)));
  return code(wholeNumber)`std.sum(${list})`;
};

const folded: IntegerProducer = (place) => {
  const list = pickList(place);
  if (list?.type.kind !== 'list' || place.loops > 1) return undefined;
  const item = newName(place.random);
  const inner: Place = { ...bind(place, item, list.type.of), loops: place.loops + 1 };
  const step = place.grow(inner, integer(-1000, 1000));
  if (place.random.chance(0.5))
    return code(wholeNumber)`std.foldl(function(sum, ${item}) sum + ${step}, ${list.text}, 0)`;
  return code(
    integer(-1000, 1000),
  )`std.foldl(function(most, ${item}) std.max(most, ${step}), ${list.text}, -1000)`;
};

const sized: IntegerProducer = (place) => {
  const found = pickWhere(place, ({ kind }) => ['list', 'map', 'free', 'freeList'].includes(kind));
  return found && code(longest)`std.length(${found.text})`;
};

const byName: IntegerProducer = (place, wanted) => {
  const found = pickFitting(place, text);
  if (!found) return undefined;
  const [a, b] = [place.grow(place, wanted), place.grow(place, wanted)];
  return code(eitherOf(a.type, b.type))`(if ${found.text} == ${quote('a')} then ${a} else ${b})`;
};

export const integerForms: readonly (readonly [number, IntegerProducer])[] = [
  [1, sum],
  [1, difference],
  [1, product],
  [1, remainder],
  [1, quotient],
  [0.7, negated],
  [2, limited],
  [1, fallback],
  [1, length],
  [0.7, count],
  [1, parsed],
  [0.7, total],
  [0.7, folded],
  [1, sized],
  [0.5, byName],
];
