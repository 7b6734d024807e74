// One hook's object in the cluster: made, waited for, and deleted.
import type { Manifest } from '../../manifests/manifest.ts';
import { valueAt } from '../../schema/json.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { JsonObject } from '../../shared/json.ts';
import { describeObject } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { readItems, readLive } from '../client/live.ts';
import { deleteObjects } from '../delete.ts';
import { textAt } from '../rollout/fields.ts';
import { poll } from '../rollout/poll.ts';
import { type Readiness, readinessOf } from '../rollout/readiness.ts';
import { createFailure, createLateness, explainPods } from './failure.ts';

export interface Setting {
  readonly kubectl: Kubectl;
  /** Milliseconds that each step of each hook may take. */
  readonly timeout: number;
  /** Is told what is waited for. */
  readonly progress: (text: string) => void;
}

/**
 * As the API server gives it, so that an object with `generateName` has its name. `isFree`: whatever had the name was
 * deleted before. Fails with ToolError `hook-failed`.
 */
export async function createObject(
  manifest: Manifest,
  isFree: boolean,
  { kubectl }: Setting,
): Promise<Manifest> {
  try {
    const { stdout } = await kubectl.run(['create', '-f', '-', '-o', 'json'], {
      stdin: JSON.stringify(manifest),
    });
    return readItems(stdout)[0] ?? manifest;
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== 'kubectl-failed') throw error;
    const { said = '' } = error.args;
    const reason = isFree ? rivalry : standing;
    throw createFailure(manifest, [said, /already ?exists/i.test(said) ? reason : '']);
  }
}

/** Helm 3 fails here too. Helm 4 takes the earlier one for the new one, which then has not run at all. */
const standing =
  'an earlier one is there, and its policies leave before-hook-creation out: delete it by hand, or add that policy';

const rivalry =
  'somebody else runs this hook at the same time and has made one of the same name: wait until that run has ended';

/** The error where it ends badly or not in time; nothing where it ends well. */
export async function awaitEnd(object: Manifest, setting: Setting): Promise<ToolError | undefined> {
  const { kubectl, timeout, progress } = setting;
  let last: JsonObject = object;
  let absences = 0;
  const end = await poll(kubectl, [object], {
    timeout,
    check: (live) => {
      const found = live.find(object);
      if (found && !isSame(found, object)) return lost(rivalry);
      // Whoever replaces it deletes it first, and tells more of the cause.
      if (!found) return ++absences < enoughAbsences ? undefined : lost(explainAbsence(object));
      last = found;
      absences = 0;
      const readiness = readEnd(found);
      progress(`${describeObject(object)}: ${kubectl.redact(readiness.text)}`);
      return readiness.state === 'progressing' ? undefined : { ...readiness, isLost: false };
    },
  });
  if (end?.state === 'ready') return undefined;
  if (end?.isLost) return createFailure(object, [end.text]);
  const text = kubectl.redact((end ?? readEnd(last)).text);
  const reasons = [text, ...(await explainPods(kubectl, last))];
  return end ? createFailure(object, reasons) : createLateness(object, timeout, reasons);
}

/** One after the other. */
const enoughAbsences = 3;

interface End extends Readiness {
  /** It is not there any more, and neither are its pods. */
  readonly isLost: boolean;
}

function lost(text: string): End {
  return { state: 'failed', text, isLost: true };
}

function explainAbsence(object: Manifest): string {
  const isShort = valueAt(object, ['spec', 'ttlSecondsAfterFinished']) !== undefined;
  return isShort
    ? 'it was deleted before its end was seen: its ttlSecondsAfterFinished should be a minute at least'
    : 'somebody has deleted it before its end was seen, by hand or with another run of the same environment';
}

/** Another object of the same name is not the one that was meant. */
function isSame(found: JsonObject, object: JsonObject): boolean {
  return textAt(found, 'metadata', 'uid') === textAt(object, 'metadata', 'uid');
}

/** A Pod that serves is ready, yet not at its end; what is neither Job nor Pod has done its work by being there. */
function readEnd(object: JsonObject): Readiness {
  if (object.kind !== 'Job' && object.kind !== 'Pod') return { state: 'ready', text: '' };
  const readiness = readinessOf(object);
  const runs = object.kind === 'Pod' && textAt(object, 'status', 'phase') !== 'Succeeded';
  return runs && readiness.state === 'ready' ? { ...readiness, state: 'progressing' } : readiness;
}

/**
 * Deletes it, or whatever has its name where it has no UID: it was not made yet then. Resolves when it is gone, also when
 * another has its name by now. Fails with ToolError `hook-timeout` and `delete-failed`.
 */
export async function deleteObject(object: Manifest, { kubectl, timeout, progress }: Setting): Promise<void> {
  const isMade = textAt(object, 'metadata', 'uid') !== '';
  const found = isMade ? object : (await readLive(kubectl, [object])).find(object);
  if (!found) return;
  const options = { force: false, timeout, say: () => undefined, progress };
  await deleteObjects(kubectl, [found as Manifest], options).catch((error) => {
    if (!(error instanceof ToolError) || error.code !== 'delete-timeout') throw error;
    throw createLateness(object, timeout, [`it is still being deleted${error.args.held}`]);
  });
}
