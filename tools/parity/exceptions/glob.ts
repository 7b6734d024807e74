// Patterns of parity.yaml: everything is literal but `*`, which stands for any text.

const cache = new Map<string, RegExp>();

export function matchesGlob(pattern: string, text: string): boolean {
  const known = cache.get(pattern) ?? compile(pattern);
  cache.set(pattern, known);
  return known.test(text);
}

/** Whether the pattern is nothing but wildcards: it says of no place that it is meant. */
export function isBroad(pattern: string): boolean {
  return pattern !== '' && /^[*/.[\]]+$/.test(pattern);
}

function compile(pattern: string): RegExp {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
