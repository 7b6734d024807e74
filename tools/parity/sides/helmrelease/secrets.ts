// Values of Secrets are read to render with them, and must not come out in a message.
import { readYaml } from '../../../manifests/yaml/read.ts';
import { isJsonObject, type Json } from '../../../shared/json.ts';

export interface Secrets {
  /** Remembers the values of a Secret. */
  readonly note: (values: Iterable<string | undefined>) => void;
  /** A text without those values. */
  readonly hide: (text: string) => string;
}

/** Shorter ones would take pieces out of any text, and are nobody's secret. */
const shortest = 4;

export function createSecrets(): Secrets {
  const known = new Set<string>();
  return {
    note: (values) => {
      for (const value of values) for (const text of textsIn(value ?? '')) known.add(text);
    },
    hide: (text) =>
      [...known]
        .filter((value) => value.length >= shortest)
        .sort((a, b) => b.length - a.length)
        .reduce((hidden, value) => hidden.replaceAll(value, '…'), text),
  };
}

/** The value itself, its lines, and what it holds as YAML. */
function textsIn(value: string): readonly string[] {
  return [value, ...value.split('\n').map((line) => line.trim()), ...leavesOf(tryRead(value))];
}

function tryRead(value: string): Json {
  try {
    return readYaml(value, { file: 'a Secret' });
  } catch {
    return null;
  }
}

function leavesOf(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (isJsonObject(value)) return Object.values(value).flatMap(leavesOf);
  return value === null || typeof value === 'boolean' ? [] : [String(value)];
}
