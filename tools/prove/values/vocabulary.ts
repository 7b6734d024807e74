// What an application's manifests are made of, for values that clash with it.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { isDrawable } from './texts.ts';

export interface Vocabulary {
  /** Keys and texts that a user could write, too. */
  readonly words: readonly string[];
  /** Maps of texts, such as labels; each once. */
  readonly maps: readonly JsonObject[];
}

const longestWord = 60;
const mostMaps = 40;

export function vocabularyOf(manifests: readonly Json[]): Vocabulary {
  const words = new Set<string>();
  const maps = new Map<string, JsonObject>();
  const collect = (part: Json): void => {
    if (typeof part === 'string') words.add(part);
    else if (Array.isArray(part)) part.forEach(collect);
    else if (isJsonObject(part)) {
      for (const key of Object.keys(part)) words.add(key);
      const values = Object.values(part);
      if (values.every((value) => typeof value === 'string') && Object.keys(part).every(isDrawable))
        maps.set(JSON.stringify(part), part);
      values.forEach(collect);
    }
  };
  manifests.forEach(collect);
  const isUsable = (word: string): boolean => word.length <= longestWord && isDrawable(word);
  return { words: [...words].filter(isUsable), maps: [...maps.values()].slice(0, mostMaps) };
}
