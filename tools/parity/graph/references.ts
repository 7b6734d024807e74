// Where objects name other objects, as one table and one walk over it.
import { ownValue } from '../../schema/json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { entryOf, fieldOf, type Place, root } from '../schema/place.ts';
import { podSpecPattern } from './workloads.ts';

/** An object named by another one. */
export interface Reference {
  /** Where the name stands. */
  readonly place: Place;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** The keys of a ConfigMap or Secret that have to be there. */
  readonly keys: readonly string[];
  /** The port of a Service that has to be there, by number or name. */
  readonly port?: number | string;
  /** Nothing fails when the object is absent. */
  readonly optional: boolean;
}

/** How a structure names an object. */
interface Form {
  /** The kind, unless the structure says it in its field `kind`. */
  readonly kind: string;
  /** The field with the name; `''` where the place itself is the name. */
  readonly field: string;
  /** Whether the structure's own `kind` counts. */
  readonly own?: true;
}

const secret: Form = { kind: 'Secret', field: 'name' };
const configMap: Form = { kind: 'ConfigMap', field: 'name' };
const serviceForm: Form = { kind: 'Service', field: 'name' };
const backend: Form = { kind: 'Service', field: 'name', own: true };
const anyKind: Form = { kind: '', field: 'name', own: true };

/** Below a pod's spec. */
const inPods: Readonly<Record<string, Form>> = {
  ...inContainers('containers'),
  ...inContainers('initContainers'),
  'volumes[].configMap': configMap,
  'volumes[].secret': { kind: 'Secret', field: 'secretName' },
  'volumes[].projected.sources[].configMap': configMap,
  'volumes[].projected.sources[].secret': secret,
  'volumes[].persistentVolumeClaim': { kind: 'PersistentVolumeClaim', field: 'claimName' },
  'imagePullSecrets[]': secret,
  serviceAccountName: { kind: 'ServiceAccount', field: '' },
};

function inContainers(list: string): Readonly<Record<string, Form>> {
  return {
    [`${list}[].env[].valueFrom.configMapKeyRef`]: configMap,
    [`${list}[].env[].valueFrom.secretKeyRef`]: secret,
    [`${list}[].envFrom[].configMapRef`]: configMap,
    [`${list}[].envFrom[].secretRef`]: secret,
  };
}

const route: Readonly<Record<string, Form>> = {
  'spec.rules[].backendRefs[]': backend,
  'spec.rules[].filters[].requestMirror.backendRef': backend,
  'spec.parentRefs[]': { kind: 'Gateway', field: 'name', own: true },
};

/** By kind, below the object. */
const inKinds: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  HTTPRoute: route,
  GRPCRoute: route,
  TCPRoute: route,
  TLSRoute: route,
  UDPRoute: route,
  Ingress: {
    'spec.rules[].http.paths[].backend.service': serviceForm,
    'spec.defaultBackend.service': serviceForm,
    'spec.tls[]': { kind: 'Secret', field: 'secretName' },
  },
  HorizontalPodAutoscaler: { 'spec.scaleTargetRef': anyKind },
  ScaledObject: { 'spec.scaleTargetRef': { kind: 'Deployment', field: 'name', own: true } },
  RoleBinding: { roleRef: anyKind, 'subjects[]': anyKind },
  ClusterRoleBinding: { roleRef: anyKind, 'subjects[]': anyKind },
  ServiceAccount: { 'secrets[]': secret, 'imagePullSecrets[]': secret },
  StatefulSet: { 'spec.serviceName': { kind: 'Service', field: '' } },
};

/** Every name of another object in a manifest, of those places that the table knows. */
export function listReferences(object: JsonObject, namespace: string): readonly Reference[] {
  const references: Reference[] = [];
  walkReferences(object, namespace, (reference) => {
    references.push(reference);
    return reference.name;
  });
  return references;
}

/** A copy in which every reference has the name that `rename` gives. */
export function renameReferences(
  object: JsonObject,
  namespace: string,
  rename: (reference: Reference) => string,
): JsonObject {
  return walkReferences(object, namespace, rename);
}

type Visit = (reference: Reference) => string;

/** The patterns of a kind as a tree, so that a walk enters only what leads to a reference. */
interface Branch {
  readonly below: Map<string, Branch>;
  form?: Form;
}

function walkReferences(object: JsonObject, namespace: string, visit: Visit): JsonObject {
  const walk = (value: Json, branch: Branch, place: Place): Json => {
    if (branch.form) return visitForm(value, { form: branch.form, place, namespace, visit });
    if (Array.isArray(value)) return walkList(value, branch, place);
    if (!isJsonObject(value)) return value;
    let changed: Record<string, Json> | undefined;
    for (const [key, inner] of branch.below) {
      const field = Object.hasOwn(value, key) ? value[key] : undefined;
      if (field === undefined || field === null) continue;
      const walked = walk(field, inner, fieldOf(place, key, false));
      if (walked === field) continue;
      changed ??= { ...value };
      changed[key] = walked;
    }
    return changed ?? value;
  };
  const walkList = (list: readonly Json[], branch: Branch, place: Place): Json => {
    const entry = branch.below.get('[]');
    if (entry === undefined) return list;
    const walked = list.map((item, index) => walk(item, entry, entryOf(place, labelOf(item, index, place))));
    return walked.every((item, index) => item === list[index]) ? list : walked;
  };
  return walk(object, treeOf(String(object.kind)), root) as JsonObject;
}

/** Lists whose entries the API server knows by their names. */
const named: ReadonlySet<string> = new Set([
  'containers',
  'env',
  'imagePullSecrets',
  'initContainers',
  'secrets',
  'volumes',
]);

function labelOf(item: Json, index: number, { key }: Place): string {
  return named.has(key) && isJsonObject(item) && typeof item.name === 'string' ? item.name : String(index);
}

const trees = new Map<string, Branch>();

function treeOf(kind: string): Branch {
  const known = trees.get(kind);
  if (known) return known;
  const pod = podSpecPattern(kind);
  const below =
    pod === undefined ? [] : Object.entries(inPods).map(([key, form]) => [`${pod}.${key}`, form] as const);
  const tree: Branch = { below: new Map() };
  for (const [pattern, form] of [...below, ...Object.entries(ownValue(inKinds, kind) ?? {})])
    addPattern(tree, pattern, form);
  trees.set(kind, tree);
  return tree;
}

function addPattern(tree: Branch, pattern: string, form: Form): void {
  let branch = tree;
  for (const step of pattern.match(/[^.[]+|\[\]/g) ?? []) {
    const next = branch.below.get(step) ?? { below: new Map() };
    branch.below.set(step, next);
    branch = next;
  }
  branch.form = form;
}

interface Spot {
  readonly form: Form;
  readonly place: Place;
  readonly namespace: string;
  readonly visit: Visit;
}

function visitForm(value: Json, { form, place, namespace, visit }: Spot): Json {
  if (form.field === '') {
    if (typeof value !== 'string' || value === '') return value;
    return visit({ place, kind: form.kind, namespace, name: value, keys: [], optional: false });
  }
  if (!isJsonObject(value)) return value;
  const name = value[form.field];
  if (typeof name !== 'string' || name === '') return value;
  const kind = form.own && typeof value.kind === 'string' ? value.kind : form.kind;
  const port = portOf(value);
  const found = visit({
    place: fieldOf(place, form.field, false),
    kind,
    namespace: typeof value.namespace === 'string' ? value.namespace : namespace,
    name,
    keys: keysOf(value),
    ...(port === undefined ? {} : { port }),
    optional: value.optional === true,
  });
  return found === name ? value : { ...value, [form.field]: found };
}

function keysOf({ key, items }: JsonObject): readonly string[] {
  if (typeof key === 'string') return [key];
  if (!Array.isArray(items)) return [];
  return items.flatMap((item) => (isJsonObject(item) && typeof item.key === 'string' ? [item.key] : []));
}

function portOf({ port }: JsonObject): number | string | undefined {
  const value = isJsonObject(port) ? (port.number ?? port.name) : port;
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}
