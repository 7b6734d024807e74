// Which files a result was made from: those that were read, and those that would have been, had they been there.
import type { FileInputs } from './port.ts';

export interface Imported {
  readonly entry: string;
  /** What code that is in no file imports: wanted → found. */
  readonly roots: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, { readonly imports: ReadonlyMap<string, string> }>;
  readonly virtualFiles: Readonly<Record<string, string>>;
  readonly fingerprints: ReadonlyMap<string, string>;
  readonly missed: (from: string, wanted: string) => readonly string[];
}

/**
 * Follows the imports that were evaluated from the entry point on. Those that another evaluation has made in a file
 * that both use are among them. Undefined when a file was read before fingerprints were wanted.
 */
export function listInputs({ entry, roots, files, ...world }: Imported): FileInputs | undefined {
  const inputs = new Map<string, string>();
  const known = new Set<string>([entry]);
  const follow = (from: string, imports: ReadonlyMap<string, string>): void => {
    for (const [wanted, found] of imports) {
      if (Object.hasOwn(world.virtualFiles, wanted)) continue;
      for (const path of world.missed(from, wanted)) inputs.set(path, '');
      known.add(found);
    }
  };
  follow('', roots);
  // What is added on the way is visited too.
  for (const path of known) {
    const fingerprint = world.fingerprints.get(path);
    if (fingerprint === undefined) return undefined;
    inputs.set(path, fingerprint);
    follow(path, files.get(path)?.imports ?? new Map());
  }
  return inputs;
}
