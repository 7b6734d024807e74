// Expressions whose value is a list.
import { code, type Expression, quote, sequence } from './code.ts';
import type { Producer } from './common.ts';
import {
  bind,
  deeper,
  newName,
  type Place,
  pickFitting,
  pickList,
  pickWhere,
  type Variable,
} from './place.ts';
import {
  boolean,
  fits,
  integer,
  type ListType,
  listOf,
  type MapType,
  type Type,
  text,
  wholeNumber,
} from './types.ts';

type ListProducer = Producer<ListType>;

/** Two loops inside each other are what people still read. */
const mostLoops = 2;

function loopPlace(place: Place, name: string, type: Type): Place {
  return { ...deeper(bind(place, name, type)), loops: place.loops + 1 };
}

const items: ListProducer = (place, wanted) =>
  code(
    wanted,
  )`[${sequence(Array.from({ length: 1 + place.random.below(3) }, () => place.grow(place, wanted.of)))}]`;

const conditionalItem: ListProducer = (place, wanted) => {
  const condition = place.grow(place, boolean);
  const [first, item] = [place.grow(place, wanted), place.grow(place, wanted.of)];
  return code(wanted)`(${first} + (if ${condition} then [${item}] else []))`;
};

const sum: ListProducer = (place, wanted) =>
  code(wanted)`(${place.grow(place, wanted)} + ${place.grow(place, wanted)})`;

const maybeItem: ListProducer = (place, wanted) => {
  const condition = place.grow(place, boolean);
  return code(wanted)`[${place.grow(place, wanted.of)} for i in [0] if ${condition}]`;
};

const comprehension: ListProducer = (place, wanted) => {
  const list = pickList(place);
  if (list?.type.kind !== 'list' || place.loops >= mostLoops) return undefined;
  const name = newName(place.random);
  const inner = loopPlace(place, name, list.type.of);
  const filter = place.random.chance(0.4) ? code(boolean)`${place.grow(inner, boolean)}` : undefined;
  const clause = filter ? code(boolean)` if ${filter}` : undefined;
  const second = place.random.chance(0.25) ? pickList(inner) : undefined;
  if (second?.type.kind === 'list' && inner.loops < mostLoops) {
    const other = newName(place.random);
    const body = place.grow(loopPlace(inner, other, second.type.of), wanted.of);
    return code(wanted)`[${body} for ${name} in ${list.text}${clause ?? ''} for ${other} in ${second.text}]`;
  }
  return code(wanted)`[${place.grow(inner, wanted.of)} for ${name} in ${list.text}${clause ?? ''}]`;
};

/** Loops over lists that are computed: of loops, of sums. */
const overComputed: ListProducer = (place, wanted) => {
  if (place.loops >= mostLoops) return undefined;
  const list = place.grow(place, listOf(place.random.pick([text, wholeNumber])));
  const name = newName(place.random);
  const body = place.grow(loopPlace(place, name, (list.type as ListType).of), wanted.of);
  return code(wanted)`[${body} for ${name} in ${list}]`;
};

function pickMap(place: Place): (Variable & { readonly type: MapType }) | undefined {
  return pickWhere(place, ({ kind }) => kind === 'map') as
    | (Variable & { readonly type: MapType })
    | undefined;
}

const overKeys: ListProducer = (place, wanted) => {
  const map = pickMap(place);
  if (!map || place.loops >= mostLoops) return undefined;
  const name = newName(place.random);
  const inner = loopPlace(place, name, text);
  const known = {
    ...inner,
    variables: [...inner.variables, { text: `${map.text}[${name}]`, type: map.type.of }],
  };
  if (new RegExp(`\\b${name}\\b`).test(map.text)) return undefined;
  const filter = place.random.chance(0.3) ? code(boolean)` if ${place.grow(known, boolean)}` : '';
  return code(
    wanted,
  )`[${place.grow(known, wanted.of)} for ${name} in std.objectFields(${map.text})${filter}]`;
};

const overEntries: ListProducer = (place, wanted) => {
  const map = pickMap(place);
  if (!map || place.loops >= mostLoops) return undefined;
  const name = newName(place.random);
  const type: Type = {
    kind: 'struct',
    fields: [
      { name: 'key', type: text, optional: false },
      { name: 'value', type: map.type.of, optional: false },
    ],
  };
  const body = place.grow(loopPlace(place, name, type), wanted.of);
  return code(wanted)`[${body} for ${name} in std.objectKeysValues(${map.text})]`;
};

const mapped: ListProducer = (place, wanted) => {
  const list = pickList(place);
  if (list?.type.kind !== 'list' || place.loops >= mostLoops) return undefined;
  const name = newName(place.random);
  const inner = loopPlace(place, name, list.type.of);
  switch (place.random.below(4)) {
    case 0: {
      const body = place.grow(inner, wanted);
      return code(wanted)`std.flatMap(function(${name}) ${body}, ${list.text})`;
    }
    case 1: {
      const [test, body] = [place.grow(inner, boolean), place.grow(inner, wanted.of)];
      return code(wanted)`std.filterMap(function(${name}) ${test}, function(${name}) ${body}, ${list.text})`;
    }
    case 2: {
      const body = place.grow(bind(inner, 'at', integer(0, 1_000_000)), wanted.of);
      if (name === 'at') return undefined;
      return code(wanted)`std.mapWithIndex(function(at, ${name}) ${body}, ${list.text})`;
    }
    default:
      return code(wanted)`std.map(function(${name}) ${place.grow(inner, wanted.of)}, ${list.text})`;
  }
};

const filtered: ListProducer = (place, wanted) => {
  const list = pickFitting(place, wanted);
  if (list?.type.kind !== 'list' || place.loops >= mostLoops) return undefined;
  const name = newName(place.random);
  const test = place.grow(loopPlace(place, name, list.type.of), boolean);
  return code(list.type)`std.filter(function(${name}) ${test}, ${list.text})`;
};

const folded: ListProducer = (place, wanted) => {
  const list = pickList(place);
  if (list?.type.kind !== 'list' || place.loops > 0) return undefined;
  const name = newName(place.random);
  const item = place.grow(loopPlace(place, name, list.type.of), wanted.of);
  return code(wanted)`std.foldl(function(sum, ${name}) sum + [${item}], ${list.text}, [])`;
};

/** Of texts only. */
const ordered: ListProducer = (place, wanted) => {
  if (!fits(text, wanted.of)) return undefined;
  const list = place.grow(place, listOf(text));
  switch (place.random.below(5)) {
    case 0: {
      const known = pickFitting(place, listOf(text));
      return known && code(wanted)`std.uniq(std.sort(${known.text}))`;
    }
    case 1: {
      const name = place.random.pick(['setUnion', 'setInter', 'setDiff']);
      return code(wanted)`std.${name}(std.set(${list}), std.set(${place.grow(place, listOf(text))}))`;
    }
    default:
      return code(wanted)`std.${place.random.pick(['set', 'sort', 'reverse'])}(${list})`;
  }
};

const split: ListProducer = (place, wanted) => {
  if (!fits(text, wanted.of)) return undefined;
  const subject = place.grow(place, text);
  const separator = quote(place.random.pick([',', '-', ' ', 'a']));
  switch (place.random.below(4)) {
    case 0:
      return code(wanted)`std.stringChars(${subject})`;
    case 1:
      return code(wanted)`std.splitLimit(${subject}, ${separator}, ${String(place.random.below(3))})`;
    default:
      return code(wanted)`std.split(${subject}, ${separator})`;
  }
};

const keys: ListProducer = (place, wanted) => {
  const map = pickWhere(place, ({ kind }) => ['map', 'free', 'record'].includes(kind));
  return map && fits(text, wanted.of) ? code(wanted)`std.objectFields(${map.text})` : undefined;
};

const values: ListProducer = (place, wanted) => {
  const map = pickWhere(place, (type) => type.kind === 'map' && fits(type.of, wanted.of));
  return map && code(wanted)`std.objectValues(${map.text})`;
};

const range: ListProducer = (place, wanted) => {
  const small = integer(0, 10);
  if (!fits(small, wanted.of)) return undefined;
  if (place.random.chance(0.3))
    return code(wanted)`std.makeArray(${place.grow(place, small)}, function(i) i)`;
  return code(wanted)`std.range(1, ${place.grow(place, small)})`;
};

const slice: ListProducer = (place, wanted) => {
  const list: Expression = place.grow(place, wanted);
  const [from, to] = [place.random.below(3), 1 + place.random.below(4)];
  const bounds = place.random.pick([`${from}:`, `:${to}`, `${from}:${from + to}`]);
  return code(list.type)`${list}[${bounds}]`;
};

const flattened: ListProducer = (place, wanted) =>
  code(wanted)`std.flattenArrays([${sequence([place.grow(place, wanted), place.grow(place, wanted)])}])`;

export const listForms: readonly (readonly [number, ListProducer])[] = [
  [3, items],
  [2, conditionalItem],
  [1.5, sum],
  [0.5, maybeItem],
  [4, comprehension],
  [1, overComputed],
  [2, overKeys],
  [1, overEntries],
  [2, mapped],
  [1.5, filtered],
  [0.7, folded],
  [1.5, ordered],
  [1, split],
  [1, keys],
  [1, values],
  [0.7, range],
  [0.8, slice],
  [0.5, flattened],
];
