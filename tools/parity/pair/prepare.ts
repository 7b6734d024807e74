// The objects of a side ready to be paired: Lists taken apart, namespaces filled in, duplicates refused.
import { rejectDuplicates } from '../../manifests/duplicates.ts';
import { type Manifest, namespaceOf, withMetadata } from '../../manifests/manifest.ts';
import { isNamespaced } from '../../manifests/namespace.ts';
import type { Json } from '../../shared/json.ts';
import { isJsonObject } from '../../shared/json.ts';
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

/** Where objects are that do not say it. */
export interface Placement {
  /** Of sides whose release has no namespace of its own. */
  readonly namespace: string;
  /** Kinds with their groups that live outside of namespaces. */
  readonly clusterWide: ReadonlySet<string>;
}

/** Built-in kinds, and some that many clusters have, that the rules for environments do not know. */
const known: readonly string[] = [
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'cert-manager.io/ClusterIssuer',
  'external-secrets.io/ClusterSecretStore',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'gateway.networking.k8s.io/GatewayClass',
  'networking.k8s.io/IngressClass',
  'resource.k8s.io/DeviceClass',
  'storage.k8s.io/VolumeAttributesClass',
];

/** The namespace of the release, and the kinds that have none, by the definitions on either side. */
export function findPlacement(sides: readonly Side[]): Placement {
  const defined = sides.flatMap(({ objects }) => objects.flatMap(expand).flatMap(scopeOf));
  return { namespace: findNamespace(sides), clusterWide: new Set([...known, ...defined]) };
}

function scopeOf({ manifest: { kind, spec } }: SourcedObject): readonly string[] {
  if (kind !== 'CustomResourceDefinition' || !isJsonObject(spec) || spec.scope !== 'Cluster') return [];
  return isJsonObject(spec.names) ? [`${spec.group}/${spec.names.kind}`] : [];
}

function kindOf({ apiVersion, kind }: Manifest): string {
  return `${apiVersion.replace(/\/?[^/]*$/, '')}/${kind}`;
}

/** Fails with ToolError `manifest-malformed` for an entry of a List, and `duplicate-resource`. */
export function prepareSide(side: Side, { namespace, clusterWide }: Placement): readonly Prepared[] {
  const own = side.namespace || namespace;
  const expanded = side.objects.flatMap(expand);
  const prepared = expanded.map((object) =>
    place(object, clusterWide.has(kindOf(object.manifest)) ? '' : own),
  );
  rejectDuplicates(prepared.map(({ manifest, source }) => ({ path: source, manifest })));
  return prepared;
}

/** The namespace of objects that have none: as given, or the only one that any object of either side has. */
function findNamespace(sides: readonly Side[]): string {
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
    namespace !== '' && namespaceOf(manifest) === '' && isNamespaced(manifest)
      ? withMetadata(manifest, { namespace })
      : manifest;
  return { manifest: placed, written: manifest, source: at, ...(managedFields ? { managedFields } : {}) };
}
