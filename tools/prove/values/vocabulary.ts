// What an application and its manifests are made of, for values that clash with it.
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

/** Of manifests, and of the source: conditions ask for keys that no manifest has. */
export function vocabularyOf(manifests: readonly Json[], source: string): Vocabulary {
  const words = new Set<string>(wordsOfSource(source));
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

/** Short texts, and names in capitals, which may stand there without quotes. */
function wordsOfSource(source: string): readonly string[] {
  const texts = [...source.matchAll(/'([^'\\\n]*)'|"([^"\\\n]*)"/g)].map(
    ([, single, double]) => single ?? double ?? '',
  );
  const names = source.match(/\b[A-Z][A-Z0-9_]{2,}\b/g) ?? [];
  return [...texts.filter((text) => /^[\w.-]+$/.test(text)), ...names];
}
