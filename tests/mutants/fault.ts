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
  const problem = findProblem(fault);
  if (problem !== undefined) throw new Error(problem);
  const [before, after] = split(fault);
  return `${before}${fault.replace}${after}`;
}

/** What is wrong with the table: texts that have changed since. */
export function findStale(faults: readonly Fault[]): readonly string[] {
  return faults.flatMap((fault) => findProblem(fault) ?? []);
}

function findProblem(fault: Fault): string | undefined {
  const times = split(fault).length - 1;
  if (times === 1) return undefined;
  const { name, file, find } = fault;
  return `${name}: ${file} has this ${times} times instead of once: ${find}`;
}

function split(fault: Fault): readonly string[] {
  return readFileSync(pathOf(fault), 'utf8').split(fault.find);
}
