// How values reach Helm: numbers from a file are doubles, those of `--set` 64-bit integers, and templates can tell.
import type { JsonPath } from '../../schema/json.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import type { Random } from '../../shared/random.ts';

/**
 * Arguments of `--set` that repeat some of the whole numbers in a document, which a file gives besides. Of `complete`,
 * which has the defaults too, only those that are in no list, because a list is replaced whole.
 */
export function drawSets(values: Json, complete: Json, random: Random): readonly string[] {
  const given = listIntegers(values, []);
  const known = new Set(given.map(({ path }) => JSON.stringify(path)));
  const defaults = listIntegers(complete, []).filter(
    ({ path }) => !known.has(JSON.stringify(path)) && path.every((segment) => typeof segment === 'string'),
  );
  const integers = [...given, ...defaults].filter(() => random.chance(0.6));
  return integers.map(({ path, value }) => `${formatSetPath(path)}=${value}`);
}

interface Found {
  readonly path: JsonPath;
  readonly value: number;
}

function listIntegers(value: Json, path: JsonPath): readonly Found[] {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && path.length > 0 ? [{ path, value }] : [];
  if (path.length > 20) return [];
  if (Array.isArray(value)) return value.flatMap((item: Json, at) => listIntegers(item, [...path, at]));
  if (!isJsonObject(value)) return [];
  const keys = Object.keys(value).filter((key) => key !== '' && !key.includes('\0'));
  return keys.flatMap((key) => listIntegers(value[key] as Json, [...path, key]));
}

function formatSetPath(path: JsonPath): string {
  const words = path.map((segment) =>
    typeof segment === 'number' ? `[${segment}]` : `.${segment.replace(/[\\.,=[]/g, '\\$&')}`,
  );
  return words.join('').replace(/^\./, '');
}
