// Follows what was applied until all of it runs, or until it is certain that it does not.
import { type Manifest, nameOf } from '../../manifests/manifest.ts';
import { valueAt } from '../../schema/json.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { JsonObject } from '../../shared/json.ts';
import { describeObject } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import type { Live } from '../client/live.ts';
import { poll } from './poll.ts';
import { hasRollout, type Readiness, readinessOf } from './readiness.ts';
import { createInspection, type Inspection } from './stuck.ts';
import { explainTrouble } from './trouble.ts';

export interface RolloutOptions {
  /** Milliseconds for all of it. */
  readonly timeout: number;
  /** Is told how far it is: `2 of 5 ready; Deployment/web in namespace shop: 1/3 updated`. */
  readonly progress: (text: string) => void;
}

interface Observation extends Readiness {
  readonly manifest: Manifest;
  /** Absent where the cluster does not have it. */
  readonly live?: JsonObject;
}

/**
 * Resolves when all that has a rollout is ready. Fails as soon as something has failed for good, with ToolError
 * `rollout-failed`; at the end of the time with `rollout-timeout`; with `rollout-interrupted`; and with the errors of
 * `readLive`.
 */
export async function waitForRollout(
  kubectl: Kubectl,
  manifests: readonly Manifest[],
  { timeout, progress }: RolloutOptions,
): Promise<void> {
  // What gets its name from the server cannot be asked for.
  const watched = manifests.filter((manifest) => hasRollout(manifest) && nameOf(manifest) !== '');
  if (watched.length === 0) return;
  let seen: readonly Observation[] = [];
  const inspect = createInspection(kubectl);
  const end = await poll(kubectl, watched, {
    timeout,
    check: async (live) => {
      seen = watched.map((manifest) => observe(manifest, live));
      progress(kubectl.redact(formatProgress(seen)));
      if (seen.every(({ state }) => state === 'ready')) return 'ready';
      if (!seen.some(({ state }) => state === 'failed')) seen = await findStuck(seen, inspect);
      return seen.some(({ state }) => state === 'failed') ? 'failed' : undefined;
    },
  }).catch((error) => {
    throw explainInterruption(error, kubectl.redact(formatProgress(seen)));
  });
  if (end === 'ready') return;
  if (end === 'failed') throw await explain(kubectl, 'rollout-failed', { seen, timeout });
  throw await explain(kubectl, 'rollout-timeout', { seen, timeout });
}

function observe(manifest: Manifest, live: Live): Observation {
  const found = live.find(manifest);
  if (found) return { manifest, live: found, ...readinessOf(found) };
  // The cluster deletes such a Job when it has ended; had it failed, that would have been seen.
  const isTransient = valueAt(manifest, ['spec', 'ttlSecondsAfterFinished']) !== undefined;
  return isTransient
    ? { manifest, state: 'ready', text: 'gone' }
    : { manifest, state: 'progressing', text: 'missing' };
}

/** What can be told before its own status tells that it has failed, if it ever does. */
async function findStuck(seen: readonly Observation[], inspect: Inspection): Promise<readonly Observation[]> {
  const reasons = await inspect(
    seen.flatMap(({ state, live }) => (state === 'progressing' && live ? [live] : [])),
  );
  return seen.map((observation) => {
    const reason = observation.live && reasons.get(observation.live);
    if (reason === undefined) return observation;
    return { ...observation, state: 'failed', text: `${observation.text}, ${reason}` };
  });
}

/** It was all applied before. */
function explainInterruption(error: unknown, progress: string): unknown {
  if (!(error instanceof ToolError) || error.code !== 'interrupted') return error;
  return new ToolError('rollout-interrupted', { progress });
}

function formatProgress(seen: readonly Observation[]): string {
  const isReady = seen.filter(({ state }) => state === 'ready');
  const next = seen.find(({ state }) => state !== 'ready');
  const count = `${isReady.length} of ${seen.length} ready`;
  return next ? `${count}; ${formatObservation(next)}` : count;
}

function formatObservation({ manifest, text }: Observation): string {
  return `${describeObject(manifest)}: ${text}`;
}

interface Outcome {
  readonly seen: readonly Observation[];
  readonly timeout: number;
}

/** Of many that fail together each is named, and the pods of the first few are looked at. */
async function explain(
  kubectl: Kubectl,
  code: 'rollout-failed' | 'rollout-timeout',
  { seen, timeout }: Outcome,
): Promise<ToolError> {
  const wanted = code === 'rollout-failed' ? 'failed' : 'progressing';
  const guilty = seen.filter(({ state }) => state === wanted);
  const lines: string[] = [];
  for (const [at, observation] of guilty.entries()) {
    lines.push(`\n  ${kubectl.redact(formatObservation(observation))}`);
    if (at >= mostExplained || !observation.live) continue;
    for (const reason of await explainTrouble(kubectl, observation.live)) lines.push(`\n    ${reason}`);
  }
  const count = `${guilty.length} of ${seen.length}`;
  return new ToolError(code, { count, reasons: lines.join(''), seconds: String(timeout / 1000) });
}

const mostExplained = 10;
