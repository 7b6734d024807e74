// std functions that read numbers and JSON.
import { isJsonObject, type Json } from '../../shared/json.ts';
import { createObject } from '../evaluation/objects.ts';
import { checkNumber } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { type Lazy, typeName, type Value } from '../evaluation/values.ts';
import { repairSurrogates } from './characters.ts';
import { expectString } from './check.ts';
import { type Builtin, define } from './define.ts';
import { describeJsonFault } from './json-fault.ts';
import { parseYaml } from './yaml.ts';

const [least64, greatest64] = [-(2n ** 63n), 2n ** 63n - 1n];

function parseInteger(str: Value): number {
  const text = expectString(str);
  const whole = /^[-+]?[0-9]+$/.test(text) ? BigInt(text.replace('+', '')) : undefined;
  if (whole === undefined || whole < least64 || whole > greatest64) {
    throw runtimeError(`${text} is not a base 10 integer`);
  }
  return Number(whole);
}

/** Digits of a number without sign, in base 8 or 16. */
function parseNatural(base: number, empty: string): (str: Value) => number {
  return (str) => {
    if (typeof str !== 'string') throw runtimeError(`Expected string, got ${typeName(str)}`);
    if (str === '') throw runtimeError(`${empty}: ""`);
    let value = 0;
    for (let at = 0; at < str.length; at++) {
      const digit = digitOf(str.charCodeAt(at));
      if (digit < 0 || digit >= base) throw runtimeError(`${str} is not a base ${base} integer`);
      value = base * value + digit;
    }
    return checkNumber(value);
  };
}

function digitOf(code: number): number {
  if (code >= 97) return code - 87;
  return code >= 65 ? code - 55 : code - 48;
}

function parseJson(str: Value): Value {
  const text = expectString(str);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw runtimeError(`failed to parse JSON: ${describeJsonFault(text)}`);
  }
  return createValue(data as Json, () => runtimeError(`failed to parse JSON: ${describeJsonFault(text)}`));
}

/** Plain data as a Jsonnet value. Numbers beyond all doubles are reported by `overflow`. */
function createValue(data: Json, overflow: () => Error): Value {
  if (typeof data === 'string') return repairSurrogates(data);
  if (typeof data === 'number' && !Number.isFinite(data)) throw overflow();
  if (data === null || typeof data !== 'object') return data;
  if (!isJsonObject(data)) return data.map((item) => createValue(item, overflow));
  const fields = new Map<string, Lazy>();
  for (const name of Object.keys(data)) {
    fields.set(repairSurrogates(name), createValue(data[name] as Json, overflow));
  }
  return createObject(fields);
}

export const parseFunctions: readonly Builtin[] = [
  define('parseInt', ['str'], parseInteger),
  define('parseOctal', ['str'], parseNatural(8, 'Not an octal number')),
  define('parseHex', ['str'], parseNatural(16, 'Not hexadecimal')),
  define('parseJson', ['str'], parseJson),
  define('parseYaml', ['str'], (str: Value) => parseYaml(expectString(str))),
];
