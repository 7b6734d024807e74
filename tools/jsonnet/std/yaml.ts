// Reads YAML as go-jsonnet does: YAML 1.1 scalars of go-yaml 2 (yes and on are true, 017 is 15), turned into JSON.
import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { createObject, JsonnetObject } from '../evaluation/objects.ts';
import { runtimeError } from '../evaluation/stack.ts';
import type { Lazy, Value } from '../evaluation/values.ts';
import { formatBrief } from '../manifest/number.ts';
import { decodeUtf8 } from './encoding.ts';
import { resolveScalar } from './yaml-scalar.ts';

/** One document's value; an array of all when the text has a `---`. */
export function parseYaml(text: string): Value {
  const { chunks, stream } = splitDocuments(text);
  const values = chunks.map(parseChunk);
  if (values.length === 0) return null;
  return stream ? values : (values[0] as Value);
}

function splitDocuments(text: string): { chunks: string[]; stream: boolean } {
  const chunks: string[] = [];
  let current = '';
  let stream = false;
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    if (/^---([ \t]|$)/.test(line)) {
      stream = true;
      if (current !== '') chunks.push(current);
      current = '';
    }
    current += `${line}\n`;
  }
  if (current !== '') chunks.push(current);
  return { chunks, stream };
}

interface Context {
  readonly anchors: Map<string, Node>;
  /** What each alias meant where it stands; its anchor may be given to another node later. */
  readonly targets: Map<Alias, Node>;
  readonly open: Set<string>;
  aliases: number;
  nodes: number;
}

function parseChunk(chunk: string): Value {
  const documents = parseAllDocuments(chunk, {
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
    merge: false,
  });
  const document = documents[0];
  const { errors, warnings } = document ?? (documents as { errors: YAMLError[]; warnings: YAMLError[] });
  const error = errors[0] ?? warnings.find(({ code }) => code === 'BAD_DIRECTIVE');
  if (error) throw invalid(`yaml: ${describe(error)}`);
  if (!document) return null;
  const context: Context = { anchors: new Map(), targets: new Map(), open: new Set(), aliases: 0, nodes: 0 };
  return document.contents ? convert(document.contents as Node, context) : null;
}

function describe(error: YAMLError): string {
  const line = error.linePos?.[0].line;
  const text = (error.message.split('\n')[0] as string).replace(/ at line \d+, column \d+:?$/, '');
  return line === undefined ? text : `line ${line}: ${text}`;
}

function invalid(message: string): Error {
  return runtimeError(`failed to parse YAML: error converting YAML to JSON: ${message}`);
}

function convert(node: Node | null, context: Context): Value {
  if (node === null) return null;
  if (isAlias(node)) return convertAlias(node, context);
  limitAliasing(context);
  const { anchor } = node as Scalar;
  if (anchor && context.open.size === 0) context.anchors.set(anchor, node);
  if (isMap(node)) return createObject(convertMap(node, context));
  if (isSeq(node)) return (node as YAMLSeq<Node>).items.map((item) => convert(item, context));
  return convertScalar(node as Scalar);
}

/** A few aliases of aliases could stand for more data than fits in memory. */
function limitAliasing(context: Context): void {
  context.nodes++;
  if (context.open.size > 0) context.aliases++;
  if (context.aliases > 400_000) throw invalid('yaml: document contains excessive aliasing');
}

function convertAlias(node: Alias, context: Context): Value {
  const target = context.targets.get(node) ?? context.anchors.get(node.source);
  if (!target) throw invalid(`yaml: unknown anchor '${node.source}' referenced`);
  if (context.open.has(node.source)) throw invalid(`yaml: anchor '${node.source}' value contains itself`);
  context.targets.set(node, target);
  context.open.add(node.source);
  const value = convert(target, context);
  context.open.delete(node.source);
  return value;
}

function convertScalar(node: Scalar): Value {
  const source = String(node.value ?? '');
  const plain = node.type === Scalar.PLAIN || node.type === undefined || node.type === null;
  if (!plain && !node.tag) return source;
  const value = resolveScalar(source, node.tag ?? '');
  if (value instanceof Uint8Array) return decodeUtf8(value);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    const shown = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
    throw invalid(`json: unsupported value: ${shown}`);
  }
  return value;
}

function convertMap(node: YAMLMap, context: Context): Map<string, Lazy> {
  const fields = new Map<string, Lazy>();
  for (const pair of node.items) {
    if (!isPair(pair)) continue;
    const { key, value } = pair as { key: Node | null; value: Node | null };
    if (isMergeKey(key)) mergeInto(fields, value, context);
    else fields.set(keyName(convert(key, context)), convert(value, context));
  }
  return fields;
}

function isMergeKey(key: Node | null): boolean {
  return (
    isScalar(key) &&
    key.value === '<<' &&
    (key.type === Scalar.PLAIN || key.tag === 'tag:yaml.org,2002:merge')
  );
}

/** `<<` adds fields where it stands: fields after it win, and of a list's maps the first. */
function mergeInto(fields: Map<string, Lazy>, value: Node | null, context: Context): void {
  const sources = isSeq(value) ? [...(value as YAMLSeq<Node>).items].reverse() : [value];
  for (const source of sources) {
    const merged = convert(source, context);
    if (!(merged instanceof JsonnetObject))
      throw invalid('yaml: map merge requires map or sequence of maps as the value');
    for (const name of merged.fieldNames()) fields.set(name, merged.get(name));
  }
}

function keyName(key: Value): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'number')
    return Number.isSafeInteger(key) ? String(key) : formatBrief(shortenToSingle(key));
  if (key === null) throw invalid('unsupported map key of type: %!s(<nil>), key: <nil>, value: <nil>');
  throw invalid('yaml: invalid map key');
}

/** The number with the fewest digits that is the same in single precision: go-yaml prints keys so. */
function shortenToSingle(key: number): number {
  const single = Math.fround(key);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(single.toPrecision(digits));
    if (Math.fround(short) === single) return short;
  }
  return single;
}
