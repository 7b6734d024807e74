// The objects that are sent to the server, read from seeds/.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readYamlDocuments } from '../../../tools/manifests/yaml/read.ts';
import type { Json, JsonObject } from '../../../tools/shared/json.ts';
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

/** All seeds of kinds that the server has and that it takes, sorted by file. */
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
  await mapSome(seeds, async ({ object, kind }) => {
    const answer = await api.dryCreate(object);
    if ('refusal' in answer) throw new Error(`seed ${kind}: ${answer.refusal}`);
  });
  return seeds;
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
