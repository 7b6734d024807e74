// Sprig's functions on maps, on JSON, and on what kind a value is.
import type { Json } from '../../../shared/json.ts';
import { formatGoJson } from '../../json.ts';
import {
  type Dict,
  elementOf,
  isDeepEqual,
  isDict,
  isList,
  isTrue,
  kindOf,
  type List,
  sortedKeys,
  typeOf,
  type Value,
} from '../values.ts';
import { type Definitions, define } from './define.ts';
import { toText } from './strings.ts';

type Changeable = { [key: string]: Value };

const toJson = define('a', (value: Value) => formatGoJson(plain(value)));
const toPrettyJson = define('a', (value: Value) => formatGoJson(plain(value), '  '));
const toRawJson = define('a', (value: Value) => unescapeHtml(formatGoJson(plain(value))));
const merge = define('mm*', (target: Changeable, ...others: Dict[]) => mergeAll(target, others, false));
const mergeOverwrite = define('mm*', (target: Changeable, ...others: Dict[]) =>
  mergeAll(target, others, true),
);
const deepCopy = define('a', (value: Value) => structuredClone(value));

export const data: Definitions = {
  ...{ deepCopy, merge, mergeOverwrite, toJson, toPrettyJson, toRawJson },
  ...{ mustDeepCopy: deepCopy, mustMerge: merge, mustMergeOverwrite: mergeOverwrite },
  ...{ mustToJson: toJson, mustToPrettyJson: toPrettyJson, mustToRawJson: toRawJson },
  deepEqual: define('aa', (a: Value, b: Value) => isDeepEqual(a, b)),
  dict: define('a*', (...values: List) => createDict(values)),
  dig: define('aaaa*', (...values: List) => dig(values)),
  fail: define('s', (message: string) => {
    throw new Error(message);
  }),
  fromJson: define('s', (text: string) => readJson(text) ?? null),
  get: define('ms', (dict: Dict, key: string) => (Object.hasOwn(dict, key) ? dict[key] : '')),
  hasKey: define('ms', (dict: Dict, key: string) => Object.hasOwn(dict, key)),
  keys: define('m*', (...dicts: Dict[]) => dicts.flatMap((dict) => [...sortedKeys(dict)])),
  kindIs: define('sa', (kind: string, value: Value) => kindOf(value) === kind),
  kindOf: define('a', kindOf),
  mustFromJson: define('s', (text: string) => {
    const value = readJson(text);
    if (value === undefined) throw new Error('the text is no JSON');
    return value;
  }),
  omit: define('ms*', (dict: Dict, ...keys: string[]) => select(dict, (key) => !keys.includes(key))),
  pick: define('ms*', (dict: Dict, ...keys: string[]) => select(dict, (key) => keys.includes(key))),
  pluck: define('sm*', (key: string, ...dicts: Dict[]) =>
    dicts.filter((dict) => Object.hasOwn(dict, key)).map((dict) => dict[key]),
  ),
  set: define('msa', (dict: Changeable, key: string, value: Value) => {
    put(dict, key, value);
    return dict;
  }),
  ternary: define('aab', (yes: Value, no: Value, condition: boolean) => (condition ? yes : no)),
  typeIs: define('sa', (type: string, value: Value) => typeOf(value) === type),
  typeIsLike: define('sa', (type: string, value: Value) => [type, `*${type}`].includes(typeOf(value))),
  typeOf: define('a', typeOf),
  unset: define('ms', (dict: Changeable, key: string) => {
    delete dict[key];
    return dict;
  }),
  values: define('m', (dict: Dict) => sortedKeys(dict).map((key) => dict[key])),
};

/** Also for keys such as `__proto__`. */
function put(dict: Changeable, key: string, value: Value): void {
  Object.defineProperty(dict, key, { value, writable: true, enumerable: true, configurable: true });
}

function createDict(values: List): Dict {
  const dict: Changeable = {};
  for (let at = 0; at < values.length; at += 2) {
    put(dict, toText(values[at]), at + 1 < values.length ? values[at + 1] : '');
  }
  return dict;
}

function select(dict: Dict, isWanted: (key: string) => boolean): Dict {
  return Object.fromEntries(Object.entries(dict).filter(([key]) => isWanted(key)));
}

function dig(values: List): Value {
  const dict = values.at(-1);
  const otherwise = values.at(-2);
  let found: Value = dict;
  for (const key of values.slice(0, -2)) {
    if (!isDict(found) || typeof key !== 'string') throw new Error('dig needs names and maps');
    if (!Object.hasOwn(found, key)) return otherwise;
    found = found[key];
  }
  return found;
}

/** What is missing or empty is taken from the others, or everything with `overwrite`. */
function mergeAll(target: Changeable, others: readonly Dict[], overwrite: boolean): Dict {
  for (const other of others) {
    for (const [key, value] of Object.entries(other)) {
      const before = elementOf(target, key);
      if (isDict(before) && isDict(value)) mergeAll(before as Changeable, [value], overwrite);
      else if (overwrite ? isTrue(value) : !isTrue(before)) put(target, key, value);
    }
  }
  return target;
}

/** Values as JSON has them. */
function plain(value: Value): Json {
  if (typeof value === 'bigint') return Number(value);
  if (isList(value)) return value.map(plain);
  if (isDict(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return typeof value === 'object' && value !== null ? String(value) : (value ?? null);
}

function unescapeHtml(json: string): string {
  const characters: Readonly<Record<string, string>> = { '003c': '<', '003e': '>', '0026': '&' };
  return json.replace(
    /(?<=(?:^|[^\\])(?:\\\\)*)\\u(003c|003e|0026)/g,
    (_, code: string) => characters[code] as string,
  );
}

function readJson(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
