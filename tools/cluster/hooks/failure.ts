// How a hook that did not do its work is told: with what is known of its pods, and the end of their log.
import { ToolError } from '../../shared/diagnostics.ts';
import type { JsonObject } from '../../shared/json.ts';
import { describeObject } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { explainTrouble, readLastLog } from '../rollout/trouble.ts';

/** It ended badly, or could not be made. */
export function createFailure(object: JsonObject, reasons: readonly string[]): ToolError {
  return new ToolError('hook-failed', { hook: describeObject(object), reasons: indent(reasons) });
}

/** It did not end, or is not gone, within so many milliseconds. */
export function createLateness(object: JsonObject, timeout: number, reasons: readonly string[]): ToolError {
  const seconds = String(timeout / 1000);
  return new ToolError('hook-timeout', { hook: describeObject(object), seconds, reasons: indent(reasons) });
}

function indent(reasons: readonly string[]): string {
  return reasons
    .filter((reason) => reason !== '')
    .map((reason) => `\n  ${reason}`)
    .join('');
}

/** What is wrong with the pods of a hook as the cluster has it, and what the last of them wrote. */
export async function explainPods(kubectl: Kubectl, live: JsonObject): Promise<readonly string[]> {
  const trouble = await explainTrouble(kubectl, live);
  const log = await readLastLog(kubectl, live);
  return log.length === 0 ? trouble : [...trouble, 'the end of its log:', ...log.map((line) => `  ${line}`)];
}
