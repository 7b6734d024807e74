// Requests about one kind of object: creation for real or as a dry run, update as a dry run.
import { isJsonObject, type Json, type JsonObject } from '../../../tools/shared/json.ts';
import { type Definitions, kindNames } from './schema.ts';

/** What is needed of a running server. */
export interface Server {
  readonly version: string;
  request(
    method: string,
    path: string,
    body?: Json,
    options?: { readonly contentType?: string; readonly query?: Readonly<Record<string, string>> },
  ): Promise<{ readonly status: number; readonly body: unknown }>;
}

/** What the server made of an object, or why it did not take it. */
export type Answer = { readonly object: JsonObject } | { readonly refusal: string };

export interface Api {
  readonly version: string;
  readonly definitions: Definitions;
  /** By `apiVersion/Kind`. */
  readonly kinds: Readonly<Record<string, string>>;
  dryCreate(object: Json): Promise<Answer>;
  dryUpdate(object: Json): Promise<Answer>;
  create(object: Json): Promise<Answer>;
  read(object: Json): Promise<Answer>;
  /** Stores the object's status. */
  setStatus(object: Json): Promise<Answer>;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const dryRun = { dryRun: 'All', fieldValidation: 'Strict' };

/** Reads what the server knows, once. */
export async function openApi(server: Server): Promise<Api> {
  const document = (await server.request('GET', '/openapi/v2')).body as { definitions: Definitions };
  const pathOf = pathFinder(server);
  const send = async (
    method: string,
    object: Json,
    extra: { tail?: string; query?: Record<string, string> },
  ) => {
    const path = await pathOf(object as JsonObject, method !== 'POST');
    const options = { query: extra.query ?? {} };
    const reply = await server
      .request(method, `${path}${extra.tail ?? ''}`, method === 'GET' ? undefined : object, options)
      .catch(toPanic);
    return judge(reply.status, reply.body);
  };
  return {
    version: server.version,
    definitions: document.definitions,
    kinds: kindNames(document.definitions),
    dryCreate: (object) => send('POST', object, { query: dryRun }),
    dryUpdate: (object) => send('PUT', object, { query: dryRun }),
    create: (object) => send('POST', object, {}),
    read: (object) => send('GET', object, {}),
    setStatus: (object) => send('PUT', object, { tail: '/status' }),
  };
}

/** Some invalid objects make the server panic: it then closes the connection, and works on. */
function toPanic(error: unknown): { readonly status: number; readonly body: unknown } {
  if ((error as NodeJS.ErrnoException).code === 'ECONNRESET')
    return { status: 422, body: 'the server panicked' };
  throw error;
}

function judge(status: number, body: unknown): Answer {
  if (status < 300 && isJsonObject(body)) return { object: body };
  const message = isJsonObject(body) ? body.message : body;
  if ([400, 403, 422, 500].includes(status)) return { refusal: String(message) };
  throw new Error(`the API server answered ${status}: ${String(message)}`);
}

type PathFinder = (object: JsonObject, named: boolean) => Promise<string>;

function pathFinder(server: Server): PathFinder {
  const groups = new Map<string, Promise<readonly Resource[]>>();
  const list = async (base: string): Promise<readonly Resource[]> => {
    const body = (await server.request('GET', base)).body as { resources: Resource[] };
    return body.resources.filter(({ name }) => !name.includes('/'));
  };
  return async (object, named) => {
    const version = String(object.apiVersion);
    const base = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
    const resources = groups.get(base) ?? list(base);
    groups.set(base, resources);
    const resource = (await resources).find(({ kind }) => kind === object.kind);
    if (!resource) throw new Error(`the API server does not know ${version} ${String(object.kind)}`);
    const { namespace, name } = object.metadata as { namespace?: string; name: string };
    const folder = resource.namespaced ? `/namespaces/${namespace}` : '';
    return `${base}${folder}/${resource.name}${named ? `/${name}` : ''}`;
  };
}

/** Applies a function to all items, a few at a time, and keeps their order. */
export async function mapSome<T, R>(items: readonly T[], apply: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await apply(item);
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return results;
}
