// What an application and its manifests are made of, for values that clash with it.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { namesOf, textsOf } from './link.ts';
import { isDrawable } from './texts.ts';

export interface Vocabulary {
  /** Keys and texts that a user could write, too; half of them are those that the application asks for. */
  readonly words: readonly string[];
  /** Maps of texts, such as labels; each once. */
  readonly maps: readonly JsonObject[];
  /** Texts of the defaults. */
  readonly texts: readonly string[];
  /** Those of them that other values may refer to. */
  readonly names: readonly string[];
}

export interface Application {
  readonly manifests: readonly Json[];
  /** Conditions ask for keys that no manifest has. */
  readonly source: string;
  /** Default values. */
  readonly defaults: JsonObject;
  /** Texts that its conditions compare values with. */
  readonly asked?: readonly string[];
}

const longestWord = 60;
const mostMaps = 40;
const mostNames = 4;

export function vocabularyOf({ manifests, source, defaults, asked = [] }: Application): Vocabulary {
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
  const usable = [...words].filter(isUsable);
  return {
    words: [...usable, ...repeat(asked.filter(isUsable), usable.length)],
    maps: [...maps.values()].slice(0, mostMaps),
    texts: textsOf(defaults),
    names: [...new Set(namesOf(defaults))].slice(0, mostNames),
  };
}

/** The texts again and again, up to so many. */
function repeat(texts: readonly string[], length: number): readonly string[] {
  return texts.length === 0 ? [] : Array.from({ length }, (_, at) => texts[at % texts.length] as string);
}

/** Short texts, and names in capitals, which may stand there without quotes. */
function wordsOfSource(source: string): readonly string[] {
  const texts = [...source.matchAll(/'([^'\\\n]*)'|"([^"\\\n]*)"/g)].map(
    ([, single, double]) => single ?? double ?? '',
  );
  const names = source.match(/\b[A-Z][A-Z0-9_]{2,}\b/g) ?? [];
  return [...texts.filter((text) => /^[\w.-]+$/.test(text)), ...names];
}
