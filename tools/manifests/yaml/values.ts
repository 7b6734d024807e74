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
import type { Json } from '../../jsonnet/port.ts';
import { readKey } from './keys.ts';
import type { Dialect } from './resolve.ts';
import { isMergeKey, offsetOf, scalarToJson } from './scalarValue.ts';
import { fail, type Source, spanAt } from './source.ts';

type JsonObject = { [key: string]: Json };

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
  if (!anchored) return fail(source, 'yaml-alias-unknown', offsetOf(alias), { name });
  if (anchored.value === undefined) return fail(source, 'yaml-alias-cycle', offsetOf(alias), { name });
  reading.aliased += anchored.nodes;
  const limit = source.limits.aliasNodes;
  if (reading.aliased > limit) fail(source, 'yaml-aliases', offsetOf(alias), { limit: String(limit) });
  return anchored;
}

function mapToJson(reading: Reading, map: YAMLMap): JsonObject {
  const object: JsonObject = {};
  const seen = new Map<string, Node>();
  const merges: Pair[] = [];
  for (const pair of map.items) {
    if (isScalar(pair.key) && isMergeKey(pair.key)) {
      // v2 merges on the spot and so overrides keys that stand before; in v3 the map's own keys win.
      if (reading.dialect === 'v2') mergeInto(object, mergeSources(reading, pair), true);
      else merges.push(pair);
      continue;
    }
    if (!pair.value && pair.srcToken?.value) failDropped(reading, pair.srcToken.value);
    const key = readUniqueKey(reading, pair.key as Node, seen);
    setKey(object, key, toJson(reading, pair.value));
  }
  if (merges[1]) failDuplicate(reading, '<<', merges[1].key as Node, merges[0]?.key as Node);
  if (merges[0]) mergeInto(object, mergeSources(reading, merges[0]), false);
  return object;
}

function readUniqueKey(reading: Reading, node: Node, seen: Map<string, Node>): string {
  if (!isAlias(node) && node) noteKeyAnchor(reading, node);
  const named = isAlias(node) ? resolveAlias(reading, node).node : node;
  const key = readKey(reading.source, named, reading.dialect);
  const earlier = seen.get(key);
  if (earlier) failDuplicate(reading, key, node, earlier);
  seen.set(key, node);
  return key;
}

/** An anchored key is read as a value too, because an alias may stand for it anywhere. */
function noteKeyAnchor(reading: Reading, node: Node): void {
  if ('anchor' in node && node.anchor !== undefined) toJson(reading, node);
}

/** `? 'a' b`: the composer reads an explicit key and forgets what else stands in its place. */
function failDropped({ source }: Reading, token: { readonly offset: number }): never {
  return fail(source, 'yaml-syntax', token.offset, { problem: 'Unexpected content behind an explicit key' });
}

function failDuplicate({ source }: Reading, key: string, node: Node, earlier: Node): never {
  const line = String(spanAt(source.text, offsetOf(earlier)).line);
  return fail(source, 'yaml-duplicate-key', offsetOf(node), { key, line });
}

/** The maps that `<<` names, the most important first. */
function mergeSources(reading: Reading, { key, value }: Pair): readonly JsonObject[] {
  const sources = isSeq(value) ? value.items.map((item) => toJson(reading, item)) : [toJson(reading, value)];
  return sources.map((source) => {
    if (source !== null && typeof source === 'object' && !Array.isArray(source)) return source;
    return fail(reading.source, 'yaml-merge', offsetOf(key as Node), {});
  });
}

function mergeInto(object: JsonObject, sources: readonly JsonObject[], override: boolean): void {
  const ordered = override ? sources.toReversed() : sources;
  for (const source of ordered) {
    for (const key of Object.keys(source)) {
      if (override || !Object.hasOwn(object, key)) setKey(object, key, source[key] as Json);
    }
  }
}

/** Assigning to `__proto__` would set the prototype instead of a key. */
function setKey(object: JsonObject, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
