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
