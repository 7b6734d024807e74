// Which files' values are the same in the next evaluation, and which have to be evaluated again.

/** What is remembered of a file that has been evaluated. */
export interface Remembered {
  /** Its own code asks for external variables or does something that shows. */
  readonly impure: boolean;
  /** What its imports turned out to mean, as far as they have been evaluated. */
  readonly imports: ReadonlyMap<string, string>;
}

/** The paths in `changed`, and all files that import one of them: directly, through others, in a circle. */
export function findStale(files: ReadonlyMap<string, Remembered>, changed: Iterable<string>): Set<string> {
  const importers = listImporters(files);
  const stale = new Set<string>();
  const pending = [...changed];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (stale.has(path)) continue;
    stale.add(path);
    for (const importer of importers.get(path) ?? []) pending.push(importer);
  }
  return stale;
}

function listImporters(files: ReadonlyMap<string, Remembered>): Map<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const [path, { imports }] of files) {
    for (const found of imports.values()) {
      const list = importers.get(found);
      if (list) list.push(path);
      else importers.set(found, [path]);
    }
  }
  return importers;
}
