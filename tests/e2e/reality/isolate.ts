// The objects of a release as they are in a namespace of its own, so that releases do not meet in the cluster.
import {
  type Manifest,
  metadataOf,
  nameOf,
  namespaceOf,
  withMetadata,
} from '../../../tools/manifests/manifest.ts';
import { isNamespaced } from '../../../tools/manifests/namespace.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../tools/shared/json.ts';

/** The release's namespace, and the one that takes its place. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Tells apart releases that are in the cluster at the same time. */
  readonly number: number;
}

/**
 * Other namespaces, and objects that have none, get the new namespace in front of their names; references follow. Ports
 * of nodes become others. Objects that have been moved already stay as they are.
 */
export function isolateObjects(objects: readonly Manifest[], move: Move): readonly Manifest[] {
  const shared = new Set(
    objects.filter((object) => !isNamespaced(object)).map((object) => `${object.kind}/${nameOf(object)}`),
  );
  return objects.map((object) => {
    const moved = replace(object, { ...move, shared }) as Manifest;
    if (!isNamespaced(object)) return withMetadata(moved, { name: prefixed(nameOf(object), move) });
    const namespace = namespaceOf(object);
    if (namespace === '') return moved;
    return withMetadata(moved, { namespace: namespace === move.from ? move.to : prefixed(namespace, move) });
  });
}

/** Claims of the release are of the class whose claims get a volume, so that its pods run. */
export function provideStorage(value: Json): Json {
  if (Array.isArray(value)) return value.map(provideStorage);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const isClass = key === 'storageClassName' && typeof inner === 'string' && inner !== '';
    return [key, isClass ? 'standard' : provideStorage(inner)];
  });
  return Object.fromEntries(entries);
}

/** The namespaces that objects are in. */
export function listNamespaces(objects: readonly Manifest[]): readonly string[] {
  const written = objects.filter(isNamespaced).map((object) => metadataOf(object).namespace);
  return [...new Set(written.filter((name) => typeof name === 'string'))];
}

interface Replacement extends Move {
  /** `ClusterRole/reader` */
  readonly shared: ReadonlySet<string>;
}

function replace(value: Json, replacement: Replacement): Json {
  if (Array.isArray(value)) return value.map((item: Json) => replace(item, replacement));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, replaceField(key, inner, replacement)]);
  return followName(Object.fromEntries(entries), replacement);
}

function replaceField(key: string, value: Json, replacement: Replacement): Json {
  const { from, to, number } = replacement;
  if (/^(?:nodePort|healthCheckNodePort)$/.test(key) && typeof value === 'number')
    return movePort(value, number);
  if (key === 'namespace' && value === from) return to;
  if (key === 'matchNames' && Array.isArray(value))
    return value.map((name: Json) => (name === from ? to : name));
  return replace(value, replacement);
}

/** The API server chooses among these only when no others are left. */
const [firstPort, lastPort] = [30_000, 30_085];

function movePort(port: number, number: number): number {
  if (port >= firstPort && port <= lastPort) return port;
  return firstPort + ((port + number) % (lastPort - firstPort + 1));
}

/** `{kind: ClusterRole, name: reader}` */
function followName(reference: JsonObject, replacement: Replacement): JsonObject {
  const { kind, name } = reference;
  if (typeof name !== 'string' || !replacement.shared.has(`${String(kind)}/${name}`)) return reference;
  return { ...reference, name: prefixed(name, replacement) };
}

function prefixed(name: string, { to }: Move): string {
  return name === to || name.startsWith(`${to}-`) ? name : `${to}-${name}`;
}
