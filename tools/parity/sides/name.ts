// From the name of a side to what has to be read: `chart:charts/dispatch`, `environments/dispatch#prod`, `-`.
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { guessKind } from './guess.ts';
import { type SideKind, type SideRequest, sideKinds, unknownSide } from './request.ts';

export interface NamedSide {
  readonly kind: SideKind;
  readonly request: SideRequest;
}

/**
 * A prefix decides; without one it is guessed from what is there. Fails with ToolError `side-unknown` and
 * `side-ambiguous`.
 */
export async function resolveName(
  name: string,
  { folder, options, label = name, revision }: Omit<SideRequest, 'target' | 'label'> & { label?: string },
): Promise<NamedSide> {
  if (name.includes('\0')) throw unknownSide(JSON.stringify(label), 'no path has the character U+0000');
  const { prefix, rest } = splitPrefix(name);
  const base = { label, folder, options, ...(revision ? { revision } : {}) };
  if (prefix === 'git' || prefix === 'live' || prefix === 'stdin') {
    return { kind: prefix, request: { ...base, target: rest } };
  }
  const place = splitFragment(rest, folder);
  if (place === undefined) throw unknownSide(label, `there is no ${JSON.stringify(rest)}`);
  const request = { ...base, ...place, ...(revision ? {} : nameFromHere(folder, place.target)) };
  return { kind: prefix ?? (await guessKind(request)), request };
}

/** What stands before the first colon, where that is a prefix, and the rest. */
export function splitPrefix(name: string): { readonly prefix?: SideKind; readonly rest: string } {
  if (name === '-') return { prefix: 'stdin', rest: '' };
  const prefix = sideKinds.find((kind) => name.startsWith(`${kind}:`));
  return prefix ? { prefix, rest: name.slice(prefix.length + 1) } : { rest: name };
}

/** A path that exists is one, whatever signs it has; else what stands behind the last `#` picks something in it. */
function splitFragment(text: string, folder: string): Pick<SideRequest, 'target' | 'fragment'> | undefined {
  if (exists(text, folder)) return { target: text };
  const at = text.lastIndexOf('#');
  const target = text.slice(0, Math.max(at, 0));
  return exists(target, folder) ? { target, fragment: text.slice(at + 1) } : undefined;
}

function exists(target: string, folder: string): boolean {
  try {
    return target !== '' && lstatSync(path.resolve(folder, target)) !== undefined;
  } catch {
    return false;
  }
}

/** The same path from the current folder: that is how messages and sources name files. */
function nameFromHere(folder: string, target: string): Pick<SideRequest, 'folder' | 'target'> {
  const here = process.cwd();
  if (path.resolve(folder) === here || path.isAbsolute(target)) return { folder, target };
  return { folder: here, target: path.relative(here, path.resolve(folder, target)) || '.' };
}
