// Where in an object a walk is: as readers see it, and as rules match it.

export interface Place {
  /** `spec.containers[app].env[LOG_LEVEL].value` */
  readonly path: string;
  /** The same for all entries and all keys of maps: `spec.containers[].env[].value`, `metadata.labels{}`. */
  readonly pattern: string;
  /** The last key, entry or field. */
  readonly key: string;
}

export const root: Place = { path: '', pattern: '', key: '' };

/** A field of a structure, or a key of a map. */
export function fieldOf(place: Place, key: string, isMapKey: boolean): Place {
  const dot = place.path === '' || place.path.endsWith('→ ') ? '' : '.';
  const shown = /^[\w-]+$/.test(key) ? `${dot}${key}` : `[${JSON.stringify(key)}]`;
  const pattern = place.pattern === '' ? key : `${place.pattern}.${key}`;
  return { path: `${place.path}${shown}`, pattern: isMapKey ? `${place.pattern}{}` : pattern, key };
}

/** An entry of a list, by its label: what the API server knows it by, or its index. */
export function entryOf(place: Place, label: string): Place {
  return { path: `${place.path}[${label}]`, pattern: `${place.pattern}[]`, key: label };
}

/** A place inside a text that holds a document of its own. */
export function insideOf(place: Place): Place {
  return { path: `${place.path} → `, pattern: `${place.pattern}→`, key: place.key };
}

/** Whether one path is the other or lies below it. */
export function isWithin(path: string, outer: string): boolean {
  if (outer === '' || path === outer) return true;
  return path.startsWith(outer) && /^(?:\.|\[| →)/.test(path.slice(outer.length));
}
