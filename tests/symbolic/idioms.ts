// Idioms of Jsonnet that people write, each with the values that it needs.
import type { Properties } from './twice.ts';

export const text = { type: 'string', default: '' } as const;
export const flag = { type: 'boolean', default: true } as const;
export const count = { type: 'integer', minimum: -1000, maximum: 1000, default: 3 } as const;
const texts = { type: 'array', items: { type: 'string' }, default: ['a', 'b'] } as const;
const counts = {
  type: 'array',
  items: { type: 'integer', minimum: 0, maximum: 50 },
  default: [1, 2],
} as const;
export const map = { type: 'object', additionalProperties: { type: 'string' }, default: { a: 'x' } } as const;
const anything = { type: 'object', default: {} } as const;
const lanes = {
  type: 'array',
  default: [{ id: 'a', on: true }],
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'on'],
    properties: {
      id: { type: 'string' },
      on: { type: 'boolean' },
      role: { type: 'string', enum: ['x', 'y'] },
      weight: { type: 'integer', minimum: 0, maximum: 100 },
      tags: { type: 'array', items: { type: 'string' } },
    },
  },
} as const;
const rows = {
  type: 'array',
  default: [{ id: 'a' }],
  items: {
    type: 'object',
    additionalProperties: false,
    properties: {
      id: { type: 'string', minLength: 1 },
      key: { type: 'string', enum: ['x', 'y'] },
      note: { type: 'string' },
    },
  },
} as const;
const mode = { type: 'string', enum: ['', 'a', 'b'], default: 'a' } as const;
const optional = { type: 'string' } as const;
const either = {
  anyOf: [
    { type: 'string' },
    { type: 'integer', minimum: -9007199254740991, maximum: 9007199254740991 },
    { type: 'boolean' },
    { type: 'object', additionalProperties: { type: 'string' } },
  ],
} as const;
const variables = { type: 'object', additionalProperties: either, default: {} } as const;
const nested = {
  type: 'object',
  additionalProperties: false,
  required: ['on', 'size'],
  properties: { on: flag, size: count, note: optional },
  default: {},
} as const;

const limit = {
  anyOf: [
    { type: 'string', enum: ['0', '0%', '25%', '1e+07', '10000000', ''] },
    { type: 'integer', enum: [0, 25, 10000000, 9007199254740991] },
  ],
  default: 0,
} as const;

/** Title, properties of the values, expression. */
export const idioms: readonly (readonly [string, Properties, string])[] = [
  ['a field of values', { text }, 'values.text'],
  ['a conditional text', { flag }, "if values.flag then 'yes' else 'no'"],
  ['an else-if chain', { mode, flag }, "if values.mode == 'a' then 1 else if values.flag then 2 else 3"],
  ['an if without else', { flag }, "[if values.flag then 'x']"],
  ['a comparison in lower case', { text }, "std.asciiLower(values.text) == 'skip'"],
  [
    'a comparison in lower case of what may be beyond ASCII',
    { umlaut: { type: 'string', enum: ['ä', 'B'], default: 'B' } },
    "[std.asciiLower(values.umlaut) == 'b', std.member(['x', 'b'], std.asciiLower(values.umlaut))]",
  ],
  [
    'a computed name that replaces another under a condition',
    { mode, flag },
    "{ x: '1' } + (if values.flag then { a: '0' } + { [values.mode]: '1' } else {})",
  ],
  [
    'one of a few words, whatever its case',
    { text },
    "std.member(['SKIP', 'OFF', '0'], std.asciiUpper(std.trim(values.text)))",
  ],
  ['a default for an empty text', { text }, "if values.text == '' then 'd' else values.text"],
  ['an optional mixin', { flag }, '{ a: 1 } + (if values.flag then { b: 2, a: 3 } else {})'],
  ['two mixins of one condition', { flag }, '{ a: 1 } + (if values.flag then { b: 2 } else { c: 3 })'],
  [
    'late binding through a mixin',
    { flag },
    '({ a: 1, b: self.a + 1 } + (if values.flag then { a: 10 } else {}))',
  ],
  [
    'super in a conditional mixin',
    { flag, count },
    '({ a: values.count } + (if values.flag then { a: super.a + 1 } else {}))',
  ],
  [
    'a nested merge',
    { flag },
    '({ a: { x: 1 } } + { a+: { y: 2 } } + (if values.flag then { a+: { x: 5 } } else {}))',
  ],
  [
    'a nested merge onto nothing',
    { flag },
    '((if values.flag then { a: { x: 1 } } else {}) + { a+: { y: 2 } })',
  ],
  ['a conditional field', { flag }, "{ [if values.flag then 'k']: 1, z: 2 }"],
  ['a field with one of two names', { flag }, "{ [if values.flag then 'k' else 'l']: 1 }"],
  ['a computed key', { text }, '{ [values.text]: 1 }'],
  ['a conditional item', { flag }, "['a'] + (if values.flag then ['b'] else []) + ['c']"],
  ['a comprehension over a list', { texts }, '[x + "!" for x in values.texts]'],
  ['a filtered comprehension', { lanes }, '[lane.id for lane in values.lanes if lane.on]'],
  [
    'a nested comprehension',
    { lanes, texts },
    '[lane.id + t for lane in values.lanes for t in values.texts if t != lane.id]',
  ],
  [
    'a comprehension over a comprehension',
    { lanes },
    "[x.y for x in [{ y: lane.id, on: lane.on } for lane in values.lanes] if x.on && x.y != '']",
  ],
  [
    'an optional field of an item',
    { lanes },
    "[if 'role' in lane then lane.role else '-' for lane in values.lanes]",
  ],
  [
    'a field that an item may have',
    { lanes },
    "[{ id: lane.id, [if 'role' in lane then 'role']: lane.role } for lane in values.lanes]",
  ],
  ['std.get with a default', { lanes }, "[std.get(lane, 'weight', 7) for lane in values.lanes]"],
  [
    'std.get whose default is an error',
    { optional },
    "std.get(values, 'optional', error 'optional: set it')",
  ],
  [
    'known fields of a comprehension that add to what is there',
    { flag },
    "{ a: 'x' } + { [k]+: k + std.length(self) for k in ['a', 'b'] if values.flag || k == 'b' }",
  ],
  [
    'one item of a list whose other items are errors',
    { lanes },
    `local ids = [if l.id == '' then error 'lanes: no id' else l.id for l in values.lanes];
    if std.length(ids) > 1 then ids[1] else if ids != [] then ids[0] else 'none'`,
  ],
  [
    'one entry of a map whose other entries are errors',
    { map },
    `local m = { [k]: if values.map[k] == '' then error 'map: %s is empty' % k else k for k in std.objectFields(values.map) };
    if 'a' in m then m.a else 'none'`,
  ],
  [
    'values of a map with errors in it',
    { map },
    "std.objectValues(std.mapWithKey(function(k, v) if v == '' then error 'empty: ' + k else v, values.map))",
  ],
  [
    'an error that a user map replaces',
    { map, text },
    "{ a: error 'map: a is missing', b: if values.text == '' then error 'text: empty' else values.text } + values.map",
  ],
  [
    'how many items a set has that has errors in it',
    { texts },
    "std.length(std.set([if t == '' then error 'texts: empty' else t for t in values.texts]))",
  ],
  ['std.objectHas', { optional }, "if std.objectHas(values, 'optional') then values.optional else 'none'"],
  ['an optional value', { optional }, "if 'optional' in values then values.optional else null"],
  ['keys of a map', { map }, '[k for k in std.objectFields(values.map)]'],
  ['a map as a list', { map }, '[{ name: k, value: values.map[k] } for k in std.objectFields(values.map)]'],
  ['a map from a map', { map }, "{ [k + '-x']: values.map[k] + '!' for k in std.objectFields(values.map) }"],
  [
    'a filtered map',
    { map },
    "{ [k]: values.map[k] for k in std.objectFields(values.map) if values.map[k] != '' }",
  ],
  ['computed and user maps', { map, text }, '{ a: values.text, b: "1" } + values.map'],
  ['a user map below', { map, text }, 'values.map + { a: values.text }'],
  ['two user maps', { map, more: map }, 'values.map + { a: "1" } + values.more'],
  ['a conditional user map', { map, flag }, '{ z: "1" } + (if values.flag then values.map else {})'],
  ['a field read through a user map', { map }, '({ a: "1" } + values.map).a'],
  [
    'an environment',
    { variables, text },
    `local env = { A: values.text, B: true, [if values.text != '' then 'C']: 5 } + values.variables;
    [{ name: k } + (if std.isObject(env[k]) then env[k] else { value: std.toString(env[k]) })
     for k in std.objectFields(env)]`,
  ],
  ['std.join', { texts }, "std.join(',', values.texts)"],
  [
    'std.join of a comprehension',
    { lanes },
    "std.join('; ', ['%s=%s' % [l.id, l.on] for l in values.lanes])",
  ],
  [
    'std.join of conditional items',
    { flag, text },
    "std.join('-', ['a'] + (if values.flag then [values.text] else []))",
  ],
  [
    'a format of texts and integers',
    { text, count },
    "'%s has %d, %05d, %x' % [values.text, values.count, values.count, std.abs(values.count)]",
  ],
  ['a format with names', { text, count }, "'%(a)s/%(b)d' % { a: values.text, b: values.count }"],
  ['a format of one value', { count }, "'n=%s' % values.count"],
  ['text and number', { text, count }, "values.text + values.count + '!'"],
  [
    'std.toString of scalars',
    { flag, count, text },
    '[std.toString(x) for x in [values.flag, values.count, values.text, null]]',
  ],
  [
    'a number or per cent, compared as text',
    { limit },
    "[std.toString(values.limit) == x for x in ['0', '0%', '25', '1e+07', '10000000', '9007199254740991', '']]",
  ],
  [
    'a number or per cent, compared with texts',
    { limit },
    "[[values.limit == x, values.limit != x] for x in ['0', '0%', '25%', '1e+07', '']]",
  ],
  [
    'JSON of values',
    { lanes, map },
    'std.manifestJsonMinified({ lanes: values.lanes, map: values.map, n: 1 })',
  ],
  [
    'JSON of a comprehension',
    { lanes },
    'std.manifestJsonMinified([{ id: l.id } for l in values.lanes if l.on])',
  ],
  [
    'std.map and std.filter',
    { texts },
    "std.map(function(x) x + '.', std.filter(function(x) x != '', values.texts))",
  ],
  ['std.flatMap', { lanes }, "std.flatMap(function(l) std.get(l, 'tags', []) + [l.id], values.lanes)"],
  ['std.mapWithKey', { map }, "std.mapWithKey(function(k, v) k + '=' + v, values.map)"],
  ['std.mapWithIndex', { texts }, "std.mapWithIndex(function(i, x) '%d:%s' % [i, x], values.texts)"],
  ['std.objectKeysValues', { map }, '[e.key + e.value for e in std.objectKeysValues(values.map)]'],
  ['std.objectValues', { map }, 'std.objectValues(values.map)'],
  ['std.objectValues of known fields', { nested }, 'std.objectValues(values.nested)'],
  ['a sum', { counts }, 'std.foldl(function(sum, x) sum + x, values.counts, 0)'],
  ['a fold to a text', { texts }, "std.foldl(function(all, x) all + '/' + x, values.texts, '')"],
  [
    'a path, split and followed',
    { nested },
    "std.foldl(function(o, key) o[key], std.split('nested.size', '.'), values)",
  ],
  [
    'names that begin with one of a few texts, under what a user says',
    { mode, flag, text, map },
    "{ [values.mode + '_' + key]: 1 for key in ['A', 'B'] } + { [if values.flag then values.mode + '_C']: values.text, D: 'd' } + values.map",
  ],
  [
    'names that begin alike, of which two are one under a condition',
    { mode, flag },
    "{ [values.mode + 'x']: 1, [if values.flag then values.mode + 'x']: 2, ax: 3 }",
  ],
  ['a fold to a list', { texts }, "std.foldl(function(all, x) all + [x + '?'], values.texts, ['start'])"],
  ['a fold to a map', { lanes }, 'std.foldl(function(all, l) all + { [l.id]: l.on }, values.lanes, {})'],
  ['the largest', { counts }, 'std.foldl(function(m, x) std.max(m, x), values.counts, 0)'],
  ['std.sum', { counts }, 'std.sum(values.counts)'],
  [
    'std.member',
    { texts, text },
    "[std.member(values.texts, values.text), std.member(['a', 'b'], values.text)]",
  ],
  ['std.member of a text', { text }, "std.member(values.text, '-')"],
  ['uniqueness through std.set', { texts }, 'std.length(std.set(values.texts)) == std.length(values.texts)'],
  [
    'std.set, std.sort and std.reverse',
    { texts },
    '[std.set(values.texts), std.sort(values.texts), std.reverse(values.texts)]',
  ],
  [
    'std.all and std.any',
    { lanes },
    '[std.all([l.on for l in values.lanes]), std.any([l.on for l in values.lanes])]',
  ],
  [
    'std.count and std.length',
    { texts, map, text },
    "[std.count(values.texts, 'a'), std.length(values.texts), std.length(values.map), std.length(values.text)]",
  ],
  [
    'integers',
    { count },
    '[values.count + 1, values.count - 2, values.count * 3, -values.count, std.abs(values.count)]',
  ],
  ['std.floor of a quotient', { counts }, '[std.floor(x / 7) for x in values.counts]'],
  ['a remainder', { count }, 'values.count % 7'],
  [
    'comparisons',
    { count, text },
    "[values.count < 3, values.count >= 3, values.text < 'm', values.text == 'm', values.count != 3]",
  ],
  ['std.max and std.clamp', { count }, '[std.max(values.count, 0), std.clamp(values.count, -5, 5)]'],
  [
    'conditions',
    { flag, text, mode },
    "[values.flag && values.text != '', values.flag || values.mode == 'a', !values.flag]",
  ],
  [
    'emptiness',
    { map, texts, text },
    "[values.map == {}, values.texts == [], values.text == '', values.map != {}]",
  ],
  ['std.sha256 and std.base64', { mode }, '[std.sha256(values.mode), std.base64(values.mode)]'],
  [
    'an ASCII text or another one',
    { mode, word: { type: 'string', pattern: '^[a-zA-Z]*$', default: 'Word' } },
    "std.asciiUpper(if values.word == '' then 'default' else if values.mode == 'a' then values.word + '-x' else release.name)",
  ],
  ['ASCII texts', { mode }, '[std.asciiUpper(values.mode), std.asciiLower(values.mode)]'],
  [
    'text functions',
    { text },
    "[std.startsWith(values.text, 'a'), std.endsWith(values.text, 'z'), std.strReplace(values.text, 'a', 'b'), std.substr(values.text, 0, 3), std.split(values.text, ','), std.stripChars(values.text, ' ')]",
  ],
  [
    'a text or an object',
    { either: { ...either, default: 'x' } },
    'if std.isString(values.either) then { name: values.either } else if std.isObject(values.either) then values.either else {}',
  ],
  ['std.type', { either: { ...either, default: 'x' } }, 'std.type(values.either)'],
  [
    'functions and locals',
    { count },
    'local double(x, by=2) = x * by; [double(values.count), double(values.count, by=3)]',
  ],
  [
    'a tailstrict call, whose arguments are evaluated',
    { flag, text },
    "local f(n, x) = { a: values.text }; f(5, if values.flag then error 'flag: not this' else 2) tailstrict",
  ],
  [
    'tests of a value that may be an error, whose answer its type knows',
    { flag, text },
    "local x = if values.flag then error 'flag: not this' else 5; [std.isNumber(x), x < 10, (if values.text == '' then error 'text: empty' else 'a') == 'b']",
  ],
  [
    'a map under a condition that has the keys of another one',
    { flag, map },
    "{ [if values.flag then 'k']: local m = { [k]: 'x' for k in std.objectFields(values.map) if values.flag }; [m[k] for k in std.objectFields(m)] }",
  ],
  [
    'a record of functions',
    { text },
    "({ local me = self, greet(name):: me.hello + name, hello: 'hi ' }).greet(values.text)",
  ],
  ['a hidden field', { text }, '{ hidden:: values.text, shown: self.hidden }'],
  ['a hidden field that a mixin replaces', { text }, '{ a:: 1, b: self.a } + { a: values.text }'],
  ['a slice', { texts, text }, '[values.texts[1:], values.texts[:2], values.text[:3]]'],
  ['the first item', { texts }, "if values.texts == [] then 'none' else values.texts[0]"],
  ['a known list by number', { text }, "['a', values.text][1]"],
  ['std.prune of known fields', { text, texts }, 'std.prune({ a: values.text, b: values.texts, c: null })'],
  ['std.mergePatch', { text }, 'std.mergePatch({ a: { x: 1 }, b: 2 }, { a: { y: values.text }, b: null })'],
  [
    'release, chart and capabilities',
    {},
    "[release.name, chart.name, chart.version, chart.appVersion, release.isUpgrade, std.member(capabilities.apiVersions, 'example.com/v1')]",
  ],
  [
    'an unknown structure',
    { anything },
    '{ x: values.anything, [if values.anything != {} then "y"]: values.anything }',
  ],
  ['an error in a branch', { mode }, "if values.mode == '' then error 'mode: set one' else values.mode"],
  [
    'an assert before a value',
    { texts },
    "assert std.length(values.texts) < 3 : 'texts: at most two, not %d' % std.length(values.texts); values.texts",
  ],
  [
    'an assert in an object',
    { count },
    "{ assert values.count >= 0 : 'count: not negative', n: values.count }",
  ],
  [
    'an assert in a comprehension',
    { lanes },
    "[assert l.id != '' : 'lanes: an id is empty'; l.id for l in values.lanes]",
  ],
  [
    'an error in a condition that decides nothing',
    { flag, text },
    "if (if values.flag then error 'flag: not this' else values.text == '') then null else null",
  ],
  [
    'a text that ends with a long action',
    { flag, text, count },
    "(if values.flag && values.count > 3 then 'enabled for ' + release.name else 'not enabled at all') + std.floor(std.length(values.text) / (if values.count > 3 then 100 else 10))",
  ],
  ['a length to compute with', { texts }, 'std.length(values.texts) * 10'],
  [
    'a computed key that is an error where nobody asks',
    { flag },
    "[if values.flag then { [if values.flag then 'k' else error 'flag: none']: 1 }]",
  ],
  [
    'an error before the side that decides',
    { flag },
    "(if values.flag then error 'flag: not this' else false) || true",
  ],
  [
    'a computed key of one of two values',
    { texts },
    "{ [release.name]: if values.texts == [] then 'none' else values.texts[0], [release.namespace + '-x']: if values.texts != [] then values.texts else ['none'] }",
  ],
  [
    'a computed key of a table',
    { mode, text },
    "{ [({ '': values.text, a: 'a', b: values.text })[values.mode]]: 1 }",
  ],
  [
    'an optional map in the place of another',
    { optionalMap: { type: 'object', additionalProperties: { type: 'string' } }, map },
    "local m = if 'optionalMap' in values then values.optionalMap else values.map; std.mapWithKey(function(k, v) v + '!', std.mergePatch(values.map, m))",
  ],
  [
    'one of two maps by its own keys',
    { flag, map, more: map },
    'local m = if values.flag then values.map else values.more; [m[k] for k in std.objectFields(m)]',
  ],
  [
    'a computed map by its own keys',
    { map },
    'local m = std.mapWithKey(function(k, v) k + v, values.map); [m[k] for k in std.objectFields(m)]',
  ],
  [
    'an optional field in a merge with a conditional mixin',
    { flag, optional },
    "{ spec: { a: 1 } } + { spec+: { b: { [if 'optional' in values then 'c']: values.optional } } } + (if values.flag then { spec+: { a: 2 } } else {})",
  ],
  [
    'one of two objects that knows itself',
    { flag },
    'if values.flag then { spec: 1 } else ({ spec: { a: [] }, list: self.spec.a } + { spec+: { b: 2 } })',
  ],
  [
    'an error for one of several lists',
    { flag, texts },
    "local all = std.flattenArrays([values.texts, if values.flag then ['x'] else error 'flag: set it']); [std.map(function(x) 'one', all), std.length(all)]",
  ],
  [
    'texts with line ends in a map that a loop makes',
    { flag, map, more: map },
    "local lines = if values.flag then {} else { [k]: values.map[k] + '\\n' for k in std.objectFields(values.map) if k != 'a-b' }; [lines + { [k + '-x']: 'a' for k in std.objectFields(values.more) if k != 'c' }, lines]",
  ],
  [
    'an assert about a field that comes later, under a user map',
    { map },
    "local base = { assert std.length(self.name) < 6 : 'name: too long', a: '1' }; base + { name: 'web' } + values.map",
  ],
  [
    'names of an object with an assert',
    { text },
    "std.objectFields({ assert values.text == '' : 'text: none', a: 1 })",
  ],
  [
    'an error that is not reached',
    { flag },
    "if values.flag then 'a' else if !values.flag then 'b' else error 'never'",
  ],
  [
    'an alias of a reference',
    { map, lanes },
    "local ids = [l.id for l in values.lanes]; ['%s>%s' % [a, values.map[a]] for a in std.objectFields(values.map) if !std.member(ids, values.map[a])]",
  ],
  ['computed keys that may be the same', { lanes }, '{ [l.id]: l.on for l in values.lanes }'],
  ['computed keys beside a known one', { text }, '{ [values.text]: 1, a: 2, b: 3 }'],
  ['two computed keys', { text, mode }, '{ [values.text]: 1, [values.mode]: 2 }'],
  [
    'fields of one name under two conditions',
    { flag, text },
    "{ [if values.flag then 'a']: 1, [if values.text != '' then 'a']: 2 }",
  ],
  [
    'fields of one name that exclude each other',
    { flag },
    "{ [if values.flag then 'a']: 1, [if !values.flag then 'a']: 2 }",
  ],
  [
    'an assert before a list that is looped over',
    { texts, lanes },
    `[
      x + l.id
      for l in values.lanes
      for x in (assert l.id != 'yes' : 'lanes: yes is no id'; values.texts)
    ]`,
  ],
  [
    'an assert before a list that is counted',
    { texts },
    "std.length(assert values.texts != [] : 'texts: empty'; values.texts)",
  ],
  [
    'an assert in a function of a map',
    { map },
    "std.mapWithKey(function(k, v) if v == '' then error 'map: %s is empty' % k else v, values.map)",
  ],
  [
    'an error in a list of fields',
    { flag, text },
    "{ a: [1, if values.flag && values.text == '' then error 'text: set it' else values.text] }",
  ],
  [
    'a conditional list in a loop',
    { lanes, flag },
    "[[l.id] + (if l.on && values.flag then ['x'] else []) for l in values.lanes]",
  ],
  ['a local in a loop', { lanes }, "[local up = l.id + '!'; { a: up, b: up } for l in values.lanes]"],
  [
    'nested objects from a loop',
    { lanes },
    "{ all: { [l.id + '-' + k]: l.id for l in values.lanes for k in ['x', 'y'] if l.on } }",
  ],
  [
    'a key removed from a map',
    { map },
    "{ [k]: values.map[k] for k in std.objectFields(values.map) if k != 'a' }",
  ],
  [
    'an in test on a computed object',
    { flag, map },
    "local o = { x: 1 } + (if values.flag then values.map else {}); ['a' in o, 'x' in o, std.objectHas(o, 'b')]",
  ],
  ['super of a user map', { map }, "values.map + { a: (if 'a' in super then super.a else 'none') + '!' }"],
  [
    'duplicates',
    { lanes },
    'local ids = [l.id for l in values.lanes]; [id for id in ids if std.length([o for o in ids if o == id]) > 1]',
  ],
  ['a choice by enumerated key', { mode }, "({ '': 1, a: 2, b: 3 })[values.mode]"],
  [
    'the only entry, by a key that may be an error',
    { flag },
    "{ Recreate: 'x' }[if values.flag then 'Recreate' else error 'flag: set it']",
  ],
  [
    'the only entry, by an optional key',
    { optionalKey: { type: 'string', enum: ['a'] } },
    "if 'optionalKey' in values then { a: 'x' }[values.optionalKey] else 'none'",
  ],
  [
    'an object under a key that is tested',
    { map, text },
    "if values.text in values.map then values.map[values.text] else 'no'",
  ],
  ['self inside of an object', { text }, '{ local a = self.a, a: values.text, b: { c: a, d: self.c } }'],
  [
    'items by number where the length is known enough',
    { texts },
    `local l = values.texts;
    if std.length(l) >= 3 then [l[1], l[2]] else if std.length(l) == 2 then [l[1]] else if l != [] then [l[0]] else []`,
  ],
  [
    'a fold over the keys of a map',
    { map },
    "std.foldl(function(all, k) all + k + '=' + values.map[k] + ';', std.objectFields(values.map), '')",
  ],
  [
    'a list in two places, where there is one',
    { flag, map, optional, texts },
    `local l = (if values.flag then [{ a: 'x', b: 'y' }] else []) + [{ name: t } for t in values.texts];
    { [if l != [] then 'x']: l, y: { [if values.map != {} && l != [] then 'z']: l } }`,
  ],
  [
    'a list in two places, of which one may be empty',
    { flag, texts },
    `local l = (if values.flag then [{ a: 'x', b: 'y' }] else []) + [{ name: t } for t in values.texts];
    { [if l != [] then 'x']: l, y: l, z: std.length(l) }`,
  ],
  [
    'a list that its parts may leave empty',
    { flag, text, texts },
    `[{ a: 'x', [if values.text != '' then 'b']: values.text } for _ in [0] if values.flag]
    + values.texts + (if values.text != '' then [values.text] else [])`,
  ],
  ['a list or another', { text, texts }, "if values.texts == [] then [values.text, 'b'] else values.texts"],
  [
    'a list or another, as text',
    { text, texts },
    "std.join(',', if values.texts != [] then values.texts else [values.text])",
  ],
  [
    'neighbours of which some ask for more',
    { flag, count, map, text },
    `{
      [if values.flag && values.text != '' && values.count > 1 then 'a']: values.text,
      [if values.flag && values.text != '' then 'b']: values.text,
      [if values.flag then 'c']: values.count,
      [if values.flag && values.map != {} then 'd']: values.map,
      [if values.flag then 'e']: 5,
      [if !values.flag then 'f']: 6,
      [if !values.flag && values.count > 2 then 'g']: values.count,
    }`,
  ],
  [
    'several fields with one of two values each',
    { flag, text },
    "{ a: if values.flag then values.text else 'a', b: if values.flag then 1 else 2, c: if !values.flag then [values.text] else ['c', 'd'] }",
  ],
  [
    'a text that another one may equal, which is never empty',
    { map, count },
    "std.get(values.map, 'a', '') == 'a-%d' % values.count",
  ],
  [
    'an optional text that is never empty',
    { rows },
    "[{ id: std.get(l, 'id', 'none'), key: if 'key' in l then l.key else std.get(l, 'id', 'x') } for l in values.rows]",
  ],
  ['an optional text that may be empty', { rows }, "[std.get(l, 'note', 'none') for l in values.rows]"],
  [
    'a map or list that another one stands for',
    { map, spareMap: map, texts, spareTexts: texts },
    `{
      [if values.map != {} || values.spareMap != {} then 'map']: if values.map == {} then values.spareMap else values.map,
      list: if values.texts != [] then values.texts else values.spareTexts,
      either: if values.map == {} then { x: 'y' } else values.map,
    }`,
  ],
  [
    'a text that many others begin with',
    { flag, text },
    `local start = if values.flag then values.text + '-a' else if values.text == 'x' then 'b' else 'c';
    { a: start + '1', b: start + '2', c: start + '3', d: { e: start + '4', [if values.text != '' then 'f']: start + values.text }, g: [start] }`,
  ],
];
