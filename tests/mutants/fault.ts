// What a seeded fault is, and how it gets into a source without the source being changed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Fault {
  readonly name: string;
  /** What goes wrong in charts, in one sentence. */
  readonly breaks: string;
  /** Relative to the repository. */
  readonly file: string;
  /** Occurs in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

export const repository: string = fileURLToPath(new URL('../..', import.meta.url));

export function pathOf({ file }: Fault): string {
  return path.join(repository, file);
}

/** The file's text with the fault in it. Throws where the table is stale. */
export function applyFault(fault: Fault): string {
  const { name, file, find, replace } = fault;
  const [before, after, ...others] = readFileSync(pathOf(fault), 'utf8').split(find);
  if (after === undefined) throw new Error(`${name}: ${file} has no ${JSON.stringify(find)}`);
  if (others.length > 0) throw new Error(`${name}: ${file} has more than one ${JSON.stringify(find)}`);
  return `${before}${replace}${after}`;
}
