// Objects of an inventory that were not found by their label, asked for one by one: there are few.
import type { Manifest } from '../../manifests/manifest.ts';
import { failed, type Kubectl } from '../client/kubectl.ts';
import { readItems } from '../client/live.ts';
import { type Entry, resourceOf } from './entries.ts';
import { unknownType } from './list.ts';

/** Names in one call: the arguments of a program may not be too long. */
const batch = 500;

/**
 * Those that there are, with managed fields. What may not be read is undefined, so that nobody takes it for gone. Fails
 * with ToolError `kubectl-failed`.
 */
export async function lookUp(
  kubectl: Kubectl,
  entries: readonly Entry[],
): Promise<readonly Manifest[] | undefined> {
  const found: Manifest[] = [];
  let isReadable = true;
  for (const namespace of new Set(entries.map((entry) => entry.namespace))) {
    const here = entries.filter((entry) => entry.namespace === namespace);
    for (let start = 0; start < here.length; start += batch) {
      const some = await call(kubectl, here.slice(start, start + batch), namespace);
      found.push(...some.objects);
      isReadable &&= some.isReadable;
    }
  }
  return isReadable ? found : undefined;
}

interface Answer {
  readonly objects: readonly Manifest[];
  readonly isReadable: boolean;
}

async function call(kubectl: Kubectl, entries: readonly Entry[], namespace: string): Promise<Answer> {
  let wanted = entries;
  let isReadable = true;
  while (wanted.length > 0) {
    const names = wanted.map((entry) => `${resourceOf(entry)}/${entry.name}`);
    const where = namespace === '' ? [] : ['-n', namespace];
    const output = ['--ignore-not-found', '-o', 'json', '--show-managed-fields'];
    const args = ['get', ...where, ...names, ...output];
    const { stdout, stderr, exitCode } = await kubectl.run(args, { exitCodes: [0, 1] });
    if (exitCode === 0) return { objects: readItems(stdout), isReadable };
    if (stderr.includes('(Forbidden)')) return { objects: readItems(stdout), isReadable: false };
    const [, unknown] = unknownType.exec(stderr) ?? [];
    const named = wanted.filter(({ kind }) => kind === unknown);
    if (named.length === 0) throw failed(kubectl, args, stderr);
    // Which one of several groups is meant is not said.
    if (new Set(named.map(resourceOf)).size > 1) isReadable = false;
    wanted = wanted.filter((entry) => !named.includes(entry));
  }
  return { objects: [], isReadable };
}
