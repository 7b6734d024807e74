// The objects that are sent to the server, read from seeds/.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readYamlDocuments } from '../../../tools/manifests/yaml/read.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../tools/shared/json.ts';
import { type Api, mapSome } from './api.ts';
import type { Condition } from './table.ts';

export interface Seed {
  /** `apiVersion/Kind`. */
  readonly kind: string;
  readonly definition: string;
  /** The object as a user would write it. */
  readonly object: JsonObject;
  /** Where what is found out about updates holds only for objects like this one. */
  readonly when?: Condition;
  /** Stored after creation, as a controller would do it. */
  readonly status?: Json;
}

/** By name, what the seeds live in. */
const namespaces = ['tables', 'tables-limits'];

/** What admission asks for before it takes some of the seeds. */
const needed: readonly JsonObject[] = [
  ...namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
  ...namespaces.map((namespace) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace },
  })),
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'used', namespace: 'tables' } },
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'used' }, value: 5 },
];

/** Creates what the seeds need. */
export async function prepare(api: Api): Promise<void> {
  for (const object of needed) await api.create(object);
}

/** All seeds, sorted by file, without what the server leaves out of lists, such as volumes of a kind it has not. */
export async function readSeeds(api: Api): Promise<readonly Seed[]> {
  const folder = fileURLToPath(new URL('seeds', import.meta.url));
  const files = readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));
  const seeds = files.flatMap((file) =>
    readYamlDocuments(readFileSync(file, 'utf8'), { file }).map((object) =>
      toSeed(api, object as JsonObject),
    ),
  );
  return await mapSome(seeds, async (seed) => {
    const answer = await api.dryCreate(seed.object);
    if ('refusal' in answer) throw new Error(`seed ${seed.kind}: ${answer.refusal}`);
    return { ...seed, object: withoutLost(seed.object, answer.object) as JsonObject };
  });
}

/** Without entries of named lists that did not come back. */
function withoutLost(sent: Json, got: Json | undefined): Json {
  if (Array.isArray(sent) && Array.isArray(got)) {
    const names = new Set(got.map(nameOf));
    const known = (sent as readonly Json[]).filter((item) => names.has(nameOf(item)));
    return known.map((item, index) => withoutLost(item, got[index]));
  }
  if (!isJsonObject(sent) || !isJsonObject(got)) return sent;
  return Object.fromEntries(Object.entries(sent).map(([key, item]) => [key, withoutLost(item, got[key])]));
}

function nameOf(item: Json): Json | undefined {
  return isJsonObject(item) ? item.name : undefined;
}

function toSeed(api: Api, document: JsonObject): Seed {
  const { when, status, ...object } = document;
  const kind = `${String(object.apiVersion)}/${String(object.kind)}`;
  const definition = api.kinds[kind];
  if (definition === undefined) throw new Error(`the API server does not know ${kind}`);
  return {
    kind,
    definition,
    object: { ...object, metadata: { namespace: 'tables', ...(object.metadata as JsonObject) } },
    ...(when === undefined ? {} : { when: when as Condition }),
    ...(status === undefined ? {} : { status }),
  };
}
