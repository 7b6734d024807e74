// How options that may be given several times gather their values; their help tells so.

/** Adds a value of an option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** One option may hold several values, separated by commas outside of double quotes. */
export function collectList(value: string, before: readonly string[] = []): readonly string[] {
  const parts = value.match(/(?:"(?:[^"]|"")*"|[^,])+/g) ?? [];
  return [...before, ...parts.map((part) => part.replace(/^"(.*)"$/s, '$1').replaceAll('""', '"'))];
}
