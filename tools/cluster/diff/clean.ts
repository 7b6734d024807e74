// Objects as a diff shows them: without what only the API server writes, and without the values of Secrets.
import { lastApplied } from '../../manifests/lastApplied.ts';
import { generateNameOf, metadataOf, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { isJsonObject, type JsonObject, sameJson } from '../../shared/json.ts';
import type { Change } from './change.ts';

/** An object on its way: absent where it is created or deleted. */
export interface Pair {
  readonly before?: JsonObject | undefined;
  readonly after?: JsonObject | undefined;
}

/** Undefined where the two are the same to the reader. */
export function toChange(pair: Pair): Change | undefined {
  const [before, after] = maskSecret(clean(pair.before), clean(pair.after));
  const object = after ?? before;
  if (object === undefined || sameJson(before, after)) return undefined;
  return {
    action: before === undefined ? 'create' : after === undefined ? 'delete' : 'update',
    apiVersion: String(object.apiVersion),
    kind: String(object.kind),
    namespace: namespaceOf(object),
    name: nameOf(object) || generateNameOf(object),
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
  };
}

const serverFields: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

function clean(object: JsonObject | undefined): JsonObject | undefined {
  if (object === undefined) return undefined;
  const { status: _, ...rest } = object;
  const own = Object.entries(metadataOf(object)).filter(([key]) => !serverFields.has(key));
  return { ...rest, metadata: withoutLastApplied(Object.fromEntries(own)) };
}

function withoutLastApplied(metadata: JsonObject): JsonObject {
  const { annotations, ...rest } = metadata;
  if (!isJsonObject(annotations)) return metadata;
  const own = Object.entries(annotations).filter(([key]) => key !== lastApplied);
  return own.length === 0 ? rest : { ...metadata, annotations: Object.fromEntries(own) };
}

/** kubectl's own words, which it uses for Secrets that it compares itself. */
const masks = { same: '***', before: '*** (before)', after: '*** (after)' } as const;

function maskSecret(
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): readonly [JsonObject | undefined, JsonObject | undefined] {
  if ((after ?? before)?.kind !== 'Secret') return [before, after];
  const values = { before: valuesOf(before), after: valuesOf(after) };
  return [before && maskSide(before, values, 'before'), after && maskSide(after, values, 'after')];
}

type Values = Readonly<Record<string, string>>;

/** All in base64, wherever they stand. */
function valuesOf(secret: JsonObject | undefined): Values {
  const { data, stringData } = secret ?? {};
  const plain = Object.entries(isJsonObject(stringData) ? stringData : {});
  const encoded = plain.map(([key, value]) => [key, Buffer.from(String(value)).toString('base64')]);
  return { ...((isJsonObject(data) ? data : {}) as Values), ...Object.fromEntries(encoded) };
}

function maskSide(
  secret: JsonObject,
  values: { readonly before: Values; readonly after: Values },
  side: 'before' | 'after',
): JsonObject {
  const { stringData: _, data: __, ...rest } = secret;
  const data = Object.keys(values[side]).map((key) => {
    const other = values[side === 'before' ? 'after' : 'before'][key];
    const isSame = other === undefined || other === values[side][key];
    return [key, isSame ? masks.same : masks[side]];
  });
  return data.length === 0 ? rest : { ...rest, data: Object.fromEntries(data) };
}
