// From the trees of the `yaml` package to JSON: anchors, merges and duplicate keys as go-yaml's two dialects see them.
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { shorten } from '../../shared/text.ts';
import { readKey } from './keys.ts';
import type { Dialect } from './resolve.ts';
import { isMergeKey, offsetOf, scalarToJson } from './scalarValue.ts';
import { fail, type Source, spanAt } from './source.ts';

/** What an anchor stands for; `value` is absent while the node is still being read. */
interface Anchored {
  readonly node: Node;
  value?: Json;
  nodes: number;
}

interface Reading {
  readonly source: Source;
  readonly dialect: Dialect;
  readonly anchors: Map<string, Anchored>;
  /** Nodes read, and nodes that aliases have repeated: what printing the result will cost. */
  nodes: number;
  aliased: number;
}

/** The JSON value of one document. Aliases share the value of their anchor. */
export function documentToJson(source: Source, document: Document.Parsed, dialect: Dialect): Json {
  const reading: Reading = { source, dialect, anchors: new Map(), nodes: 0, aliased: 0 };
  return toJson(reading, document.contents);
}

function toJson(reading: Reading, node: unknown): Json {
  if (isAlias(node)) return resolveAlias(reading, node).value ?? null;
  reading.nodes++;
  if (node === null || node === undefined) return null;
  const anchored = noteAnchor(reading, node as Node);
  const before = reading.nodes + reading.aliased;
  const value = nodeToJson(reading, node as Node);
  if (anchored) {
    anchored.value = value;
    anchored.nodes = reading.nodes + reading.aliased - before + 1;
  }
  return value;
}

function nodeToJson(reading: Reading, node: Node): Json {
  if (isMap(node)) return mapToJson(reading, node);
  if (isSeq(node)) return node.items.map((item) => toJson(reading, item));
  if (isScalar(node)) return scalarToJson(reading.source, node, reading.dialect);
  return null;
}

function noteAnchor(reading: Reading, node: Node): Anchored | undefined {
  const name = 'anchor' in node ? node.anchor : undefined;
  if (name === undefined) return undefined;
  const anchored: Anchored = { node, nodes: 0 };
  reading.anchors.set(name, anchored);
  return anchored;
}

function resolveAlias(reading: Reading, alias: Alias): Anchored {
  const { source } = reading;
  const name = alias.source;
  const anchored = reading.anchors.get(name);
  if (!anchored) return fail({ source, offset: offsetOf(alias) }, 'yaml-alias-unknown', { name });
  if (anchored.value === undefined)
    return fail({ source, offset: offsetOf(alias) }, 'yaml-alias-cycle', { name });
  reading.aliased += anchored.nodes;
  const limit = source.limits.aliasNodes;
  if (reading.aliased > limit)
    fail({ source, offset: offsetOf(alias) }, 'yaml-aliases', { limit: String(limit) });
  return anchored;
}

function mapToJson(reading: Reading, map: YAMLMap): JsonObject {
  const object: Record<string, Json> = {};
  const seen = new Map<string, Node>();
  const merges: Merge[] = [];
  for (const pair of map.items) {
    if (isScalar(pair.key) && isMergeKey(pair.key)) {
      // v2 merges on the spot and so overrides keys that stand before; in v3 the map's own keys win.
      const merge: Merge = { key: pair.key, sources: mergeSources(reading, pair) };
      if (reading.dialect === 'v2') mergeInto(object, merge.sources, true);
      else merges.push(merge);
      continue;
    }
    if (!pair.value && pair.srcToken?.value) failDropped(reading, pair.srcToken.value);
    const key = readUniqueKey(reading, pair.key as Node, seen);
    setKey(object, key, toJson(reading, pair.value));
  }
  const [first, second] = merges;
  if (first && second) failDuplicate(reading, { key: '<<', node: second.key, earlier: first.key });
  if (first) mergeInto(object, first.sources, false);
  return object;
}

function readUniqueKey(reading: Reading, node: Node, seen: Map<string, Node>): string {
  if (!isAlias(node) && node) noteKeyAnchor(reading, node);
  const named = isAlias(node) ? resolveAlias(reading, node).node : node;
  const key = readKey(reading.source, named, reading.dialect);
  const earlier = seen.get(key);
  if (earlier) failDuplicate(reading, { key, node, earlier });
  seen.set(key, node);
  return key;
}

/** An anchored key is read as a value too, because an alias may stand for it anywhere. */
function noteKeyAnchor(reading: Reading, node: Node): void {
  if ('anchor' in node && node.anchor !== undefined) toJson(reading, node);
}

/** `? 'a' b`: the composer reads an explicit key and forgets what else stands in its place. */
function failDropped({ source }: Reading, token: { readonly offset: number }): never {
  return fail({ source, offset: token.offset }, 'yaml-syntax', {
    problem: 'Unexpected content behind an explicit key',
  });
}

interface Duplicate {
  readonly key: string;
  readonly node: Node;
  readonly earlier: Node;
}

function failDuplicate({ source }: Reading, { key, node, earlier }: Duplicate): never {
  const line = String(spanAt(source.text, offsetOf(earlier)).line);
  return fail({ source, offset: offsetOf(node) }, 'yaml-duplicate-key', { key: shorten(key, 60), line });
}

/** A `<<` of a map, with the maps that it names, the most important first. */
interface Merge {
  readonly key: Node;
  readonly sources: readonly JsonObject[];
}

function mergeSources(reading: Reading, { key, value }: Pair): readonly JsonObject[] {
  const sources = isSeq(value) ? value.items.map((item) => toJson(reading, item)) : [toJson(reading, value)];
  return sources.map((source) => {
    if (isJsonObject(source)) return source;
    return fail({ source: reading.source, offset: offsetOf(key as Node) }, 'yaml-merge', {});
  });
}

function mergeInto(object: Record<string, Json>, sources: readonly JsonObject[], override: boolean): void {
  const ordered = override ? sources.toReversed() : sources;
  for (const source of ordered) {
    for (const key of Object.keys(source)) {
      if (override || !Object.hasOwn(object, key)) setKey(object, key, source[key] as Json);
    }
  }
}

/** Assigning to `__proto__` would set the prototype instead of a key. */
function setKey(object: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
