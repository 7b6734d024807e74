// The objects of a side ready to be paired: Lists taken apart, namespaces filled in, duplicates refused.
import { rejectDuplicates } from '../../manifests/duplicates.ts';
import { type Manifest, namespaceOf, withMetadata } from '../../manifests/manifest.ts';
import { isNamespaced } from '../../manifests/namespace.ts';
import type { Json } from '../../shared/json.ts';
import type { Side, SourcedObject } from '../model.ts';
import { verifyObject } from '../sides/documents.ts';

/** An object under the name that it will have in the cluster. */
export interface Prepared {
  readonly manifest: Manifest;
  /** As it was written. */
  readonly written: Manifest;
  readonly source: string;
  /** Who manages which fields, of an object that was read from a cluster. */
  readonly managedFields?: readonly Json[];
}

/** Fails with ToolError `manifest-malformed` for an entry of a List, and `duplicate-resource`. */
export function prepareSide(side: Side, namespace: string): readonly Prepared[] {
  const prepared = side.objects.flatMap(expand).map((object) => place(object, namespace));
  rejectDuplicates(prepared.map(({ manifest, source }) => ({ path: source, manifest })));
  return prepared;
}

/** The namespace of objects that have none: as given, or the only one that any object of either side has. */
export function findNamespace(sides: readonly Side[]): string {
  const given = sides.flatMap(({ namespace }) => (namespace ? [namespace] : []));
  const written = sides.flatMap(({ objects }) => objects.map(({ manifest }) => namespaceOf(manifest)));
  const names = new Set(given.length > 0 ? given : written.filter((name) => name !== ''));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : 'default';
}

function expand(object: SourcedObject): readonly SourcedObject[] {
  const { items, kind } = object.manifest;
  if (!Array.isArray(items) || !kind.endsWith('List')) return [object];
  return items.flatMap((item) =>
    expand({ ...object, manifest: verifyObject(item, object.source, object.span) }),
  );
}

function place({ manifest, source, span, managedFields }: SourcedObject, namespace: string): Prepared {
  const at = span ? `${source}:${span.line}` : source;
  const placed =
    namespaceOf(manifest) === '' && isNamespaced(manifest) ? withMetadata(manifest, { namespace }) : manifest;
  return { manifest: placed, written: manifest, source: at, ...(managedFields ? { managedFields } : {}) };
}
