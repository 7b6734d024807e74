// Expressions whose value is a text.
import { code, type Expression, quote, sequence } from './code.ts';
import { drawType, type Producer } from './common.ts';
import { drawHostile, drawWord } from './literals.ts';
import { bind, deeper, hide, intoObject, optionalFields, pickFitting, pickList, pickWhere } from './place.ts';
import {
  ascii,
  boolean,
  eitherOf,
  integer,
  isPlain,
  listOf,
  type TextType,
  type Type,
  text,
  wholeNumber,
} from './types.ts';

type TextProducer = Producer<TextType>;

const filled: TextType = { kind: 'text', filled: true };
const natural = integer(0, 1_000_000);

const sum: TextProducer = (place) => {
  const [a, b] = [
    place.grow(place, text),
    place.grow(place, place.random.pick([text, wholeNumber, boolean])),
  ];
  return code(text)`(${a} + ${b})`;
};

const asciiSum: TextProducer = (place) => {
  const parts = [place.grow(place, ascii), quote(place.random.pick(['-', '/', '.', '']))];
  return code(ascii)`(${parts[0] as Expression} + ${parts[1] as string} + ${place.grow(place, ascii)})`;
};

const fallback: TextProducer = (place, wanted) => {
  const found = pickFitting(place, wanted);
  if (!found) return undefined;
  const otherwise = place.grow(place, wanted);
  return code(
    eitherOf(found.type, otherwise.type),
  )`(if ${found.text} == '' then ${otherwise} else ${found.text})`;
};

/** Verbs with what they take; `%x` only of what is not negative: the sign stands elsewhere in templates. */
const verbs: readonly (readonly [string, Type])[] = [
  ['%s', text],
  ['%s', text],
  ['%s', wholeNumber],
  ['%s', boolean],
  ['%d', wholeNumber],
  ['%05d', integer(0, 100_000)],
  ['%x', natural],
  ['%5s', text],
  ['%-5d|', natural],
];

const format: TextProducer = (place) => {
  const chosen = Array.from({ length: 1 + place.random.below(3) }, () => place.random.pick(verbs));
  const between = place.random.pick(['-', ': ', '/', ' %% ', ', "', '']);
  const form = chosen.map(([verb]) => verb).join(between);
  const args = chosen.map(([, type]) => place.grow(place, type));
  const [only] = args;
  if (args.length === 1 && only && place.random.chance(0.5)) return code(text)`(${quote(form)} % ${only})`;
  return code(text)`(${quote(form)} % [${sequence(args)}])`;
};

const namedFormat: TextProducer = (place) => {
  const inner = intoObject(place);
  const [a, b] = [place.grow(inner, text), place.grow(inner, wholeNumber)];
  return code(text)`('%(a)s=%(b)d' % { a: ${a}, b: ${b} })`;
};

const printed: TextProducer = (place) => {
  const type = place.random.pick([text, wholeNumber, boolean, { kind: 'null' } as const]);
  return code(text)`std.toString(${place.grow(place, type)})`;
};

const joined: TextProducer = (place) => {
  const separator = quote(place.random.pick([',', ', ', '', '\n', '; ', '"']));
  return code(text)`std.join(${separator}, ${place.grow(place, listOf(text))})`;
};

const json: TextProducer = (place) => {
  const type = drawType(place.random);
  // Fractions have another text in templates than in Jsonnet below 1e-6, and unknown structures may have them.
  if (!isPlain(type)) return undefined;
  const known = place.random.chance(0.4) ? pickWhere(place, isPlain) : undefined;
  return code(filled)`std.manifestJsonMinified(${known?.text ?? place.grow(place, type)})`;
};

const part: TextProducer = (place) => {
  const subject = place.grow(place, text);
  const [from, length] = [place.random.below(3), place.random.below(6)];
  switch (place.random.below(4)) {
    case 0:
      return code(text)`std.substr(${subject}, ${String(from)}, ${String(length)})`;
    case 1:
      return code(text)`${subject}[${String(from)}:${String(from + length)}]`;
    case 2:
      return code(text)`${subject}[:${String(length)}]`;
    default:
      return code(text)`std.split(${subject}, ${quote(place.random.pick([',', '-', ' ']))})[0]`;
  }
};

const changed: TextProducer = (place) => {
  const subject = place.grow(place, text);
  const needle = quote(place.random.pick(['a', '-', '.', ' ', '"', 'ab']));
  switch (place.random.below(6)) {
    case 0:
      return code(text)`std.strReplace(${subject}, ${needle}, ${quote(drawHostile(place.random))})`;
    case 1:
      return code(text)`std.stripChars(${subject}, ${quote(place.random.pick([' ', 'ab', '-']))})`;
    case 2:
      return code(text)`std.${place.random.pick(['lstripChars', 'rstripChars'])}(${subject}, ${quote('x ')})`;
    case 3:
      return code(text)`std.trim(${subject})`;
    case 4:
      return code(filled)`std.${place.random.pick(['escapeStringBash', 'escapeStringXML'])}(${subject})`;
    default:
      return code(text)`std.escapeStringDollars(${subject})`;
  }
};

const caseChanged: TextProducer = (place) => {
  const name = place.random.pick(['asciiLower', 'asciiUpper']);
  return code(text)`std.${name}(${place.grow(place, ascii)})`;
};

const digest: TextProducer = (place) => {
  const hexadecimal: TextType = { kind: 'text', ascii: true, filled: true };
  if (place.random.chance(0.3)) return code(ascii)`std.base64(${place.grow(place, ascii)})`;
  return code(hexadecimal)`std.${place.random.pick(['sha256', 'sha1'])}(${place.grow(place, text)})`;
};

const folded: TextProducer = (place) => {
  const list = pickList(place);
  if (list?.type.kind !== 'list' || place.loops > 1) return undefined;
  const inner = bind(hide(place, 'sum'), 'entry', list.type.of);
  const step = place.grow({ ...deeper(inner), loops: place.loops + 1 }, text);
  const initial = place.grow({ ...place, depth: 0 }, text);
  return code(text)`std.foldl(function(sum, entry) sum + ${step}, ${list.text}, ${initial})`;
};

const kindName: TextProducer = (place) => {
  const found = pickWhere(place, ({ kind }) => kind === 'choice');
  return found && code({ kind: 'text', ascii: true, filled: true })`std.type(${found.text})`;
};

const repeated: TextProducer = (place) =>
  code(text)`std.repeat(${place.grow(place, text)}, ${place.grow({ ...place, depth: 0 }, integer(0, 10))})`;

const option: TextProducer = (place) => {
  const fields = optionalFields(place).filter(({ type }) => type.kind === 'text');
  if (fields.length === 0) return undefined;
  const { holder, name } = place.random.pick(fields);
  return code(text)`std.get(${holder}, ${quote(name)}, ${quote(drawWord(place.random))})`;
};

export const textForms: readonly (readonly [number, TextProducer])[] = [
  [2, sum],
  [1, asciiSum],
  [2, fallback],
  [2, format],
  [0.5, namedFormat],
  [1, printed],
  [1.5, joined],
  [1, json],
  [1, part],
  [1, changed],
  [0.7, caseChanged],
  [0.7, digest],
  [0.7, folded],
  [1, kindName],
  [0.3, repeated],
  [1, option],
];
