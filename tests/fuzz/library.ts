// Library functions that random programs may call: those that libjsonnet 0.20 has and that mean the same there.
// What is left out, and why, is in docs/engine-differences.md.

export type Type = 'number' | 'string' | 'boolean' | 'array' | 'object' | 'function' | 'any';

const rows: Readonly<Record<string, string>> = {
  abs: 'number > number',
  sign: 'number > number',
  max: 'number number > number',
  min: 'number number > number',
  floor: 'number > number',
  ceil: 'number > number',
  type: 'any > string',
  isString: 'any > boolean',
  isNumber: 'any > boolean',
  isBoolean: 'any > boolean',
  isObject: 'any > boolean',
  isArray: 'any > boolean',
  isFunction: 'any > boolean',
  length: 'array > number',
  toString: 'any > string',
  codepoint: 'character > number',
  substr: 'string small small > string',
  findSubstr: 'word string > array',
  startsWith: 'string string > boolean',
  endsWith: 'string string > boolean',
  stripChars: 'text word > string',
  lstripChars: 'text word > string',
  rstripChars: 'text word > string',
  split: 'string word > array',
  splitLimit: 'string word small > array',
  strReplace: 'string word string > string',
  asciiUpper: 'text > string',
  asciiLower: 'text > string',
  format: 'format array > string',
  escapeStringBash: 'string > string',
  escapeStringDollars: 'string > string',
  escapeStringJson: 'string > string',
  escapeStringPython: 'string > string',
  escapeStringXML: 'string > string',
  parseInt: 'digits > number',
  encodeUTF8: 'string > array',
  manifestJson: 'any > string',
  manifestJsonMinified: 'any > string',
  manifestYamlDoc: 'any > string',
  manifestPython: 'any > string',
  member: 'array plain > boolean',
  count: 'array plain > number',
  find: 'plain array > array',
  map: 'unary array > array',
  mapWithIndex: 'binary array > array',
  filter: 'predicate array > array',
  flatMap: 'lister array > array',
  foldl: 'binary items plain > any',
  foldr: 'binary items plain > any',
  range: 'small small > array',
  repeat: 'array small > array',
  slice: 'array small small one > array',
  join: 'word strings > string',
  sort: 'numbers > array',
  uniq: 'numbers > array',
  set: 'numbers > array',
  setMember: 'number set > boolean',
  setUnion: 'set set > array',
  setInter: 'set set > array',
  setDiff: 'set set > array',
  objectHas: 'object name > boolean',
  objectHasAll: 'object name > boolean',
  objectFields: 'object > array',
  objectFieldsAll: 'object > array',
  objectValues: 'object > array',
  get: 'object name any > any',
  mergePatch: 'object object > object',
  base64: 'word > string',
  md5: 'string > string',
  equals: 'any any > boolean',
  assertEqual: 'same > boolean',
  makeArray: 'small unary > array',
  any: 'booleans > boolean',
  all: 'booleans > boolean',
};

export interface Call {
  readonly name: string;
  /** Types and the special kinds of the generator (`small`, `word`, `set` …). */
  readonly parameters: readonly string[];
  readonly result: Type;
}

export const calls: readonly Call[] = Object.entries(rows).map(([name, row]) => {
  const [parameters = '', result] = row.split(' > ');
  return { name, parameters: parameters.split(' '), result: result as Type };
});
