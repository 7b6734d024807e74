// Waiting for what a cluster does in its own time: asked at most once a second, for as long as the time lasts.
import { setTimeout as sleep } from 'node:timers/promises';
import { ToolError } from '../../shared/diagnostics.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { type Live, readLive } from '../client/live.ts';

export interface PollOptions<Answer> {
  /** Milliseconds. */
  readonly timeout: number;
  /** Undefined: not yet. */
  readonly check: (live: Live) => Answer | undefined | Promise<Answer | undefined>;
}

/**
 * Reads the objects until there is an answer; undefined when the time is over. An API server that does not answer may
 * come back. Fails with the errors of `readLive`.
 */
export async function poll<Answer>(
  kubectl: Kubectl,
  manifests: readonly JsonObject[],
  { timeout, check }: PollOptions<Answer>,
): Promise<Answer | undefined> {
  const end = performance.now() + timeout;
  for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
    const remaining = end - performance.now();
    const patient = withTimeout(kubectl, Math.max(remaining, shortestCall));
    const live = await readPatiently(patient, manifests, remaining > 0);
    const answer = live && (await check(live));
    if (answer !== undefined || remaining <= 0) return answer;
    await sleep(Math.max(0, Math.min(pause, end - performance.now())));
  }
}

/** Most is done within a second or two, and asking takes a moment in itself. */
const firstPause = 250;
const longestPause = 1000;

/** However little time remains, one answer has to be possible. */
const shortestCall = 5000;

/** The same kubectl, each call of which takes at most so many milliseconds where it says nothing else. */
export function withTimeout(kubectl: Kubectl, timeout: number): Kubectl {
  return { ...kubectl, run: (args, options) => kubectl.run(args, { timeout, ...options }) };
}

async function readPatiently(
  kubectl: Kubectl,
  manifests: readonly JsonObject[],
  mayComeBack: boolean,
): Promise<Live | undefined> {
  try {
    return await readLive(kubectl, manifests);
  } catch (error) {
    if (mayComeBack && error instanceof ToolError && isAbsence(error)) return undefined;
    throw error;
  }
}

/** What kubectl says of an API server that is away, starts, or has no etcd; all else will not pass by itself. */
const absence =
  /connection refused|was refused|unable to connect to the server|dial tcp|: EOF|ServiceUnavailable|currently unable to handle|etcdserver|TooManyRequests|leader changed|connection reset|InternalError|context deadline exceeded/i;

function isAbsence({ code, args }: ToolError): boolean {
  return code === 'kubectl-failed' && absence.test(args.said ?? '');
}
