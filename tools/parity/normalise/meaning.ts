// An object reduced to what it means: two objects with equal meaning do the same, even where they are stored differently.
import type { Manifest } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { keyLabelsOf } from '../compare/entries.ts';
import type { Graph } from '../graph/graph.ts';
import { type Reference, renameReferences } from '../graph/references.ts';
import { entryOf, fieldOf, type Place, root } from '../schema/place.ts';
import { isMap, scalarOf, type Type } from '../schema/types.ts';
import { toEffective } from './effective.ts';
import { withoutImplied } from './implied.ts';
import { withoutManaged } from './metadata.ts';
import { orderEntries } from './order.ts';
import { resolvePorts } from './ports.ts';
import { canonicalQuantity, durationOf, quantityOf } from './quantity.ts';
import type { Server, Touch } from './stored.ts';

/** What the meaning of an object depends on besides itself. */
export interface Context {
  readonly server: Server;
  /** The side that the object belongs to. */
  readonly graph: Graph;
  /** Label keys that selectors of either side ask for. */
  readonly selected: ReadonlySet<string>;
  /** Whether the ConfigMaps and Secrets of both sides hold the same. */
  readonly configEqual: boolean;
  /** Whether variables are compared by what they end up as, and not by where they come from. */
  readonly effectiveEnv: boolean;
  /** The name that the other side has for what is referred to. */
  readonly rename: (reference: Reference) => string;
  /** Whether a value at a path was declared to change with every rendering. */
  readonly isVolatile: (object: Manifest, place: Place) => boolean;
}

interface Walk {
  readonly context: Context;
  readonly object: Manifest;
  readonly touch: Touch;
}

export function toMeaning(stored: Manifest, context: Context, touch: Touch): JsonObject {
  const { namespace = '' } = stored.metadata as { namespace?: string };
  const renamed = renameReferences(stored, namespace, (reference) => {
    const name = context.rename(reference);
    if (name !== reference.name) touch('N16', reference.place.path);
    return name;
  }) as Manifest;
  const sourced = context.effectiveEnv ? toEffective(renamed, context.graph, touch) : renamed;
  const object = resolvePorts(sourced, context.graph, touch);
  const { apiVersion, kind } = object;
  const type = context.server.types.kind(apiVersion, kind);
  const reduced = reduce(object, { type, place: root }, { context, object, touch }) as JsonObject;
  return withoutManaged(withApiVersion(reduced, touch), context, touch);
}

interface Spot {
  readonly type: Type | undefined;
  readonly place: Place;
}

function reduce(value: Json, { type, place }: Spot, walk: Walk): Json {
  const { context, object, touch } = walk;
  if (context.isVolatile(object, place)) {
    touch('N20', place.path);
    return '(volatile)';
  }
  if (Array.isArray(value)) {
    const item = context.server.types.item(type);
    const labels = keyLabelsOf(value, type);
    const entries = value.map((entry, index) =>
      reduce(entry, { type: item, place: entryOf(place, labels?.[index] ?? String(index)) }, walk),
    );
    return orderEntries(entries, { type, place, kind: object.kind, touch });
  }
  if (isJsonObject(value)) return reduceObject(value, { type, place }, walk);
  if (typeof value === 'string' && scalarOf(type) === 'duration') return reduceDuration(value, place, touch);
  return scalarOf(type) === 'quantity' ? reduceQuantity(value, place, touch) : value;
}

/** One spelling of the number, whatever the suffix. */
function reduceQuantity(value: Json, place: Place, touch: Touch): Json {
  const number = quantityOf(value);
  if (number === undefined) return value;
  const reduced = canonicalQuantity(`${number}n`) as string;
  if (reduced !== value) touch('N4', place.path);
  return reduced;
}

function reduceObject(object: JsonObject, { type, place }: Spot, walk: Walk): JsonObject {
  const map = isMap(type);
  const reduced = Object.entries(object).map(([key, value]) => {
    const spot = { type: walk.context.server.types.field(type, key), place: fieldOf(place, key, map) };
    return [key, reduce(value, spot, walk)] as const;
  });
  return withoutImplied(Object.fromEntries(reduced), { type, place, ...walk });
}

function reduceDuration(text: string, place: Place, touch: Touch): Json {
  const nanoseconds = durationOf(text);
  if (nanoseconds === undefined) return text;
  const reduced = `${nanoseconds / 1e9}s`;
  if (reduced !== text) touch('N5', place.path);
  return reduced;
}

/** Versions with one schema: the older one, and the one that it is taken for. */
const sameSchema: Readonly<Record<string, string>> = {
  'gateway.networking.k8s.io/v1beta1 HTTPRoute': 'gateway.networking.k8s.io/v1',
  'gateway.networking.k8s.io/v1beta1 Gateway': 'gateway.networking.k8s.io/v1',
  'gateway.networking.k8s.io/v1beta1 GatewayClass': 'gateway.networking.k8s.io/v1',
  'gateway.networking.k8s.io/v1alpha2 HTTPRoute': 'gateway.networking.k8s.io/v1',
  'gateway.networking.k8s.io/v1alpha2 GRPCRoute': 'gateway.networking.k8s.io/v1',
  'autoscaling/v2beta2 HorizontalPodAutoscaler': 'autoscaling/v2',
};

function withApiVersion(object: JsonObject, touch: Touch): JsonObject {
  const apiVersion = sameSchema[`${object.apiVersion} ${object.kind}`];
  if (apiVersion === undefined) return object;
  touch('N18', 'apiVersion');
  return { ...object, apiVersion };
}
