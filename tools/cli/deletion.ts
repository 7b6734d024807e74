// What prune and delete have in common: how they show, ask about and tell of what goes.
import type { Kubectl } from '../cluster/client/kubectl.ts';
import { toChange } from '../cluster/diff/clean.ts';
import { type Manifest, nameOf } from '../manifests/manifest.ts';
import { refOf } from '../parity/classify/finding.ts';
import { nameObject, printPatch } from './changes.ts';
import { approvalOf, type ChangeOptions, confirmChange, dryRunOf } from './clusterFlags.ts';
import type { Io } from './io.ts';
import { paint } from './output.ts';

/** The patch of what goes, on standard output, and what it takes along. */
export async function printDeletion(objects: readonly Manifest[], io: Io): Promise<void> {
  const changes = objects.flatMap((before) => toChange({ before }) ?? []);
  await printPatch(changes, io, { paged: false });
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(nameOf);
  if (namespaces.length === 0) return;
  const warning = `Everything in these namespaces goes with them: ${namespaces.join(', ')}`;
  io.err(`${paint(io, 'yellow', warning)}\n`);
}

export interface Reasoned {
  readonly object: Manifest;
  readonly reason: string;
}

/** On standard error, because standard output is a patch. */
export function printStaying(title: string, objects: readonly Reasoned[], io: Io): void {
  if (objects.length === 0) return;
  const rows = objects.map(({ object, reason }) => `  ${nameObject(refOf(object))}: ${reason}\n`);
  io.err(`${title}\n${rows.join('')}`);
}

/** Asks, unless the command line has answered already. */
export function confirmDeletion(
  action: string,
  { kubectl, namespace }: { readonly kubectl: Kubectl; readonly namespace: string },
  options: ChangeOptions,
  io: Io,
): void {
  if (dryRunOf(options) === undefined && approvalOf(options) !== 'always')
    confirmChange(io, action, { ...kubectl, namespace });
}
