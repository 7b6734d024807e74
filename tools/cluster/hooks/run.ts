// Runs the hooks of a phase one after the other, as Helm does: replaced, made, waited for, deleted as their policies say.
import { type Manifest, nameOf } from '../../manifests/manifest.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { describeObject } from '../client/identity.ts';
import type { Kubectl } from '../client/kubectl.ts';
import type { HookPolicy } from './annotations.ts';
import type { Hook } from './hooks.ts';
import { awaitEnd, createObject, deleteObject, type Setting } from './made.ts';

export interface HookRun extends Omit<Setting, 'kubectl'> {
  /** Is told what begins, a line at a time. */
  readonly say: (line: string) => void;
  /** Is told of a hook when it has been made. */
  readonly onHook?: (hook: Hook) => void;
}

/**
 * Runs hooks in the order in which they are given, and stops at the first that fails: with ToolError `hook-failed`
 * or `hook-timeout`, with those of `kubectl.run`, and with `hook-interrupted`, which leaves everything as it is.
 */
export async function runHooks(kubectl: Kubectl, hooks: readonly Hook[], run: HookRun): Promise<void> {
  const setting = { ...run, kubectl };
  const done: Made[] = [];
  for (const hook of hooks) {
    run.say(`Running hook ${describeObject(hook.manifest)}`);
    const isFree = await deleteEarlier(hook, setting);
    const made = { hook, object: await createObject(hook.manifest, isFree, setting) };
    run.onHook?.(hook);
    const failure = await awaitEnd(made.object, setting).catch((error) => {
      throw explainInterruption(error, made.object);
    });
    if (failure) {
      await cleanUp(made, done, setting);
      throw failure;
    }
    done.push(made);
  }
  for (const made of done.reverse()) await obey('hook-succeeded', made, setting);
}

interface Made {
  readonly hook: Hook;
  readonly object: Manifest;
}

/** It goes on without whoever waited for it. */
function explainInterruption(error: unknown, object: Manifest): unknown {
  if (!(error instanceof ToolError) || error.code !== 'interrupted') return error;
  return new ToolError('hook-interrupted', { hook: describeObject(object) });
}

/** Whether nothing has its name any more. */
async function deleteEarlier(hook: Hook, setting: Setting): Promise<boolean> {
  const made = { hook, object: hook.manifest };
  if (nameOf(hook.manifest) === '' || !mayDelete('before-hook-creation', made)) return false;
  await deleteObject(hook.manifest, setting);
  return true;
}

/** Definitions stay, as with Helm: all objects of their kind would go with them. */
function mayDelete(policy: HookPolicy, { hook, object }: Made): boolean {
  return hook.policies.includes(policy) && object.kind !== 'CustomResourceDefinition';
}

async function obey(policy: HookPolicy, made: Made, setting: Setting): Promise<void> {
  if (mayDelete(policy, made)) await deleteObject(made.object, setting);
}

/** After a failure; a further one is not worth hiding the first. */
async function cleanUp(failed: Made, done: readonly Made[], setting: Setting): Promise<void> {
  try {
    await obey('hook-failed', failed, setting);
    for (const made of done) await obey('hook-succeeded', made, setting);
  } catch (error) {
    if (!(error instanceof ToolError) || error.code === 'interrupted') throw error;
  }
}
