// The objects of one side by name, what they refer to and what their selectors find.

import type { Manifest } from '../../manifests/manifest.ts';
import { mapOf, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { ownValue } from '../../schema/json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { listReferences, type Reference } from './references.ts';
import { fieldAt, templateOf } from './workloads.ts';

/** A workload's pods as selectors see them. */
export interface Pods {
  readonly workload: Manifest;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, Json>>;
  readonly spec: JsonObject;
}

export interface Graph {
  readonly objects: readonly Manifest[];
  readonly find: (kind: string, namespace: string, name: string) => Manifest | undefined;
  /** Whether the side has the object, or one that makes it, as an ExternalSecret makes a Secret. */
  readonly has: (kind: string, namespace: string, name: string) => boolean;
  /** The pods of a namespace that a selector finds. One without conditions finds none here. */
  readonly selectPods: (namespace: string, selector: Json | undefined) => readonly Pods[];
  readonly referencesOf: (object: Manifest) => readonly Reference[];
  /** Label keys that some selector of the side asks for. */
  readonly selected: ReadonlySet<string>;
}

export function createGraph(objects: readonly Manifest[]): Graph {
  const byName = new Map(
    objects.map((object) => [keyOf(object.kind, namespaceOf(object), nameOf(object)), object]),
  );
  const made = new Set(objects.flatMap(listMade));
  const references = new Map<Manifest, readonly Reference[]>();
  return {
    objects,
    find: (kind, namespace, name) =>
      byName.get(keyOf(kind, namespace, name)) ?? byName.get(keyOf(kind, '', name)),
    has: (kind, namespace, name) => {
      const key = keyOf(kind, namespace, name);
      return byName.has(key) || byName.has(keyOf(kind, '', name)) || made.has(key);
    },
    selectPods: createPodIndex(objects.flatMap(podsOf)),
    referencesOf: (object) => {
      const known = references.get(object) ?? listReferences(object, namespaceOf(object));
      references.set(object, known);
      return known;
    },
    selected: new Set(objects.flatMap(listSelectedKeys)),
  };
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}\0${namespace}\0${name}`;
}

/** Objects that a controller makes from this one. */
function listMade(object: Manifest): readonly string[] {
  const namespace = namespaceOf(object);
  const name = nameOf(object);
  const target = fieldAt(object, 'spec.target.name') ?? name;
  const secretName = fieldAt(object, 'spec.secretName');
  if (object.kind === 'ExternalSecret') return [keyOf('Secret', namespace, String(target))];
  if (object.kind === 'SealedSecret') return [keyOf('Secret', namespace, name)];
  if (object.kind === 'Certificate') return [keyOf('Secret', namespace, String(secretName))];
  if (object.kind === 'Cluster' && object.apiVersion.startsWith('postgresql.cnpg.io/')) {
    return ['app', 'superuser', 'ca', 'server'].map((part) => keyOf('Secret', namespace, `${name}-${part}`));
  }
  return [];
}

function podsOf(workload: Manifest): readonly Pods[] {
  const template = templateOf(workload);
  if (template === undefined || !isJsonObject(template.spec)) return [];
  return [
    { workload, namespace: namespaceOf(workload), labels: mapOf(template, 'labels'), spec: template.spec },
  ];
}

/** Pods by namespace and label, since every selector asks for equal labels. */
function createPodIndex(all: readonly Pods[]): Graph['selectPods'] {
  const index = new Map<string, Pods[]>();
  const add = (key: string, pods: Pods): void => {
    const list = index.get(key);
    if (list) list.push(pods);
    else index.set(key, [pods]);
  };
  for (const pods of all) {
    add(pods.namespace, pods);
    for (const [key, value] of Object.entries(pods.labels)) add(`${pods.namespace}\0${key}=${value}`, pods);
  }
  return (namespace, selector) => {
    const candidates = listConditions(selector).map(
      ([key, value]) => index.get(`${namespace}\0${key}=${value}`) ?? [],
    );
    const fewest = candidates.reduce<readonly Pods[] | undefined>(
      (best, list) => (best === undefined || list.length < best.length ? list : best),
      undefined,
    );
    return (fewest ?? index.get(namespace) ?? []).filter(({ labels }) => matches(selector, labels));
  };
}

/** Labels that have to be equal. */
function listConditions(selector: Json | undefined): readonly (readonly [string, Json])[] {
  if (!isJsonObject(selector)) return [];
  const { matchLabels, matchExpressions } = selector;
  if (matchLabels === undefined && matchExpressions === undefined) return Object.entries(selector);
  return isJsonObject(matchLabels) ? Object.entries(matchLabels) : [];
}

/** `{matchLabels, matchExpressions}` or a plain map of labels. */
export function matches(selector: Json | undefined, labels: Readonly<Record<string, Json>>): boolean {
  if (!isJsonObject(selector) || Object.keys(selector).length === 0) return false;
  const { matchLabels, matchExpressions } = selector;
  if (matchLabels === undefined && matchExpressions === undefined) return matchesMap(selector, labels);
  const expressions = Array.isArray(matchExpressions) ? matchExpressions.filter(isJsonObject) : [];
  return (
    matchesMap(matchLabels, labels) &&
    expressions.every((expression) => matchesExpression(expression, labels))
  );
}

function matchesMap(map: Json | undefined, labels: Readonly<Record<string, Json>>): boolean {
  return !isJsonObject(map) || Object.entries(map).every(([key, value]) => labels[key] === value);
}

function matchesExpression(
  { key, operator, values }: JsonObject,
  labels: Readonly<Record<string, Json>>,
): boolean {
  const value = labels[String(key)];
  const listed = Array.isArray(values) && value !== undefined && values.includes(value);
  if (operator === 'In') return listed;
  if (operator === 'NotIn') return !listed;
  return operator === 'Exists' ? value !== undefined : value === undefined;
}

/** Places of selectors by kind; `spec` stands for a map of labels, too. */
const selectorFields: Readonly<Record<string, readonly string[]>> = {
  Service: ['spec.selector'],
  ServiceMonitor: ['spec.selector'],
  PodMonitor: ['spec.selector'],
  PodDisruptionBudget: ['spec.selector'],
  NetworkPolicy: ['spec.podSelector'],
  Deployment: ['spec.selector'],
  StatefulSet: ['spec.selector'],
  DaemonSet: ['spec.selector'],
};

function listSelectedKeys(object: Manifest): readonly string[] {
  return (ownValue(selectorFields, object.kind) ?? []).flatMap((path) => {
    const selector = fieldAt(object, path);
    if (!isJsonObject(selector)) return [];
    const { matchLabels, matchExpressions, ...plain } = selector;
    const expressions = Array.isArray(matchExpressions) ? matchExpressions.filter(isJsonObject) : [];
    return [
      ...Object.keys(plain),
      ...Object.keys(isJsonObject(matchLabels) ? matchLabels : {}),
      ...expressions.map(({ key }) => String(key)),
    ];
  });
}
