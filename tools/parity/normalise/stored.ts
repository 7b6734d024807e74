// An object as the API server would store it: what decides whether a pod template is rolled out.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { labelsOf } from '../compare/entries.ts';
import type { Behaviour } from '../schema/behaviour.ts';
import { holds } from '../schema/conditions.ts';
import { entryOf, fieldOf, type Place, root } from '../schema/place.ts';
import { isBuiltIn, isMap, scalarOf, type Type, type Types } from '../schema/types.ts';
import { isAlias, withoutAliases } from './aliases.ts';
import { withField } from './fields.ts';
import { canonicalQuantity } from './quantity.ts';

/** Notes that a rule changed what stands at a path. */
export type Touch = (rule: string, path: string) => void;

/** What is known about the cluster that would store the object. */
export interface Server {
  readonly types: Types;
  /** Undefined for a version that was not measured: defaults are then not known. */
  readonly behaviour: Behaviour | undefined;
}

interface Walk extends Server {
  /** Whether the kind comes with Kubernetes. */
  readonly isBuiltIn: boolean;
  readonly touch: Touch;
  /** `batch/v1/CronJob` */
  readonly kind: string;
}

/** Status and what only a server writes is gone, too. A kind without a schema only loses its nulls. */
export function toStored(object: JsonObject, server: Server, touch: Touch): JsonObject {
  const { apiVersion, kind } = object as { apiVersion: string; kind: string };
  const type = server.types.kind(apiVersion, kind);
  const walk: Walk = {
    ...server,
    touch,
    kind: `${apiVersion}/${kind}`,
    isBuiltIn: type !== undefined && isBuiltIn(type),
  };
  const { status, ...rest } = object;
  if (status !== undefined) touch('N22', 'status');
  return (store(withoutServerMetadata(rest, touch), { type, place: root }, walk) ?? {}) as JsonObject;
}

/** What only a server writes, as in what kubectl prints. */
const serverMetadata = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'selfLink',
  'managedFields',
] as const;

function withoutServerMetadata(object: JsonObject, touch: Touch): JsonObject {
  const { metadata } = object;
  if (!isJsonObject(metadata)) return object;
  const own = Object.entries(metadata).filter(([key]) => !serverMetadata.some((name) => name === key));
  for (const name of serverMetadata) if (name in metadata) touch('N13', `metadata.${name}`);
  return { ...object, metadata: Object.fromEntries(own) };
}

interface Spot {
  readonly type: Type | undefined;
  readonly place: Place;
}

/** Undefined: nothing is stored there. */
function store(value: Json, spot: Spot, walk: Walk): Json | undefined {
  if (value === null) {
    walk.touch('N3', spot.place.path);
    return undefined;
  }
  if (Array.isArray(value)) return storeList(value, spot, walk);
  if (isJsonObject(value)) return storeObject(value, spot, walk);
  return storeScalar(value as string | number | boolean, spot, walk);
}

function storeList(list: readonly Json[], { type, place }: Spot, walk: Walk): Json {
  const item = walk.types.item(type);
  const labels = labelsOf(list, type);
  return list.map((entry, index) => {
    const spot = { type: item, place: entryOf(place, labels[index] as string) };
    return store(entry, spot, walk) ?? null;
  });
}

function storeObject(object: JsonObject, { type, place }: Spot, walk: Walk): JsonObject {
  const stored: Record<string, Json> = {};
  const map = isMap(type);
  for (const [key, value] of Object.entries(type ? withoutAliases(object, type) : object)) {
    const spot = { type: walk.types.field(type, key), place: fieldOf(place, key, map) };
    if (isUnknown(type, spot.type)) {
      walk.touch('N22', spot.place.path);
      continue;
    }
    // In a map of texts null is stored as an empty one.
    const kept =
      value === null && map && spot.type?.schema.type === 'string' && walk.isBuiltIn
        ? ''
        : store(value, spot, walk);
    if (kept === undefined) continue;
    if (type && isZero(kept) && walk.behaviour?.dropped[type.name ?? '']?.includes(key))
      walk.touch('N3', spot.place.path);
    else setField(stored, key, kept);
  }
  addDefaults(stored, { type, place }, walk);
  return stored;
}

/** Assigning to `__proto__` would set the prototype. */
function setField(object: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/**
 * Of built-in kinds all fields are known. A custom resource may have more fields in the cluster than in the definition
 * that comes with this package.
 */
function isUnknown(type: Type | undefined, field: Type | undefined): boolean {
  return field === undefined && type?.schema.properties !== undefined && isBuiltIn(type);
}

function addDefaults(stored: Record<string, Json>, { type, place }: Spot, walk: Walk): void {
  if (type === undefined || isMap(type)) return;
  const add = (key: string, value: Json): void => {
    if (key in stored) return;
    const spot = { type: walk.types.field(type, key), place: fieldOf(place, key, false) };
    walk.touch('N6', spot.place.path);
    // Defaults have defaults: `matches: [{path: …}]`.
    stored[key] = store(value, spot, walk) ?? value;
  };
  if (isBuiltIn(type)) addMeasured(stored, { type, place, walk, add });
  else addDeclared(type, add);
}

interface Addition {
  readonly type: Type;
  readonly place: Place;
  readonly walk: Walk;
  readonly add: (key: string, value: Json) => void;
}

function addMeasured(stored: Record<string, Json>, { type, place, walk, add }: Addition): void {
  const { behaviour, kind } = walk;
  const name = type.name ?? '';
  if (behaviour === undefined || behaviour.undefaulted.includes(`${kind} ${place.pattern}`)) return;
  const rules = behaviour.conditional.filter((rule) => rule.type === name && holds(rule.when, stored));
  for (const [key, value] of rules.flatMap(({ set }) => Object.entries(set))) {
    const [first = '', ...rest] = key.split('.');
    const inner = stored[first];
    if (rest.length === 0) add(key, value);
    // Conditions looked at what is written, so the field below is absent.
    else if (isJsonObject(inner)) stored[first] = withField(inner, rest, value);
  }
  for (const [key, other] of Object.entries(behaviour.copied[name] ?? {})) {
    if (!isAlias(name, key) && stored[other] !== undefined) add(key, stored[other]);
  }
  for (const [key, value] of Object.entries(behaviour.defaults[name] ?? {})) add(key, value);
}

/** Defaults of custom resources stand in their schemas. */
function addDeclared({ schema }: Type, add: (key: string, value: Json) => void): void {
  for (const [key, { default: value }] of Object.entries(schema.properties ?? {})) {
    if (value !== undefined) add(key, value as Json);
  }
}

function isZero(value: Json): boolean {
  if (value === false || value === 0 || value === '') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function storeScalar(value: string | number | boolean, { type, place }: Spot, walk: Walk): Json {
  if (typeof value === 'boolean') return value;
  const scalar = scalarOf(type);
  if (scalar === 'quantity') {
    const canonical = canonicalQuantity(value);
    if (canonical === undefined || canonical === value) return value;
    walk.touch('N4', place.path);
    return canonical;
  }
  if (scalar !== 'base64' || typeof value !== 'string') return value;
  const encoded = canonicalBase64(value);
  if (encoded !== value) walk.touch('N8', place.path);
  return encoded;
}

/** In one line, and without bits that say nothing; what is no base64 stays as it is. */
function canonicalBase64(text: string): string {
  const line = text.replace(/[\r\n]/g, '');
  const isEncoded = line.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(line);
  return isEncoded ? Buffer.from(line, 'base64').toString('base64') : text;
}
