// The strategy `subset`: only what an environment sets is compared, and the API server is not asked for a dry run.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/** What `live` has of the fields of `wanted`; entries of lists stand for each other by their place. */
export function subsetOf(live: JsonObject, wanted: JsonObject): JsonObject {
  const kept = Object.entries(live).filter(([key]) => Object.hasOwn(wanted, key));
  return Object.fromEntries(kept.map(([key, value]) => [key, subsetOfValue(value, wanted[key] as Json)]));
}

function subsetOfValue(live: Json, wanted: Json): Json {
  if (isJsonObject(live) && isJsonObject(wanted)) return subsetOf(live, wanted);
  if (!Array.isArray(live) || !Array.isArray(wanted)) return live;
  return live.map((item, index) =>
    index < wanted.length ? subsetOfValue(item as Json, wanted[index] as Json) : (item as Json),
  );
}

/** A Secret as the API server keeps it: what was written as text is in base64 then. */
export function withEncodedData(object: JsonObject): JsonObject {
  const { stringData, ...rest } = object;
  if (object.kind !== 'Secret' || !isJsonObject(stringData)) return object;
  const encoded = Object.entries(stringData).map(([key, text]) => [
    key,
    Buffer.from(String(text)).toString('base64'),
  ]);
  return { ...rest, data: { ...(rest.data as JsonObject | undefined), ...Object.fromEntries(encoded) } };
}
