// What a structure says although it goes without saying: stored by the API server, and without effect.
import type { Manifest } from '../../manifests/manifest.ts';
import { namespaceOf } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { fieldOf, type Place } from '../schema/place.ts';
import type { Type } from '../schema/types.ts';
import { canonicalImage } from './image.ts';
import type { Context } from './meaning.ts';
import type { Touch } from './stored.ts';

interface Around {
  readonly type: Type | undefined;
  readonly place: Place;
  readonly context: Context;
  readonly object: Manifest;
  readonly touch: Touch;
}

interface Implied {
  readonly rule: string;
  /** The fields of the structure as they are after the rule; undefined removes one. */
  readonly change: (fields: JsonObject, around: Around) => Readonly<Record<string, Json | undefined>>;
}

const core = 'io.k8s.api.core.v1.';

/** Structures that say nothing when they are empty. */
const emptyFields: Readonly<Record<string, readonly string[]>> = {
  'io.k8s.api.apps.v1.StatefulSetUpdateStrategy': ['rollingUpdate'],
  [`${core}PodSpec`]: ['affinity', 'securityContext', 'dnsConfig', 'resources'],
  [`${core}Container`]: ['securityContext', 'lifecycle', 'resources'],
  [`${core}Affinity`]: ['nodeAffinity', 'podAffinity', 'podAntiAffinity'],
  // Empty SELinux options take away those of the pod.
  [`${core}SecurityContext`]: ['capabilities'],
};

/** Values that are the same as none, by definition and field. */
const equalToAbsent: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  [`${core}PodSpec`]: {
    enableServiceLinks: true,
    serviceAccountName: 'default',
    shareProcessNamespace: false,
    hostUsers: true,
    setHostnameAsFQDN: false,
  },
  [`${core}PodSecurityContext`]: { runAsNonRoot: false, fsGroupChangePolicy: 'Always' },
  [`${core}SecurityContext`]: { privileged: false, readOnlyRootFilesystem: false, procMount: 'Default' },
  [`${core}SecretVolumeSource`]: { optional: false },
  [`${core}ConfigMapVolumeSource`]: { optional: false },
  [`${core}SecretKeySelector`]: { optional: false },
  [`${core}ConfigMapKeySelector`]: { optional: false },
  [`${core}SecretEnvSource`]: { optional: false },
  [`${core}ConfigMapEnvSource`]: { optional: false },
  [`${core}EnvVar`]: { value: '' },
  [`${core}VolumeMount`]: { mountPropagation: 'None', recursiveReadOnly: 'Disabled' },
  [`${core}ServicePort`]: { nodePort: 0 },
  'io.k8s.api.apps.v1.RollingUpdateStatefulSetStrategy': { partition: 0 },
  'io.k8s.api.batch.v1.JobSpec': {
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
  },
  [`${core}ServiceAccount`]: { automountServiceAccountToken: true },
};

const implied: Readonly<Record<string, readonly Implied[]>> = {
  'io.k8s.api.batch.v1.JobSpec': [{ rule: 'N6', change: dropJobDefaults }],
  [`${core}PodSpec`]: [{ rule: 'N6', change: dropAutomount }],
  [`${core}Container`]: [
    { rule: 'N19', change: spellImage },
    { rule: 'N6', change: dropRequests },
  ],
};

/** The structure without what goes without saying. */
export function withoutImplied(fields: JsonObject, around: Around): JsonObject {
  return stepsFor(around).reduce(
    (current, { rule, change }) => apply(current, change(current, around), { rule, around }),
    fields,
  );
}

const steps = new Map<string, readonly Implied[]>();
const inRoutes: readonly Implied[] = [{ rule: 'N17', change: dropNamespace }];

/** Most structures have nothing that goes without saying. */
function stepsFor({ type, object }: Around): readonly Implied[] {
  const name = type?.name ?? '';
  const own = steps.get(name) ?? listSteps(name);
  steps.set(name, own);
  return /Route$/.test(object.kind) ? [...own, ...inRoutes] : own;
}

function listSteps(name: string): readonly Implied[] {
  const [empty, equal] = [emptyFields[name], equalToAbsent[name]];
  return [
    ...(empty ? [{ rule: 'N3', change: (fields: JsonObject) => dropEmpty(fields, empty) }] : []),
    ...(equal ? [{ rule: 'N6', change: (fields: JsonObject) => dropEqual(fields, equal) }] : []),
    ...(implied[name] ?? []),
  ];
}

interface Step {
  readonly rule: string;
  readonly around: Around;
}

function apply(
  fields: JsonObject,
  changes: Readonly<Record<string, Json | undefined>>,
  { rule, around }: Step,
): JsonObject {
  const keys = Object.keys(changes).filter((key) => key in fields && changes[key] !== fields[key]);
  if (keys.length === 0) return fields;
  for (const key of keys) around.touch(rule, fieldOf(around.place, key, false).path);
  const merged = Object.entries({ ...fields, ...changes }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(merged) as JsonObject;
}

function dropEmpty(fields: JsonObject, names: readonly string[]): Readonly<Record<string, undefined>> {
  const empty = names.filter((name) => isJsonObject(fields[name]) && Object.keys(fields[name]).length === 0);
  return Object.fromEntries(empty.map((name) => [name, undefined]));
}

function dropEqual(
  fields: JsonObject,
  values: Readonly<Record<string, Json>>,
): Readonly<Record<string, undefined>> {
  const equal = Object.keys(values).filter((name) => fields[name] === values[name]);
  return Object.fromEntries(equal.map((name) => [name, undefined]));
}

/** Defaults of a job that depend on its other fields. */
function dropJobDefaults(job: JsonObject): Readonly<Record<string, undefined>> {
  const { completions, parallelism = 1 } = job;
  const isSingle = completions === 1 && parallelism === 1;
  return {
    ...(isSingle ? { completions: undefined } : {}),
    // Without completions, one success ends the job.
    ...(parallelism === 1 && completions !== undefined ? { parallelism: undefined } : {}),
    ...(job.backoffLimit === 6 && !('backoffLimitPerIndex' in job) ? { backoffLimit: undefined } : {}),
    ...(job.podReplacementPolicy === 'TerminatingOrFailed' && !('podFailurePolicy' in job)
      ? { podReplacementPolicy: undefined }
      : {}),
  };
}

/** A pod mounts a token unless it, or else its service account, says otherwise. */
function dropAutomount(
  pod: JsonObject,
  { context, object }: Around,
): Readonly<Record<string, Json | undefined>> {
  const name = typeof pod.serviceAccountName === 'string' ? pod.serviceAccountName : 'default';
  const account = context.graph.find('ServiceAccount', namespaceOf(object), name);
  const byAccount = account?.automountServiceAccountToken ?? true;
  return pod.automountServiceAccountToken === byAccount ? { automountServiceAccountToken: undefined } : {};
}

function spellImage({ image }: JsonObject): Readonly<Record<string, Json>> {
  return typeof image === 'string' && image !== '' ? { image: canonicalImage(image) } : {};
}

/** A container requests what it is limited to, unless it says what it requests. */
function dropRequests({ resources }: JsonObject): Readonly<Record<string, Json>> {
  if (!isJsonObject(resources)) return {};
  const { limits, requests } = resources;
  if (!isJsonObject(limits) || !isJsonObject(requests)) return {};
  const own = Object.entries(requests).filter(([name, value]) => limits[name] !== value);
  if (own.length === Object.keys(requests).length) return {};
  const { requests: _, ...rest } = resources;
  return { resources: own.length === 0 ? rest : { ...rest, requests: Object.fromEntries(own) } };
}

/** References of routes are to their own namespace unless they say another. */
function dropNamespace(
  { namespace }: JsonObject,
  { place, object }: Around,
): Readonly<Record<string, Json | undefined>> {
  const isReference = /Refs\[\]$|[rR]ef$/.test(place.pattern);
  return isReference && namespace === namespaceOf(object) ? { namespace: undefined } : {};
}
