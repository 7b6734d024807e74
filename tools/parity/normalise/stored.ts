// An object as the API server would store it: what decides whether a pod template is rolled out.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { labelsOf } from '../compare/entries.ts';
import type { Behaviour } from '../schema/behaviour.ts';
import { entryOf, fieldOf, type Place, root } from '../schema/place.ts';
import { isBuiltIn, isMap, scalarOf, type Type, type Types } from '../schema/types.ts';
import { computedDefaults, withoutAliases } from './computed.ts';
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
  readonly touch: Touch;
  /** `batch/v1/CronJob` */
  readonly kind: string;
  readonly object: JsonObject;
}

/** Status and what only a server writes is gone, too. A kind without a schema only loses its nulls. */
export function toStored(object: JsonObject, server: Server, touch: Touch): JsonObject {
  const { apiVersion, kind } = object as { apiVersion: string; kind: string };
  const type = server.types.kind(apiVersion, kind);
  const walk: Walk = { ...server, touch, kind: `${apiVersion}/${kind}`, object };
  const { status, ...rest } = object;
  return (store(rest, { type, place: root }, walk) ?? {}) as JsonObject;
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
    const kept = store(value, spot, walk);
    if (kept === undefined) continue;
    if (type && isZero(kept) && walk.behaviour?.dropped[type.name ?? '']?.includes(key))
      walk.touch('N3', spot.place.path);
    else stored[key] = kept;
  }
  addDefaults(stored, { type, place }, walk);
  return stored;
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
  for (const [key, value] of Object.entries(computedDefaults(stored, { type, place, object: walk.object })))
    add(key, value);
}

interface Addition {
  readonly type: Type;
  readonly place: Place;
  readonly walk: Walk;
  readonly add: (key: string, value: Json) => void;
}

function addMeasured(stored: JsonObject, { type, place, walk, add }: Addition): void {
  const { behaviour, kind } = walk;
  const name = type.name ?? '';
  if (behaviour === undefined || behaviour.undefaulted.includes(`${kind} ${place.pattern}`)) return;
  for (const [key, value] of Object.entries(behaviour.defaults[name] ?? {})) add(key, value);
  for (const rule of behaviour.conditional) {
    if (rule.type === name && holds(rule.when, stored)) {
      for (const [key, value] of Object.entries(rule.set)) add(key, value);
    }
  }
}

/** Defaults of custom resources stand in their schemas. */
function addDeclared({ schema }: Type, add: (key: string, value: Json) => void): void {
  for (const [key, { default: value }] of Object.entries(schema.properties ?? {})) {
    if (value !== undefined) add(key, value as Json);
  }
}

/** Whether every field has its value; null asks for absence. Fields inside fields are written with dots. */
export function holds(when: Readonly<Record<string, Json>>, object: JsonObject): boolean {
  return Object.entries(when).every(([path, wanted]) => {
    const value = path
      .split('.')
      .reduce<Json | undefined>((at, key) => (isJsonObject(at) ? at[key] : undefined), object);
    return wanted === null ? value === undefined : JSON.stringify(value) === JSON.stringify(wanted);
  });
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
  if (scalar === 'base64' && typeof value === 'string' && /[\r\n]/.test(value)) {
    walk.touch('N8', place.path);
    return value.replace(/[\r\n]/g, '');
  }
  return value;
}
