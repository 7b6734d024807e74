// Deletes live objects: against the order of applying, a kind at a time, and nothing that somebody made again.
import { formatList, type Manifest, metadataOf, namespaceOf, toReference } from '../manifests/manifest.ts';
import { ToolError } from '../shared/diagnostics.ts';
import type { JsonObject } from '../shared/json.ts';
import { describeObject } from './client/identity.ts';
import { type Kubectl, tell } from './client/kubectl.ts';
import { type Live, readLive } from './client/live.ts';
import { textsAt } from './rollout/fields.ts';
import { poll } from './rollout/poll.ts';

export interface DeleteOptions {
  readonly dryRun?: 'client' | 'server' | undefined;
  readonly force: boolean;
  /** Milliseconds until the objects of one kind and namespace have to be gone. */
  readonly timeout: number;
  /** A line of the result: `deployment.apps "web" deleted`. */
  readonly say: (line: string) => void;
  /** What is going on. */
  readonly progress: (text: string) => void;
  /** Is told of an object when it is gone. */
  readonly onDeleted?: (object: Manifest) => void;
}

/**
 * Deletes live objects, given in the order of applying, one kind after the other, and waits until they are gone. What
 * somebody made again since it was read stays. Gives those that are gone. Fails with ToolError `delete-failed` and
 * `delete-timeout`; a second call goes on from there.
 */
export async function deleteObjects(
  kubectl: Kubectl,
  objects: readonly Manifest[],
  options: DeleteOptions,
): Promise<readonly Manifest[]> {
  const deleted: Manifest[] = [];
  for (const batch of splitBatches([...objects].reverse())) {
    options.progress(`${deleted.length} of ${objects.length} deleted`);
    // kubectl deletes by name only, and the question before may have waited for long.
    const live = await readLive(kubectl, batch);
    const same = batch.filter((object) => isThere(live, object));
    for (const object of batch.filter((other) => !same.includes(other) && live.find(other)))
      options.say(`${describeObject(object)} stays: it was made again by somebody else`);
    if (same.length > 0) await deleteBatch(kubectl, same, options);
    const gone = batch.filter((object) => same.includes(object) || !live.find(object));
    deleted.push(...gone);
    for (const object of gone) options.onDeleted?.(object);
  }
  return deleted;
}

/** Neighbours of one kind and namespace. */
function splitBatches(objects: readonly Manifest[]): readonly (readonly Manifest[])[] {
  const batches: Manifest[][] = [];
  for (const object of objects) {
    const batch = batches.at(-1);
    const [first] = batch ?? [];
    if (batch && first && placeOf(first) === placeOf(object)) batch.push(object);
    else batches.push([object]);
  }
  return batches;
}

function placeOf(object: Manifest): string {
  return `${object.apiVersion} ${object.kind} ${namespaceOf(object)}`;
}

function isThere(live: Live, object: JsonObject): boolean {
  const found = live.find(object);
  return found !== undefined && metadataOf(found).uid === metadataOf(object).uid;
}

/** kubectl waits for one object after the other, five a second: here all are asked about at once. */
async function deleteBatch(
  kubectl: Kubectl,
  batch: readonly Manifest[],
  options: DeleteOptions,
): Promise<void> {
  const { dryRun, force, say } = options;
  const args = [
    'delete',
    '-f',
    '-',
    '--ignore-not-found',
    '--wait=false',
    ...(force ? ['--force'] : []),
    ...(dryRun ? [`--dry-run=${dryRun}`] : []),
  ];
  const stdin = formatList(batch.map((object) => toReference(object)));
  const onLine = (line: string): void => say(kubectl.redact(line));
  const { exitCode, stderr } = await kubectl.run(args, { stdin, onLine, exitCodes: [0, 1] });
  if (exitCode !== 0) {
    throw new ToolError('delete-failed', { count: nameAll(batch), said: tell(kubectl, stderr) });
  }
  if (dryRun === undefined) await awaitAbsence(kubectl, batch, options);
}

async function awaitAbsence(
  kubectl: Kubectl,
  batch: readonly Manifest[],
  { timeout, progress }: DeleteOptions,
): Promise<void> {
  let left: readonly Manifest[] = batch;
  let last: Live | undefined;
  const isGone = await poll(kubectl, batch, {
    timeout,
    check: (live) => {
      last = live;
      left = left.filter((object) => isThere(live, object));
      if (left.length > 0) progress(`${nameAll(left)}: being deleted`);
      return left.length === 0 ? true : undefined;
    },
  });
  if (isGone) return;
  const finalizers = new Set(left.flatMap((object) => readFinalizers(last?.find(object))));
  const held = finalizers.size === 0 ? '' : `, held by the finalizers ${[...finalizers].join(', ')}`;
  throw new ToolError('delete-timeout', { objects: nameAll(left), seconds: String(timeout / 1000), held });
}

/** Those of Namespaces stand in their spec. */
function readFinalizers(object: JsonObject = {}): readonly string[] {
  return ['metadata', 'spec'].flatMap((part) => textsAt(object, part, 'finalizers'));
}

function nameAll(objects: readonly Manifest[]): string {
  const [first, ...others] = objects;
  const name = first ? describeObject(first) : '';
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}
