// Finds the first place at which two pieces of data differ; null and absence differ here.

/** The path of the first difference, `.[0].metadata.name`; undefined when there is none. */
export function findDifference(a: unknown, b: unknown, path = ''): string | undefined {
  if (Object.is(a, b) || a === b) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path || '.';
  if (Array.isArray(a) !== Array.isArray(b)) return path || '.';
  const left = new Map<string, unknown>(Object.entries(a));
  const right = new Map<string, unknown>(Object.entries(b));
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const at = Array.isArray(a) ? `${path}[${key}]` : `${path}.${key}`;
    if (left.has(key) !== right.has(key)) return at;
    const inner = findDifference(left.get(key), right.get(key), at);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
