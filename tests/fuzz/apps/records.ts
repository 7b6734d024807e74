// Expressions whose value is an object as manifests have them: fields of all kinds, mixins, late binding.
import { code, type Expression, fragment, key, member, type Piece, quote, sequence } from './code.ts';
import { drawType, isOpen, type Producer, sentence } from './common.ts';
import { drawHostile } from './literals.ts';
import { deeper, intoObject, know, newName, optionalFields, type Place, readable } from './place.ts';
import {
  boolean,
  integer,
  isPlain,
  listOf,
  mapOf,
  type RecordType,
  signed,
  type Type,
  text,
  wholeNumber,
} from './types.ts';

type RecordProducer = Producer<RecordType>;

const fieldNames: readonly string[] = [
  ...['a', 'b', 'c', 'name', 'value', 'spec', 'labels', 'on', 'y', 'no', 'null', 'my-key', 'example.com/x'],
  ...['ports', 'items', '1', 'kind', 'true'],
];

export function drawFieldName(place: Place): string {
  return place.random.chance(0.95) ? place.random.pick(fieldNames) : drawHostile(place.random);
}

/** Any value that a manifest can have. */
export function growAny(place: Place, plain: boolean): Expression {
  const record: Type = { kind: 'record', plain };
  const { random } = place;
  if (random.chance(0.15)) {
    const found = readable(place).filter(({ type }) => !plain || isPlain(type));
    const one = found.length > 0 ? random.pick(found) : undefined;
    if (one) return code(one.type)`${one.text}`;
  }
  const number = plain ? wholeNumber : signed(wholeNumber);
  const type = random.pick<Type>([
    ...[text, text, text, text, text, number, number, integer(0, 1000), boolean, boolean],
    ...[listOf(text), listOf(text), listOf(wholeNumber), listOf(record), listOf(record), mapOf(text)],
    ...[
      mapOf(wholeNumber),
      mapOf(record),
      record,
      record,
      record,
      { kind: 'null' } as const,
      drawType(random),
    ],
  ]);
  return place.grow(place, type);
}

interface Made {
  readonly name: string;
  readonly type: Type;
}

interface Members {
  readonly pieces: readonly Piece[];
  readonly made: readonly Made[];
}

/** Fields, each of which may use those before it through `self`. */
function drawMembers(place: Place, plain: boolean): Members {
  const { random } = place;
  const pieces: Piece[] = [];
  const made: Made[] = [];
  const names = new Set(Array.from({ length: 1 + random.below(4) }, () => drawFieldName(place)));
  // Names of fields are outside of the object.
  const outside = intoObject(place);
  let inner = outside;
  const condition = random.chance(0.1) ? place.grow(inner, boolean) : undefined;
  if (condition && isOpen(condition)) pieces.push(fragment`assert ${condition} : ${sentence(inner)}`);
  for (const name of names) {
    const optional = random.chance(0.15) ? random.pick([...optionalFields(outside), undefined]) : undefined;
    if (optional && (!plain || isPlain(optional.type))) {
      const { holder, name: field } = optional;
      pieces.push(fragment`[if ${quote(field)} in ${holder} then ${quote(name)}]: ${member(holder, field)}`);
      continue;
    }
    const value = growAny(deeper(inner), plain);
    if (random.chance(0.2)) {
      pieces.push(fragment`[if ${place.grow(outside, boolean)} then ${quote(name)}]: ${value}`);
      continue;
    }
    pieces.push(fragment`${key(name)}${random.chance(0.08) ? '::' : ':'} ${value}`);
    made.push({ name, type: value.type });
    inner = know(inner, member('self', name), value.type);
  }
  return { pieces, made };
}

const fields: RecordProducer = (place, wanted) =>
  code(wanted)`{ ${sequence(drawMembers(place, wanted.plain).pieces)} }`;

/** A base, and layers on it: overridden fields, `super`, `+:`, under conditions or not. */
const layered: RecordProducer = (place, wanted) => {
  const base = drawMembers(place, wanted.plain);
  const layers = Array.from({ length: 1 + place.random.below(2) }, () => {
    const layer = drawLayer(place, base.made, wanted.plain);
    if (place.random.chance(0.5)) return layer;
    return code(wanted)`(if ${place.grow(place, boolean)} then ${layer} else {})`;
  });
  return code(wanted)`({ ${sequence(base.pieces)} } + ${sequence(layers, ' + ')})`;
};

function drawLayer(place: Place, made: readonly Made[], plain: boolean): Expression {
  const inner = intoObject(place);
  const overridden = made.flatMap(({ name, type }, at): Piece[] => {
    if (place.random.chance(0.6)) return [];
    const before = made
      .slice(0, at)
      .reduce((known, one) => know(known, member('self', one.name), one.type), inner);
    const known = place.random.chance(0.5) ? know(before, member('super', name), type) : before;
    if ((type.kind === 'record' || type.kind === 'map') && place.random.chance(0.6))
      return [fragment`${key(name)}+: ${place.grow(deeper(before), type)}`];
    if (type.kind === 'list' && place.random.chance(0.4))
      return [fragment`${key(name)}+: ${place.grow(deeper(before), type)}`];
    return [fragment`${key(name)}: ${place.grow(deeper(known), type)}`];
  });
  const name = drawFieldName(place);
  const isNew = !made.some((one) => one.name === name);
  const added = isNew ? [fragment`${key(name)}: ${growAny(deeper(inner), plain)}`] : [];
  return code({ kind: 'record', plain })`{ ${sequence([...overridden, ...added])} }`;
}

const nested: RecordProducer = (place, wanted) => {
  const inner = intoObject(intoObject(place));
  const [a, b] = [growAny(deeper(inner), wanted.plain), growAny(deeper(inner), wanted.plain)];
  const condition = place.grow(place, boolean);
  return code(
    wanted,
  )`({ spec: { a: ${a} } } + { spec+: { b: ${b} } } + (if ${condition} then { spec+: { a: 'c' } } else {}))`;
};

/** An object that the fields see under a name. */
const named: RecordProducer = (place, wanted) => {
  const name = newName(place.random);
  const inner = intoObject(place);
  const value = place.grow({ ...inner, variables: hidden(inner, name) }, text);
  const other = place.grow(
    { ...inner, variables: [...hidden(inner, name), { text: `${name}.hello`, type: value.type }] },
    text,
  );
  return code(wanted)`{ local ${name} = self, hello: ${value}, greeting: { text: ${other} } }`;
};

function hidden(place: Place, name: string): Place['variables'] {
  return place.variables.filter(({ text: one }) => !new RegExp(`\\b${name}\\b`).test(one));
}

const conditionalRecord: RecordProducer = (place, wanted) => {
  const [a, b] = [place.grow(place, wanted), place.grow(place, wanted)];
  return code(wanted)`(${a} + (if ${place.grow(place, boolean)} then ${b} else {}))`;
};

/** Environment variables: computed ones, the user's over them, as a list at the end. */
const pruned: RecordProducer = (place, wanted) => {
  const inner = intoObject(place);
  const [a, b] = [place.grow(inner, text), place.grow(inner, listOf(text))];
  return code(wanted)`std.prune({ a: ${a}, b: ${b}, c: null, d: {} })`;
};

export const recordForms: readonly (readonly [number, RecordProducer])[] = [
  [5, fields],
  [3, layered],
  [1, nested],
  [1, named],
  [1.5, conditionalRecord],
  [0.5, pruned],
];
