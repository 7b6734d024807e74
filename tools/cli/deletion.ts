// What prune and delete have in common: how they show, ask about and tell of what goes.
import type { Kubectl } from '../cluster/client/kubectl.ts';
import type { DeleteOptions } from '../cluster/delete.ts';
import { toChange } from '../cluster/diff/clean.ts';
import { type Manifest, nameOf, namespaceOf } from '../manifests/manifest.ts';
import type { ObjectRef } from '../parity/model.ts';
import { nameObject, printPatch } from './changes.ts';
import { approvalOf, type ChangeOptions, confirmChange, dryRunOf } from './clusterFlags.ts';
import type { Io } from './io.ts';
import { createProgress, paint } from './output.ts';

export interface DeletionOptions extends ChangeOptions {
  readonly timeout: number;
}

/** The patch of what goes, on standard output, and what it takes along. */
export function printDeletion(objects: readonly Manifest[], io: Io): void {
  const changes = objects.flatMap((before) => toChange({ before }) ?? []);
  printPatch(changes, io, { paged: false });
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
  const rows = objects.map(({ object, reason }) => `  ${nameObject(referTo(object))}: ${reason}\n`);
  io.err(`${title}\n${rows.join('')}`);
}

/** An object as data. */
export function referTo(object: Manifest): ObjectRef {
  const { apiVersion, kind } = object;
  return { apiVersion, kind, namespace: namespaceOf(object), name: nameOf(object) };
}

/** Asks, unless the command line has answered already. */
export function confirmDeletion(
  action: string,
  { kubectl, namespace }: { readonly kubectl: Kubectl; readonly namespace: string },
  options: DeletionOptions,
  io: Io,
): void {
  if (dryRunOf(options) === undefined && approvalOf(options) !== 'always')
    confirmChange(io, action, { ...kubectl, namespace });
}

export interface Listener extends DeleteOptions {
  readonly clear: () => void;
}

export function listenTo(options: DeletionOptions, io: Io): Listener {
  const progress = createProgress(io);
  return {
    dryRun: dryRunOf(options),
    force: options.force ?? false,
    timeout: options.timeout,
    say: (line) => {
      progress.clear();
      if (!options.json) io.out(`${line}\n`);
    },
    progress: progress.show,
    clear: progress.clear,
  };
}
