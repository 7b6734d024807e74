// Names behind a value: keys of objects, and the few methods that Go's values have.
import { elementOf, isDict, isList, isNil, printValue, type Value, Version } from './values.ts';

/** `objects` are manifests. Throws an Error for what has no fields. */
export function fieldOf(value: Value, field: string, objects: readonly Value[]): Value {
  if (value === undefined) return undefined;
  if (value === null) throw new Error(`nil pointer evaluating interface {}.${field}`);
  if (value instanceof Version) return fieldOfVersion(value, field);
  if (!isDict(value) || isList(value)) {
    throw new Error(`can't evaluate field ${field} in ${printValue(value)}, which is no object`);
  }
  const method = objects.includes(value) ? methods[field] : undefined;
  return method ? method(value) : elementOf(value, field);
}

const methods: Readonly<Record<string, (manifest: { readonly [key: string]: Value }) => Value>> = {
  APIVersion: (manifest) => manifest.apiVersion,
  Kind: (manifest) => manifest.kind,
  KindName: ({ kind, metadata }) => {
    const name = !isNil(metadata) && isDict(metadata) ? metadata.name : undefined;
    return `${printValue(kind)}/${isNil(name) ? '' : printValue(name)}`;
  },
};

function fieldOfVersion(version: Version, field: string): Value {
  const { major, minor, patch, prerelease, metadata, original } = version;
  const fields: Readonly<Record<string, Value>> = {
    ...{ Major: major, Minor: minor, Patch: patch },
    ...{ Prerelease: prerelease, Metadata: metadata, Original: original, String: String(version) },
  };
  if (Object.hasOwn(fields, field)) return fields[field];
  throw new Error(`can't evaluate field ${field} in a version`);
}
