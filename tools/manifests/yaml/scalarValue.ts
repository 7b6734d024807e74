// What a scalar of a tree means: its text, its tag and its quotes, in either dialect.
import { isUtf8 } from 'node:buffer';
import type { Scalar } from 'yaml';
import { shorten } from '../../shared/text.ts';
import { type Dialect, type Resolved, resolvePlain } from './resolve.ts';
import { textOf } from './scalarText.ts';
import { fail, type Source } from './source.ts';
import { formatTimestamp } from './timestamps.ts';

/** A scalar with its text, which timestamps and strings still need. */
export type ScalarValue = Resolved & { readonly text: string };

const standard = 'tag:yaml.org,2002:';

/** The kinds that the tags of YAML's own types ask for. */
const kindOfTag: Readonly<Record<string, Resolved['kind']>> = {
  bool: 'boolean',
  int: 'integer',
  float: 'float',
  null: 'null',
  timestamp: 'timestamp',
};

export function readScalar(source: Source, node: Scalar, dialect: Dialect): ScalarValue {
  const text = textOf(source, node);
  const tag = node.tag;
  if (tag === undefined || tag === '!') {
    // v2 takes any text tagged with `!` for a string.
    const plain = node.type === 'PLAIN' && (tag === undefined || dialect === 'v3');
    return plain ? { ...resolvePlain(text, dialect), text } : { kind: 'string', text };
  }
  const type = tag.startsWith(standard) ? tag.slice(standard.length) : '';
  if (type === 'binary') return { kind: 'string', text: decodeBinary(source, node, text) };
  const kind = Object.hasOwn(kindOfTag, type) ? kindOfTag[type] : undefined;
  // A text may be tagged as anything that is nobody's business here.
  if (kind === undefined) return { kind: 'string', text };
  return readTagged(source, node, { kind, type, dialect });
}

/** Whether the key is `<<` and means to merge. */
export function isMergeKey(node: Scalar): boolean {
  if (node.value !== '<<') return false;
  if (node.tag === `${standard}merge`) return true;
  return node.type === 'PLAIN' && (node.tag === undefined || node.tag === '!');
}

interface Tagged {
  readonly kind: Resolved['kind'];
  readonly type: string;
  readonly dialect: Dialect;
}

function readTagged(source: Source, node: Scalar, { kind, type, dialect }: Tagged): ScalarValue {
  const text = textOf(source, node);
  const found = resolvePlain(text, dialect);
  if (found.kind === kind) return { ...found, text };
  if (found.kind === 'integer' && kind === 'float' && isSigned64(found.value))
    return { kind, value: Number(found.value), text };
  return fail({ source, offset: offsetOf(node) }, 'yaml-tag', { text: shorten(text, 60), type });
}

/** Whether the value fits Go's `int`. */
export function isSigned64(value: number | bigint): boolean {
  return typeof value === 'number' || BigInt.asIntN(64, value) === value;
}

function decodeBinary(source: Source, node: Scalar, text: string): string {
  const plain = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(plain)) {
    fail({ source, offset: offsetOf(node) }, 'yaml-tag', { text: shorten(text, 60), type: 'binary' });
  }
  const bytes = Buffer.from(plain, 'base64');
  return isUtf8(bytes) ? bytes.toString() : decodeUtf8(bytes);
}

/** Every byte that is not part of UTF-8 becomes U+FFFD, as in Go's JSON; the platform's decoder joins some. */
function decodeUtf8(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find((size) => isDecodable(decoder, bytes.subarray(at, at + size)));
    text += length === undefined ? '\ufffd' : decoder.decode(bytes.subarray(at, at + length));
    at += length ?? 1;
  }
  return text;
}

function isDecodable(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The value in JSON. Kubernetes keeps timestamps as they are written; v3 makes them RFC 3339. */
export function scalarToJson(
  source: Source,
  node: Scalar,
  dialect: Dialect,
): null | boolean | number | string {
  const scalar = readScalar(source, node, dialect);
  if (scalar.kind === 'timestamp' && dialect === 'v3') return rfc3339(source, node, scalar.text);
  const value = resolvedToJson(scalar, scalar.text);
  if (value !== undefined) return value;
  return fail({ source, offset: offsetOf(node) }, 'yaml-number', { text: scalar.text });
}

/** The JSON of v2 for a text that means `scalar`; undefined for infinities and NaN, which JSON does not have. */
export function resolvedToJson(scalar: Resolved, text: string): null | boolean | number | string | undefined {
  switch (scalar.kind) {
    case 'null':
      return null;
    case 'boolean':
      return scalar.value;
    case 'integer':
      return Number(scalar.value);
    case 'float':
      return Number.isFinite(scalar.value) ? scalar.value : undefined;
    case 'timestamp':
    case 'string':
      return text;
  }
}

function rfc3339(source: Source, node: Scalar, text: string): string {
  return (
    formatTimestamp(text) ??
    fail({ source, offset: offsetOf(node) }, 'yaml-tag', { text: shorten(text, 60), type: 'timestamp' })
  );
}

export function offsetOf(node: { readonly range?: readonly number[] | null | undefined }): number {
  return node.range?.[0] ?? 0;
}
