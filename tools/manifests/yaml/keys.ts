// Keys of maps, which JSON wants to be strings.
import { isScalar, type Scalar } from 'yaml';
import { formatFloat32 } from './floats.ts';
import type { Dialect, Resolved } from './resolve.ts';
import { isSigned64, offsetOf, readScalar, type ScalarValue } from './scalarValue.ts';
import { fail, type Source } from './source.ts';

/** The key as a string. v2 turns booleans and numbers into text, as Kubernetes does; v3 takes strings only. */
export function readKey(source: Source, node: unknown, dialect: Dialect): string {
  if (!isScalar(node)) return refuse(source, node, 'collection');
  const scalar = readScalar(source, node as Scalar, dialect);
  const key =
    dialect === 'v2'
      ? keyText(scalar, scalar.text)
      : isStringV3(node as Scalar, scalar)
        ? scalar.text
        : undefined;
  return key ?? refuse(source, node, scalar.kind);
}

const stringTags: readonly (string | undefined)[] = [
  undefined,
  '!',
  'tag:yaml.org,2002:str',
  'tag:yaml.org,2002:merge',
];

/** A tag of any other type makes a key useless in v3, even one that means nothing. */
function isStringV3(node: Scalar, scalar: ScalarValue): boolean {
  return scalar.kind === 'string' && stringTags.includes(node.tag);
}

/** The key of v2 for a text that means `scalar`; undefined where it can be no key. */
export function keyText(scalar: Resolved, text: string): string | undefined {
  switch (scalar.kind) {
    case 'string':
    case 'timestamp':
      return text;
    case 'boolean':
      return String(scalar.value);
    case 'integer':
      // Only what fits a signed integer of Go is a key there.
      return isSigned64(scalar.value) ? String(scalar.value) : undefined;
    case 'float':
      return formatFloat32(scalar.value);
    case 'null':
      return undefined;
  }
}

function refuse(source: Source, node: unknown, kind: string): never {
  const offset = offsetOf((node ?? {}) as { range?: readonly number[] });
  return fail({ source, offset }, 'yaml-key', { kind });
}
