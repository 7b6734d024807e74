// Gives resources the environment's namespace, except those that live outside of namespaces.
import { isJsonObject, type JsonObject } from '../shared/json.ts';
import { type Manifest, mapOf, metadataOf } from './manifest.ts';

/** Set to "true" or anything else, it overrides the table below. */
const annotation = 'tanka.dev/namespaced';

/** What Tanka takes for cluster-wide: built-in kinds, and not all of them. Others need the annotation. */
const clusterWideKinds: ReadonlySet<string> = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ComponentStatus',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'NodeMetrics',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'SelfSubjectRulesReview',
  'StorageClass',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
]);

/** Sets `metadata.namespace` where it is missing, and drops empty annotations; '' changes nothing. */
export function injectNamespace(manifest: Manifest, namespace: string): Manifest {
  if (namespace === '') return manifest;
  const metadata = withoutEmptyAnnotations(metadataOf(manifest));
  const wanted = isNamespaced(manifest) && typeof metadata.namespace !== 'string';
  return { ...manifest, metadata: wanted ? { ...metadata, namespace } : metadata };
}

/** Whether objects of the kind live in namespaces, as far as kinds are known here. */
export function isNamespaced(manifest: Manifest): boolean {
  const annotations = mapOf(manifest, 'annotations');
  if (Object.hasOwn(annotations, annotation)) return annotations[annotation] === 'true';
  return !clusterWideKinds.has(manifest.kind);
}

function withoutEmptyAnnotations(metadata: JsonObject): JsonObject {
  const { annotations, ...rest } = metadata;
  return isJsonObject(annotations) && Object.keys(annotations).length > 0 ? metadata : rest;
}
