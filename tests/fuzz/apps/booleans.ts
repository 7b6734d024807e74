// Expressions whose value is a boolean.
import { code, quote } from './code.ts';
import { type Producer, testOf } from './common.ts';
import { drawWord } from './literals.ts';
import { bind, deeper, has, newName, optionalFields, type Place, pickList, pickWhere } from './place.ts';
import { boolean, listOf, mapOf, signed, type Type, text, wholeNumber } from './types.ts';

const logical: Producer = (place) => {
  const [a, b] = [place.grow(place, boolean), place.grow(place, boolean)];
  return code(boolean)`(${a} ${place.random.pick(['&&', '||'])} ${b})`;
};

const negated: Producer = (place) => code(boolean)`!${place.grow(place, boolean)}`;

const compared: Producer = (place) => {
  const type = place.random.pick([text, signed(wholeNumber)]);
  const operator = place.random.pick(['==', '!=', '<', '<=', '>', '>=', '==', '!=']);
  return code(boolean)`(${place.grow(place, type)} ${operator} ${place.grow(place, type)})`;
};

const enumerated: Producer = (place) => {
  const found = pickWhere(place, (type) => type.kind === 'text' && type.values !== undefined);
  if (found?.type.kind !== 'text') return undefined;
  return code(
    boolean,
  )`(${found.text} ${place.random.pick(['==', '!='])} ${quote(place.random.pick(found.type.values ?? []))})`;
};

const empty: Producer = (place) => {
  const found = pickWhere(place, ({ kind }) => ['text', 'list', 'map', 'free', 'freeList'].includes(kind));
  if (!found) return undefined;
  const nothing = emptyValues[found.type.kind] ?? '{}';
  return code(boolean)`(${found.text} ${place.random.pick(['==', '!='])} ${nothing})`;
};

const emptyValues: Readonly<Record<string, string>> = { text: "''", list: '[]', freeList: '[]' };

const structures: Producer = (place) => {
  const type = place.random.pick([listOf(text), mapOf(text)]);
  return code(boolean)`(${place.grow(place, type)} == ${place.grow(place, type)})`;
};

const presence: Producer = (place) => {
  const fields = optionalFields(place);
  return fields.length === 0 ? undefined : code(boolean)`(${has(place.random.pick(fields), place.random)})`;
};

const key: Producer = (place) => {
  const found = pickWhere(place, ({ kind }) => kind === 'map' || kind === 'free');
  const name = place.random.chance(0.5) ? quote(drawWord(place.random)) : place.grow(place, text);
  return found && code(boolean)`std.objectHas(${found.text}, ${name})`;
};

const membership: Producer = (place) => {
  const item = place.grow(place, text);
  switch (place.random.below(4)) {
    case 0:
      return code(boolean)`std.member(${item}, ${quote(place.random.pick(['-', 'a', ' ']))})`;
    case 1:
      return code(boolean)`std.setMember(${item}, std.set(${place.grow(place, listOf(text))}))`;
    case 2:
      return code(boolean)`std.contains(${place.grow(place, listOf(text))}, ${item})`;
    default:
      return code(boolean)`std.member(${place.grow(place, listOf(text))}, ${item})`;
  }
};

const affix: Producer = (place) => {
  const name = place.random.pick(['startsWith', 'endsWith']);
  return code(boolean)`std.${name}(${place.grow(place, text)}, ${place.grow({ ...place, depth: 0 }, text)})`;
};

const kind: Producer = (place) => {
  const found = pickWhere(place, (type) => type.kind === 'choice');
  if (found?.type.kind !== 'choice') return undefined;
  return code(boolean)`(${testOf(found.text, place.random.pick(found.type.of))})`;
};

/** A test that a second one needs. */
const testedText: Producer = (place) => {
  const found = pickWhere(place, ({ kind: one }) => one === 'choice');
  if (found?.type.kind !== 'choice' || !found.type.of.some((one) => one.kind === 'text')) return undefined;
  return code(boolean)`(std.isString(${found.text}) && ${found.text} != ${quote(drawWord(place.random))})`;
};

const quantified: Producer = (place) => {
  const list = pickList(place);
  if (list?.type.kind !== 'list' || place.loops > 1) return undefined;
  const item = newName(place.random);
  const inner: Place = { ...deeper(bind(place, item, list.type.of)), loops: place.loops + 1 };
  const test = place.grow(inner, boolean);
  const name = place.random.pick(['any', 'all']);
  return code(boolean)`std.${name}([${test} for ${item} in ${list.text}])`;
};

const unique: Producer = (place) => {
  const list = place.grow(place, listOf(text));
  return code(boolean)`(local unique = ${list}; std.length(std.set(unique)) == std.length(unique))`;
};

const fraction: Producer = (place) => {
  const found = pickWhere(place, ({ kind: one }: Type) => one === 'number');
  return found && code(boolean)`(${found.text} ${place.random.pick(['<', '>=', '=='])} 0.5)`;
};

const capability: Producer = (place) => {
  if (!place.variables.some(({ text: one }) => one.startsWith('capabilities'))) return undefined;
  return code(
    boolean,
  )`std.member(capabilities.apiVersions, ${quote(place.random.pick(['example.com/v1', 'example.com/v1/Thing']))})`;
};

export const booleanForms: readonly (readonly [number, Producer])[] = [
  [2, logical],
  [1, negated],
  [3, compared],
  [1.5, enumerated],
  [3, empty],
  [0.3, structures],
  [2, presence],
  [1, key],
  [1, membership],
  [0.7, affix],
  [1, kind],
  [0.7, testedText],
  [1, quantified],
  [0.7, unique],
  [0.7, fraction],
  [0.3, capability],
];
