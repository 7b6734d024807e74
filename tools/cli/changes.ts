// Prints what a command would change in a cluster: the patch, what it risks, and the hooks that would run.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execaSync } from 'execa';
import type { Assessment } from '../cluster/assess.ts';
import type { Kubectl } from '../cluster/client/kubectl.ts';
import type { Change } from '../cluster/diff/change.ts';
import type { Plan } from '../cluster/diff/plan.ts';
import { summarizeChanges } from '../cluster/diff/summary.ts';
import { colorPatch, fileNameOf, formatChange, formatChanges, textsOf } from '../cluster/diff/text.ts';
import { describeHook, type Hook } from '../cluster/hooks/hooks.ts';
import { refOf } from '../parity/classify/finding.ts';
import { type ObjectRef, risks } from '../parity/model.ts';
import { withTemporaryFolder } from '../shared/temporary.ts';
import { alignTable } from '../shared/text.ts';
import { misuse } from './flags.ts';
import type { Io } from './io.ts';
import { paint } from './output.ts';

export interface PatchOptions {
  readonly summarize?: true | undefined;
  /** Through the pager, on a terminal. */
  readonly paged: boolean;
}

/** The patch, or its histogram; the user's own diff program shows it where KUBECTL_EXTERNAL_DIFF names one. */
export async function printPatch(
  changes: readonly Change[],
  io: Io,
  { summarize, paged }: PatchOptions,
): Promise<void> {
  if (changes.length === 0) return;
  const external = io.env.KUBECTL_EXTERNAL_DIFF ?? '';
  if (!summarize && external !== '') return runExternalDiff(changes, external, io);
  const text = summarize
    ? `${summarizeChanges(changes, (color, signs) => paint(io, color, signs))}\n`
    : colored(formatChanges(changes), io);
  if (paged) io.page(text);
  else io.out(text);
}

function colored(patch: string, { color }: Io): string {
  return color ? colorPatch(patch) : patch;
}

/** As kubectl calls it: words separated by blanks, then the folders of both states. */
function runExternalDiff(changes: readonly Change[], external: string, io: Io): Promise<void> {
  return withTemporaryFolder(async (folder) => {
    writeStates(changes, folder);
    const [program = '', ...args] = external.split(' ').filter(Boolean);
    const isInteractive = Boolean(io.env.KUBECTL_INTERACTIVE_DIFF);
    const { stdout, exitCode, originalMessage } = execaSync(program, [...args, 'LIVE', 'MERGED'], {
      cwd: folder,
      reject: false,
      stripFinalNewline: false,
      stdout: isInteractive ? 'inherit' : 'pipe',
      stdin: isInteractive ? 'inherit' : 'ignore',
      stderr: 'inherit',
    });
    if (exitCode === undefined)
      throw misuse(`KUBECTL_EXTERNAL_DIFF=${external} could not be run: ${originalMessage}`);
    io.out(stdout ?? '');
  });
}

function writeStates(changes: readonly Change[], folder: string): void {
  for (const side of ['LIVE', 'MERGED']) mkdirSync(path.join(folder, side));
  for (const change of changes) {
    const [before, after] = textsOf(change);
    const write = (side: string, text: string): void => {
      if (text !== '') writeFileSync(path.join(folder, side, fileNameOf(change)), text, { mode: 0o600 });
    };
    write('LIVE', before);
    write('MERGED', after);
  }
}

/** What kubectl has warned of: fields that nobody knows, versions that go away. */
export function printWarnings({ warnings }: Kubectl, io: Io): void {
  for (const warning of warnings) io.err(`${paint(io, 'yellow', 'warning')}: ${warning}\n`);
}

/** On standard error, because standard output is a patch. */
export function printAssessment({ findings, restarts }: Assessment, io: Io): void {
  if (restarts.length > 0) {
    const rows = restarts.map(({ object, because }) => [`  ${nameObject(object)}`, because.join(', ')]);
    io.err(`\nPods that are replaced:\n${alignTable(rows)}`);
  }
  if (findings.length === 0) return;
  io.err('\nWhat the changes risk:\n');
  for (const { risk, code, object, path: place, consequence, remedy } of findings) {
    const label = `${risk} ${risks[risk].title}`;
    const head = risk <= 'R3' ? paint(io, 'red', label) : paint(io, 'yellow', label);
    io.err(
      `  ${head}  ${nameObject(object)}${place === '' ? '' : ` ${place}`} [${code}]\n      ${consequence} ${remedy}\n`,
    );
  }
}

export function nameObject({ kind, name, namespace }: ObjectRef | Change): string {
  return `${kind}/${name}${namespace === '' ? '' : ` in ${namespace}`}`;
}

export function printHooks(hooks: readonly Hook[], io: Io): void {
  if (hooks.length > 0)
    io.err(`\nHooks that an apply runs:\n${hooks.map((hook) => `  ${describeHook(hook)}\n`).join('')}`);
}

/** Hooks as data. */
export function listHooks(hooks: readonly Hook[]): readonly object[] {
  return hooks.map(({ manifest, events, weight }) => ({ ...refOf(manifest), events, weight }));
}

/** Changes and risks as data. */
export function describeChanges({ changes, assessment }: Plan): object {
  return {
    changes: changes.map((change) => {
      const { before: _, after: __, ...object } = change;
      return { ...object, diff: formatChange(change) };
    }),
    restarts: assessment.restarts,
    refused: assessment.refused,
    findings: assessment.findings,
  };
}
