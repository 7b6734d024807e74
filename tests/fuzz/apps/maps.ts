// Expressions whose value is a map: an object with values of one type under keys that may be unknown.
import { code, fragment, key, type Piece, quote, sequence } from './code.ts';
import type { Producer } from './common.ts';
import { drawHostile, drawWord } from './literals.ts';
import { bind, deeper, intoObject, newName, type Place, pickFitting, pickList, pickWhere } from './place.ts';
import { boolean, fits, listOf, type MapType, type Type, text } from './types.ts';

type MapProducer = Producer<MapType>;

const mostLoops = 2;

function loopPlace(place: Place, name: string, type: Type): Place {
  return { ...deeper(bind(intoObject(place), name, type)), loops: place.loops + 1 };
}

function distinctKeys(place: Place, count: number): readonly string[] {
  const draw = (): string => (place.random.chance(0.8) ? drawWord(place.random) : drawHostile(place.random));
  return [...new Set(Array.from({ length: count }, draw))];
}

const entries: MapProducer = (place, wanted) => {
  const inner = intoObject(place);
  const fields = distinctKeys(place, 1 + place.random.below(3)).map((name): Piece => {
    const value = place.grow(inner, wanted.of);
    if (place.random.chance(0.7)) return fragment`${key(name)}: ${value}`;
    return fragment`[if ${place.grow(inner, boolean)} then ${quote(name)}]: ${value}`;
  });
  return code(wanted)`{ ${sequence(fields)} }`;
};

const sum: MapProducer = (place, wanted) =>
  code(wanted)`(${place.grow(place, wanted)} + ${place.grow(place, wanted)})`;

const conditionalSum: MapProducer = (place, wanted) => {
  const [a, b] = [place.grow(place, wanted), place.grow(place, wanted)];
  return code(wanted)`(${a} + (if ${place.grow(place, boolean)} then ${b} else {}))`;
};

const computedKey: MapProducer = (place, wanted) => {
  const inner = intoObject(place);
  return code(wanted)`{ [${place.grow(inner, text)}]: ${place.grow(inner, wanted.of)} }`;
};

const overKeys: MapProducer = (place, wanted) => {
  const map = pickWhere(place, ({ kind }) => kind === 'map');
  if (map?.type.kind !== 'map' || place.loops >= mostLoops || /^(self|super)\b/.test(map.text))
    return undefined;
  const name = newName(place.random);
  if (new RegExp(`\\b${name}\\b`).test(map.text)) return undefined;
  const inner = loopPlace(place, name, text);
  const known = {
    ...inner,
    variables: [...inner.variables, { text: `${map.text}[${name}]`, type: map.type.of }],
  };
  const suffix = place.random.chance(0.3) ? ` + ${quote(place.random.pick(['-x', '.y']))}` : '';
  const filter = place.random.chance(0.4) ? code(boolean)` if ${place.grow(known, boolean)}` : '';
  const body = place.grow(known, wanted.of);
  return code(wanted)`{ [${name}${suffix}]: ${body} for ${name} in std.objectFields(${map.text})${filter} }`;
};

const mapped: MapProducer = (place, wanted) => {
  const map = pickWhere(place, ({ kind }) => kind === 'map');
  if (map?.type.kind !== 'map' || place.loops >= mostLoops) return undefined;
  const name = newName(place.random);
  if (name === 'k') return undefined;
  const inner = loopPlace(bind(place, 'k', text), name, map.type.of);
  return code(wanted)`std.mapWithKey(function(k, ${name}) ${place.grow(inner, wanted.of)}, ${map.text})`;
};

/** A list whose items are unique by construction gives the keys. */
const overSet: MapProducer = (place, wanted) => {
  if (place.loops >= mostLoops) return undefined;
  const list = place.grow(intoObject(place), listOf(text));
  const name = newName(place.random);
  const body = place.grow(loopPlace(place, name, text), wanted.of);
  return code(wanted)`{ [${name}]: ${body} for ${name} in std.set(${list}) }`;
};

const folded: MapProducer = (place, wanted) => {
  const list = pickList(place);
  if (list?.type.kind !== 'list' || place.loops > 0) return undefined;
  const name = newName(place.random);
  const inner = loopPlace(place, name, list.type.of);
  const [entry, value] = [place.grow(inner, text), place.grow(inner, wanted.of)];
  return code(wanted)`std.foldl(function(sum, ${name}) sum + { [${entry}]: ${value} }, ${list.text}, {})`;
};

/** A null in the patch would remove, a null in the map would go. */
const patched: MapProducer = (place, wanted) => {
  if (!['text', 'integer', 'boolean'].includes(wanted.of.kind)) return undefined;
  return code(wanted)`std.mergePatch(${place.grow(place, wanted)}, ${place.grow(place, wanted)})`;
};

const withoutKey: MapProducer = (place, wanted) => {
  const map = pickFitting(place, wanted);
  if (!map || place.loops >= mostLoops || /^(self|super)\b/.test(map.text)) return undefined;
  if (!fits(map.type, wanted)) return undefined;
  const name = quote(drawWord(place.random));
  return code(wanted)`{ [k]: ${map.text}[k] for k in std.objectFields(${map.text}) if k != ${name} }`;
};

export const mapForms: readonly (readonly [number, MapProducer])[] = [
  [4, entries],
  [2, sum],
  [2, conditionalSum],
  [1, computedKey],
  [3, overKeys],
  [1, mapped],
  [1, overSet],
  [0.7, folded],
  [0.7, patched],
  [0.7, withoutKey],
];
