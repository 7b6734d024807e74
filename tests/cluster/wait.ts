// Waiting for what a control plane does in its own time.
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks until the answer is neither undefined, null nor false, and returns it. Fails after `timeout` milliseconds
 * (30,000 by default) with `what` in the message; an error of the check fails at once.
 */
export async function waitFor<Answer>(
  what: string,
  check: () => Promise<Answer | undefined | null | false>,
  timeout = 30_000,
): Promise<Answer> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const answer = await check();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`waited ${timeout / 1000} s in vain for ${what}`);
    await sleep(100);
  }
}
