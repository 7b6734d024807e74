// Applies an environment: hooks before, kubectl apply in one stream, the rollout, hooks after.
import { formatList, type Manifest, nameOf, namespaceOf } from '../manifests/manifest.ts';
import { createServer } from '../parity/world.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { defaultKubernetesVersion } from '../validate/schemas.ts';
import { groupOf } from './client/identity.ts';
import { type Kubectl, tell } from './client/kubectl.ts';
import { readLive } from './client/live.ts';
import { isUnchanged } from './diff/unchanged.ts';
import { type Hook, hooksOf } from './hooks/hooks.ts';
import { runHooks } from './hooks/run.ts';
import { type InventoryRequest, placeManifest } from './inventory/owner.ts';
import { beginInventory, completeInventory } from './inventory/record.ts';
import { waitForRollout } from './rollout/wait.ts';

export interface ApplyRequest extends InventoryRequest {
  /** In the order of applying, without hooks. */
  readonly objects: readonly Manifest[];
  readonly hooks: readonly Hook[];
  /** Whether the cluster had none of the objects: decides which hooks run. */
  readonly isFirst: boolean;
  /** Objects that a dry run cannot try, because it makes no namespaces and kinds. */
  readonly soon: readonly Manifest[];
  readonly isServerSide: boolean;
  readonly dryRun?: 'client' | 'server' | undefined;
  readonly force: boolean;
  /** kubectl's own validation. */
  readonly validate: boolean;
  /** Waits until everything runs. */
  readonly wait: boolean;
  /** Milliseconds for each hook, and for the rollout. */
  readonly timeout: number;
}

export interface ApplyListener {
  /** A line of the result: `deployment.apps/web configured`. */
  readonly say: (line: string) => void;
  /** What is going on. */
  readonly progress: (text: string) => void;
  /** Is told of a hook when it has been made. */
  readonly onHook?: (hook: Hook) => void;
  /** What has become of an object, in kubectl's word: `created`, `configured`, `unchanged`, `serverside-applied`. */
  readonly onApplied?: (object: Manifest, action: string) => void;
}

/** Fails with ToolError `apply-failed`, and those of hooks, rollouts and kubectl; a second call goes on from there. */
export async function applyEnvironment(
  kubectl: Kubectl,
  request: ApplyRequest,
  listener: ApplyListener,
): Promise<void> {
  const { dryRun, hooks, isFirst, timeout, objects, wait } = request;
  if (dryRun !== undefined) return tryObjects(kubectl, request, listener);
  const before = hooksOf(hooks, 'pre-apply', isFirst);
  await recordApply(kubectl, request, async () => {
    const { namespace } = kubectl.cluster;
    const places = new Set(before.map(({ manifest }) => namespaceOf(placeManifest(manifest, namespace))));
    const first = objects.filter((object) => isFirst && isNeeded(object, places));
    await applyObjects(kubectl, { ...request, objects: first }, listener);
    await runHooks(kubectl, before, { timeout, ...listener });
    const others = objects.filter((object) => !first.includes(object));
    await applyObjects(kubectl, { ...request, objects: others }, listener);
  });
  if (wait) await waitForRollout(kubectl, objects, { timeout, progress: listener.progress });
  await runHooks(kubectl, hooksOf(hooks, 'post-apply', isFirst), { timeout, ...listener });
}

/** A hook cannot run in a namespace that is still to be made; nothing else comes before hooks. */
function isNeeded(object: Manifest, places: ReadonlySet<string>): boolean {
  return object.kind === 'Namespace' && places.has(nameOf(object));
}

/** The inventory knows of an object before the cluster does, and of its UID as soon as there is one. */
async function recordApply(
  kubectl: Kubectl,
  request: ApplyRequest,
  apply: () => Promise<void>,
): Promise<void> {
  const record = {
    ...request,
    manifests: [...request.objects, ...request.hooks.map(({ manifest }) => manifest)],
  };
  await beginInventory(kubectl, record);
  try {
    await apply();
  } catch (error) {
    // What matters is why the apply failed; the next one completes the inventory.
    await completeInventory(kubectl, record).catch(() => undefined);
    throw error;
  }
  await completeInventory(kubectl, record);
}

/** Without what depends on namespaces and kinds that a dry run does not make. */
async function tryObjects(kubectl: Kubectl, request: ApplyRequest, listener: ApplyListener): Promise<void> {
  const objects = request.objects.filter((object) => !request.soon.includes(object));
  await applyObjects(kubectl, { ...request, objects }, listener);
  for (const object of request.soon) tellOf(object, 'created', { ...request, ...listener });
}

async function applyObjects(kubectl: Kubectl, request: ApplyRequest, listener: ApplyListener): Promise<void> {
  const { objects } = request;
  if (objects.length === 0) return;
  const changing =
    request.isServerSide || request.isFirst ? objects : await skipUnchanged(kubectl, request, listener);
  if (changing.length === 0) return;
  const left = [...changing];
  let done = 0;
  const onLine = (line: string): void => {
    done++;
    listener.progress(`${done} of ${changing.length} applied`);
    listener.say(kubectl.redact(line));
    const [, resource, action = ''] = /^(\S+) (\S+)/.exec(line) ?? [];
    // Several namespaces may have one of the name; kubectl tells of them in their order.
    const at = left.findIndex((object) => resourceOf(object) === resource);
    for (const object of at < 0 ? [] : left.splice(at, 1)) listener.onApplied?.(object, action);
  };
  const stdin = formatList(changing);
  const { exitCode, stderr } = await kubectl.run(argumentsOf(request), { stdin, onLine, exitCodes: [0, 1] });
  if (exitCode === 0) return;
  const said = tell(kubectl, stderr);
  throw new ToolError('apply-failed', {
    done: String(done),
    count: String(changing.length),
    said,
    hint: /conflict/i.test(said) ? '; --force takes over fields that others manage' : '',
  });
}

function argumentsOf({ isServerSide, dryRun, force, validate }: ApplyRequest): readonly string[] {
  return [
    'apply',
    ...['-f', '-'],
    ...(isServerSide ? ['--server-side', '--field-manager=tanka'] : []),
    ...(force ? [isServerSide ? '--force-conflicts' : '--force'] : []),
    ...(validate ? [] : ['--validate=false']),
    ...(dryRun === undefined ? [] : [`--dry-run=${dryRun}`]),
  ];
}

const suffixes = { client: ' (dry run)', server: ' (server dry run)' } as const;

/** Says of objects that certainly stay as they are what kubectl would say, and gives the others. */
async function skipUnchanged(
  kubectl: Kubectl,
  request: ApplyRequest,
  listener: ApplyListener,
): Promise<readonly Manifest[]> {
  const live = await readLive(kubectl, request.objects);
  const { types } = createServer(defaultKubernetesVersion, []);
  return request.objects.filter((object) => {
    const isSame = isUnchanged(object, live.find(object), types);
    if (isSame) tellOf(object, 'unchanged', { ...request, ...listener });
    return !isSame;
  });
}

/** Tells of an object as kubectl would. */
function tellOf(
  object: Manifest,
  action: string,
  { dryRun, say, onApplied }: ApplyRequest & ApplyListener,
): void {
  say(`${resourceOf(object)} ${action}${dryRun === undefined ? '' : suffixes[dryRun]}`);
  onApplied?.(object, action);
}

/** As kubectl names objects: `deployment.apps/web`. */
function resourceOf(object: Manifest): string {
  const group = groupOf(object.apiVersion);
  return `${object.kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${nameOf(object)}`;
}
