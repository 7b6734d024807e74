// One hook's object in the cluster: made, waited for, and deleted.
import type { Manifest } from '../../manifests/manifest.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { JsonObject } from '../../shared/json.ts';
import { describeObject } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { readItems } from '../client/live.ts';
import { textAt, textsAt } from '../rollout/fields.ts';
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

/** As the API server gives it, so that an object with `generateName` has its name. Fails with ToolError `hook-failed`. */
export async function createObject(manifest: Manifest, { kubectl }: Setting): Promise<Manifest> {
  try {
    const { stdout } = await kubectl.run(['create', '-f', '-', '-o', 'json'], {
      stdin: JSON.stringify(manifest),
    });
    return readItems(stdout)[0] ?? manifest;
  } catch (error) {
    if (!(error instanceof ToolError) || error.code !== 'kubectl-failed') throw error;
    const { said = '' } = error.args;
    throw createFailure(manifest, [said, /already ?exists/i.test(said) ? standing : '']);
  }
}

/** Helm 3 fails here too. Helm 4 takes the earlier one for the new one, which then has not run at all. */
const standing =
  'an earlier one is there, and its policies leave before-hook-creation out: delete it by hand, or add that policy';

/** The error where it ends badly or not in time; nothing where it ends well. */
export async function awaitEnd(object: Manifest, setting: Setting): Promise<ToolError | undefined> {
  const { kubectl, timeout, progress } = setting;
  let last: JsonObject = object;
  const end = await poll(kubectl, [object], {
    timeout,
    check: (live) => {
      const found = findSame(live.find(object), object);
      last = found ?? last;
      const readiness = found ? readEnd(found) : vanished;
      progress(`${describeObject(object)}: ${kubectl.redact(readiness.text)}`);
      return readiness.state === 'progressing' ? undefined : readiness;
    },
  });
  if (end?.state === 'ready') return undefined;
  const text = kubectl.redact((end ?? readEnd(last)).text);
  const reasons = [text, ...(await explainPods(kubectl, last))];
  return end ? createFailure(object, reasons) : createLateness(object, timeout, reasons);
}

/** Another object of the same name is not the one that was made. */
function findSame(found: JsonObject | undefined, object: Manifest): JsonObject | undefined {
  return found && textAt(found, 'metadata', 'uid') === textAt(object, 'metadata', 'uid') ? found : undefined;
}

const vanished: Readiness = {
  state: 'failed',
  text: 'it was deleted before its end was seen (ttlSecondsAfterFinished should be a minute at least)',
};

/** A Pod that serves is ready, yet not at its end; what is neither Job nor Pod has done its work by being there. */
function readEnd(object: JsonObject): Readiness {
  if (object.kind !== 'Job' && object.kind !== 'Pod') return { state: 'ready', text: '' };
  const readiness = readinessOf(object);
  const runs = object.kind === 'Pod' && textAt(object, 'status', 'phase') !== 'Succeeded';
  return runs && readiness.state === 'ready' ? { ...readiness, state: 'progressing' } : readiness;
}

/** Resolves when it is gone. Fails with ToolError `hook-timeout`. */
export async function deleteObject(object: Manifest, { kubectl, timeout, progress }: Setting): Promise<void> {
  const stdin = JSON.stringify(refer(object));
  await kubectl.run(['delete', '-f', '-', '--ignore-not-found', '--wait=false'], { stdin });
  let left: JsonObject | undefined;
  const isGone = await poll(kubectl, [object], {
    timeout,
    check: (live) => {
      left = live.find(object);
      if (left) progress(`${describeObject(object)}: being deleted`);
      return left === undefined ? true : undefined;
    },
  });
  if (isGone) return;
  const finalizers = left ? textsAt(left, 'metadata', 'finalizers') : [];
  const held = finalizers.length === 0 ? '' : `, and held by the finalizers ${finalizers.join(', ')}`;
  throw createLateness(object, timeout, [`it is still being deleted${held}`]);
}

/** Enough to find it: values of Secrets stay here. */
function refer(object: Manifest): JsonObject {
  const { apiVersion, kind } = object;
  const [name, namespace] = ['name', 'namespace'].map((key) => textAt(object, 'metadata', key));
  return { apiVersion, kind, metadata: { name: name ?? '', ...(namespace ? { namespace } : {}) } };
}
