// Copies a text of a document to another place of it: references hit, and what should be unique clashes.
import type { JsonPath } from '../../schema/json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Random } from '../../shared/random.ts';
import { setAt } from './boundary.ts';

interface Text {
  readonly path: JsonPath;
  readonly text: string;
}

/** All or one of the texts of a map or list become texts of the complete values; the document's as it is, if it has none. */
export function linkTexts(document: JsonObject, complete: JsonObject, random: Random): JsonObject {
  const targets = listTexts(document, []);
  const sources = listTexts(complete, []);
  if (targets.length === 0 || sources.length === 0) return document;
  const { path } = random.pick(targets);
  const holder = random.chance(0.5) ? targets.filter((other) => isBeside(other.path, path)) : [{ path }];
  const names = sources.filter(isName);
  const source = random.pick(names.length > 0 && random.chance(0.6) ? names : sources);
  return holder.reduce<Json>(
    (linked, target) => setAt(linked, target.path, source.text),
    document,
  ) as JsonObject;
}

/** What other values refer to usually stands under such a key. */
function isName({ path }: Text): boolean {
  return /^(?:id|key|name)$/i.test(String(path.at(-1)));
}

/** All texts of a document, keys not counted. */
export function textsOf(document: Json): readonly string[] {
  return listTexts(document, []).map(({ text }) => text);
}

/** The texts of a document that others may refer to. */
export function namesOf(document: Json): readonly string[] {
  return listTexts(document, [])
    .filter(isName)
    .map(({ text }) => text);
}

/** In the same map, or at the same key of another item of the same list. */
function isBeside(a: JsonPath, b: JsonPath): boolean {
  const isSame = (length: number): boolean => a.slice(0, length).every((segment, at) => segment === b[at]);
  if (a.length !== b.length) return false;
  return isSame(a.length - 1) || (a.length > 1 && isSame(a.length - 2) && a.at(-1) === b.at(-1));
}

function listTexts(value: Json, path: JsonPath): readonly Text[] {
  if (typeof value === 'string') return path.length === 0 ? [] : [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item: Json, at) => listTexts(item, [...path, at]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => listTexts(inner, [...path, key]));
}
