// What an answer was made from outside of this process, and how to see whether it is still the same.
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { findProgramSync } from '../../process/find.ts';
import type { ProgramName } from '../../process/programs.ts';

/** `file PATH`, `folder PATH`, `program NAME`, `variables` → the state in which it was found. */
export type Inputs = Readonly<Record<string, string>>;

/** A short name for content: equal names, equal content. */
export function fingerprint(content: Uint8Array | string): string {
  return hash('sha256', content, 'base64url').slice(0, 32);
}

/** The states of inputs by their names; each is looked at once. */
export type InputStates = Map<string, string>;

export async function areCurrent(inputs: Inputs, states: InputStates): Promise<boolean> {
  for (const [name, state] of Object.entries(inputs)) {
    if (!states.has(name)) states.set(name, await look(name));
    if (states.get(name) !== state) return false;
  }
  return true;
}

async function look(name: string): Promise<string> {
  if (!name.startsWith('program ')) return lookNow(name);
  const { findProgramSync } = await import('../../process/find.ts');
  return lookAtProgram(name.slice('program '.length) as ProgramName, findProgramSync);
}

/** The state of an input that is no program. */
export function lookNow(name: string): string {
  const end = name.indexOf(' ');
  const what = name.slice(end + 1);
  switch (name.slice(0, end)) {
    case 'file':
      return lookAtFile(what);
    case 'folder':
      return lookAtFolder(what);
    default:
      return fingerprint(JSON.stringify(Object.entries(process.env).filter(isVariableOfPrograms).sort()));
  }
}

/** '' where there is nothing. */
function lookAtFile(file: string): string {
  if (!existsSync(file)) return '';
  try {
    return fingerprint(readFileSync(file));
  } catch (error) {
    return `unreadable: ${(error as NodeJS.ErrnoException).code}`;
  }
}

/** Names and contents of everything below; symbolic links are followed. */
function lookAtFolder(folder: string): string {
  return existsSync(folder) ? fingerprint(JSON.stringify(listContents(folder, []))) : '';
}

function listContents(folder: string, above: readonly string[]): readonly (readonly [string, unknown])[] {
  const real = realpathSync(folder);
  if (above.includes(real)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
      return [name, isFolder ? listContents(file, [...above, real]) : lookAtFile(file)];
    });
}

/** Asks for the version, because a file of that name may be a switch between several. */
export function lookAtProgram(name: ProgramName, find: typeof findProgramSync): string {
  try {
    const { path: file, version } = find(name);
    return `${file} ${version}`;
  } catch {
    return '';
  }
}

function isVariableOfPrograms([name]: readonly [string, unknown]): boolean {
  return /^(?:HELM_|KUBE|KUSTOMIZE_|XDG_|HOME$)/.test(name);
}
