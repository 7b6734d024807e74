// Brings entries whose order says nothing into one order, and says of variables which references they resolve.
import { ownValue } from '../../schema/json.ts';
import { isJsonObject, type Json, type JsonObject, sameJson } from '../../shared/json.ts';
import { compareStrings } from '../../shared/order.ts';
import { keyLabelsOf } from '../compare/entries.ts';
import { fieldAt } from '../graph/workloads.ts';
import type { Place } from '../schema/place.ts';
import type { Type } from '../schema/types.ts';
import type { Touch } from './stored.ts';

interface ListSpot {
  readonly type: Type | undefined;
  readonly place: Place;
  readonly kind: string;
  readonly touch: Touch;
}

/** Keyed lists whose order counts all the same: they run one after the other, or the first one is taken. */
const ordered = /(?:^|\.)(?:initContainers|hostAliases)$/;

/** Lists that the schema calls atomic, and whose entries are a set in meaning. */
const sets: readonly RegExp[] = [
  /\.tolerations$/,
  /accessModes$/,
  /capabilities\.(?:add|drop)$/,
  /supplementalGroups$/,
  /matchExpressions$/,
  /matchExpressions\[\]\.values$/,
  /^metadata\.finalizers$/,
];

/** The same for fields of one kind. */
const setsOfKinds: Readonly<Record<string, RegExp>> = {
  NetworkPolicy: /^spec\.(?:ingress|egress|policyTypes)$|^spec\.(?:in|e)gress\[\]\.(?:from|to|ports)$/,
  Role: /^rules(?:\[\]\.(?:verbs|resources|apiGroups|resourceNames))?$/,
  ClusterRole: /^rules(?:\[\]\.(?:verbs|resources|apiGroups|resourceNames|nonResourceURLs))?$/,
  RoleBinding: /^subjects$/,
  ClusterRoleBinding: /^subjects$/,
  Ingress: /^spec\.tls\[\]\.hosts$/,
  HTTPRoute: /^spec\.(?:hostnames|parentRefs)$/,
  GRPCRoute: /^spec\.(?:hostnames|parentRefs)$/,
  Service: /^spec\.(?:externalIPs|loadBalancerSourceRanges)$/,
};

/** The list itself where its order counts. */
export function orderEntries(list: readonly Json[], spot: ListSpot): Json {
  const { type, place, kind, touch } = spot;
  if (ordered.test(place.pattern) || isWaiting(list, place)) return list;
  const isVariables = /ontainers\[\]\.env$/.test(place.pattern);
  // Of lists without a schema nothing is known.
  const labels = type && (keyLabelsOf(list, type) ?? setLabels(list, place, kind));
  if (labels === undefined) return list;
  const entries = isVariables ? list.map((entry, index) => withResolved(entry, list.slice(0, index))) : list;
  const sorted = sortBy(entries, labels);
  if (!sameJson(sorted, entries)) touch('N9', place.path);
  return sorted;
}

/** Containers start in their order, and one with a hook keeps those behind it waiting. */
function isWaiting(list: readonly Json[], { pattern }: Place): boolean {
  if (!/(?:^|\.)containers$/.test(pattern)) return false;
  return list.some((container) => fieldAt(container, 'lifecycle.postStart') !== undefined);
}

function setLabels(list: readonly Json[], { pattern }: Place, kind: string): readonly string[] | undefined {
  const isSet =
    sets.some((expression) => expression.test(pattern)) || ownValue(setsOfKinds, kind)?.test(pattern);
  return isSet ? list.map((entry) => JSON.stringify(entry)) : undefined;
}

function sortBy(list: readonly Json[], labels: readonly string[]): readonly Json[] {
  const indices = [...labels.keys()];
  indices.sort((a, b) => compareStrings(labels[a] as string, labels[b] as string));
  return indices.map((index) => list[index] as Json);
}

/** A variable sees only those before it: which of its references that makes work is part of what it means. */
function withResolved(entry: Json, before: readonly Json[]): Json {
  if (!isJsonObject(entry) || typeof entry.value !== 'string' || !entry.value.includes('$(')) return entry;
  const names = new Set(before.filter(isJsonObject).map(({ name }) => name));
  const references = [...entry.value.matchAll(/\$\(([^)]+)\)/g)].map(([, name]) => name as string);
  const resolved = references.filter((name) => names.has(name));
  return { ...entry, 'references that stand before it': resolved } satisfies JsonObject;
}
