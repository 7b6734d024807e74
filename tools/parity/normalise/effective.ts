// The variables that a container ends up with, wherever they come from: the view in which sources do not count.
import { type Manifest, namespaceOf } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Graph } from '../graph/graph.ts';
import { fieldAt, podSpecPattern } from '../graph/workloads.ts';
import { withField } from './fields.ts';
import type { Touch } from './stored.ts';

/**
 * `envFrom` and references to ConfigMaps of the same side become plain variables; what a Secret gives is called by its
 * key, and compared with the Secret. What the side does not have stays as it is written.
 */
export function toEffective(object: Manifest, graph: Graph, touch: Touch): Manifest {
  const path = podSpecPattern(object.kind);
  const podSpec = path === undefined ? undefined : fieldAt(object, path);
  if (path === undefined || !isJsonObject(podSpec)) return object;
  const find = (kind: string, name: Json | undefined): Manifest | undefined =>
    graph.find(kind, namespaceOf(object), String(name));
  const lists = ['containers', 'initContainers'].filter((list) => Array.isArray(podSpec[list]));
  const changed = lists.map((list) => {
    const containers = (podSpec[list] as readonly Json[]).map((container) => {
      if (!isJsonObject(container)) return container;
      const effective = resolveContainer(container, find);
      if (effective !== container) touch('N11', `${path}.${list}[${container.name}]`);
      return effective;
    });
    return [list, containers] as const;
  });
  return withField(object, path.split('.'), { ...podSpec, ...Object.fromEntries(changed) }) as Manifest;
}

type Find = (kind: string, name: Json | undefined) => Manifest | undefined;

function resolveContainer(container: JsonObject, find: Find): JsonObject {
  const { env = [], envFrom = [], ...rest } = container;
  if (!Array.isArray(env) || !Array.isArray(envFrom)) return container;
  const sources = envFrom
    .filter(isJsonObject)
    .map((source) => ({ source, variables: expandSource(source, find) }));
  const open = sources.filter(({ variables }) => variables === undefined).map(({ source }) => source);
  const own = env.filter(isJsonObject).map((variable) => resolveVariable(variable, find));
  // A later source wins, and a variable of its own wins over all sources.
  const all = [...sources.flatMap(({ variables = [] }) => variables), ...own];
  const last = new Map(all.map((variable) => [variable.name, variable]));
  if (all.length === own.length && own.every((variable, index) => variable === env[index])) return container;
  return { ...rest, env: [...last.values()], ...(open.length > 0 ? { envFrom: open } : {}) };
}

/** Undefined where the side does not have the source. */
function expandSource(source: JsonObject, find: Find): readonly JsonObject[] | undefined {
  const { prefix = '', configMapRef, secretRef } = source;
  const kind = configMapRef === undefined ? 'Secret' : 'ConfigMap';
  const object = find(kind, fieldAt(configMapRef ?? secretRef, 'name'));
  if (object === undefined) return undefined;
  const keys = [object.data, object.stringData].flatMap((map) =>
    isJsonObject(map) ? Object.entries(map) : [],
  );
  return keys.map(([key, value]) => ({ name: `${prefix}${key}`, value: shownValue(object, key, value) }));
}

function resolveVariable(variable: JsonObject, find: Find): JsonObject {
  for (const [field, kind] of [
    ['configMapKeyRef', 'ConfigMap'],
    ['secretKeyRef', 'Secret'],
  ] as const) {
    const reference = fieldAt(variable, `valueFrom.${field}`);
    if (!isJsonObject(reference)) continue;
    const object = find(kind, reference.name);
    const value = [object?.data, object?.stringData]
      .map((map) => fieldOf(map, String(reference.key)))
      .find((found) => found !== undefined);
    if (object && value !== undefined)
      return { name: variable.name ?? '', value: shownValue(object, String(reference.key), value) };
  }
  return variable;
}

function fieldOf(map: Json | undefined, key: string): Json | undefined {
  return isJsonObject(map) && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** A Secret's value is never shown: its name stands for it. */
function shownValue(object: Manifest, key: string, value: Json): Json {
  return object.kind === 'Secret' ? `(Secret ${(object.metadata as JsonObject).name}, key ${key})` : value;
}
