// Where the API server keeps objects: the path of any object of any kind that it serves.
import { type Manifest, metadataOf } from '../../tools/manifests/manifest.ts';
import { isJsonObject, type JsonObject } from '../../tools/shared/json.ts';
import type { Request } from '../cluster/client.ts';

export interface Resources {
  /** `/apis/apps/v1/namespaces/n/deployments/web`. An object without a namespace is in `namespace`. */
  readonly pathOf: (object: Manifest, namespace: string) => Promise<string>;
  /** What the path of an object that is to be made is: without the name. */
  readonly folderOf: (object: Manifest, namespace: string) => Promise<string>;
  /** All objects of the kind, wherever they are. */
  readonly list: (apiVersion: string, kind: string) => Promise<readonly JsonObject[]>;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export function createResources(request: Request): Resources {
  const known = new Map<string, Promise<readonly Resource[]>>();
  const find = async (apiVersion: string, wanted: string): Promise<Resource> => {
    const resources = known.get(apiVersion) ?? discover(request, apiVersion);
    known.set(apiVersion, resources);
    const resource = (await resources).find(({ kind }) => kind === wanted);
    if (resource) return resource;
    throw new Error(`the API server does not serve ${apiVersion} ${wanted}`);
  };
  const folderOf = async (object: Manifest, namespace: string): Promise<string> => {
    const { name, namespaced } = await find(object.apiVersion, object.kind);
    const own = metadataOf(object).namespace ?? namespace;
    return `${baseOf(object.apiVersion)}${namespaced ? `/namespaces/${own}` : ''}/${name}`;
  };
  return {
    folderOf,
    pathOf: async (object, namespace) =>
      `${await folderOf(object, namespace)}/${metadataOf(object).name as string}`,
    list: async (apiVersion, kind) => {
      const { name } = await find(apiVersion, kind);
      const items = itemsOf((await request('GET', `${baseOf(apiVersion)}/${name}`)).body);
      return items.map((item) => ({ ...item, apiVersion, kind }));
    },
  };
}

function baseOf(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

async function discover(request: Request, apiVersion: string): Promise<readonly Resource[]> {
  const { body } = await request('GET', baseOf(apiVersion));
  const { resources = [] } = body as unknown as { readonly resources?: readonly Resource[] };
  return resources.filter(({ name }) => !name.includes('/'));
}

function itemsOf(list: unknown): readonly JsonObject[] {
  const { items } = list as { readonly items?: readonly JsonObject[] };
  if (!Array.isArray(items)) throw new Error(`this is no list: ${JSON.stringify(list).slice(0, 200)}`);
  return items.filter(isJsonObject);
}
