// The ConfigMap that holds an inventory: read, checked for its owner, and written so that two runs at once lose nothing.
import { mapOf, metadataOf, namespaceOf } from '../../manifests/manifest.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import { failed, type Kubectl } from '../client/kubectl.ts';
import { readItems } from '../client/live.ts';
import { type Entry, formatEntries, parseEntries } from './entries.ts';
import type { Owner } from './owner.ts';

export interface Inventory {
  readonly project: string;
  readonly environment: string;
  readonly entries: readonly Entry[];
  /** Nothing that the environment has applied is missing; false where it began before its inventory did. */
  readonly isComplete: boolean;
  /** Of the ConfigMap that it was read from. */
  readonly namespace: string;
  readonly version: string;
}

const managedBy = 'app.kubernetes.io/managed-by';

/**
 * The inventory where it belongs; undefined where there is none. Fails with ToolError `inventory-invalid`, and with
 * `inventory-foreign` where it is another's, unless `takeOver`.
 */
export async function readInventory(
  kubectl: Kubectl,
  owner: Owner,
  takeOver = false,
): Promise<Inventory | undefined> {
  const { namespace, name } = owner;
  const args = ['get', 'configmap', name, '-n', namespace, '--ignore-not-found', '-o', 'json'];
  const { stdout } = await kubectl.run(args);
  const [found] = readItems(stdout);
  if (found === undefined) return undefined;
  const inventory = parseInventory(found, owner);
  if (!takeOver) rejectForeign(inventory, owner);
  return inventory;
}

/** Inventories of the label in other namespaces; none where the user may not look for them. */
export async function findElsewhere(kubectl: Kubectl, owner: Owner): Promise<readonly Inventory[]> {
  const args = ['get', 'configmap', '-A', '--field-selector', `metadata.name=${owner.name}`, '-o', 'json'];
  const { stdout, exitCode, stderr } = await kubectl.run(args, { exitCodes: [0, 1] });
  if (exitCode !== 0 && !isForbidden(stderr)) throw failed(kubectl, args, stderr);
  return readItems(stdout)
    .filter((found) => namespaceOf(found) !== owner.namespace)
    .map((found) => parseInventory(found, owner));
}

/** Whether an inventory is of this project and environment. */
export function isOwn({ project, environment }: Inventory, owner: Owner): boolean {
  return project === owner.project && environment === owner.environment;
}

function rejectForeign(inventory: Inventory, owner: Owner): void {
  if (isOwn(inventory, owner)) return;
  throw new ToolError('inventory-foreign', {
    inventory: `ConfigMap/${owner.name} in namespace ${inventory.namespace}`,
    theirs: `${inventory.environment} of ${inventory.project}`,
    ours: `${owner.environment} of ${owner.project}`,
  });
}

function parseInventory(object: JsonObject, { name }: Owner): Inventory {
  const namespace = namespaceOf(object);
  try {
    const data = isJsonObject(object.data) ? object.data : {};
    if (mapOf(object, 'labels')[managedBy] !== 'twinhull')
      throw new Error(`its label ${managedBy} is not twinhull`);
    return {
      project: textOf(data, 'project'),
      environment: textOf(data, 'environment'),
      entries: parseEntries(textOf(data, 'objects')),
      isComplete: data.complete === 'true',
      namespace,
      version: String(metadataOf(object).resourceVersion),
    };
  } catch (cause) {
    throw new ToolError('inventory-invalid', { name, namespace, problem: messageOf(cause) }, { cause });
  }
}

function textOf(data: JsonObject, key: string): string {
  const text = data[key];
  if (typeof text !== 'string') throw new Error(`it has no ${key}`);
  return text;
}

/** What became of writing; a refusal is no reason to apply nothing. */
export type Written = 'written' | 'conflict' | 'no-namespace' | { readonly refused: string };

/** `version` is that of the ConfigMap that is replaced; undefined for a new one. */
export async function writeInventory(
  kubectl: Kubectl,
  owner: Owner,
  {
    entries,
    isComplete,
    version,
  }: Pick<Inventory, 'entries' | 'isComplete'> & { readonly version?: string | undefined },
): Promise<Written> {
  const { project, environment, namespace, name } = owner;
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name,
      namespace,
      labels: { [managedBy]: 'twinhull' },
      ...(version === undefined ? {} : { resourceVersion: version }),
    },
    data: { project, environment, complete: String(isComplete), objects: formatEntries(entries) },
  };
  const args = [version === undefined ? 'create' : 'replace', '-f', '-', '-o', 'name'];
  const { exitCode, stderr } = await kubectl.run(args, { stdin: JSON.stringify(object), exitCodes: [0, 1] });
  return exitCode === 0 ? 'written' : explainRefusal(kubectl, args, stderr);
}

function explainRefusal(kubectl: Kubectl, args: readonly string[], stderr: string): Written {
  if (/\((AlreadyExists|Conflict)\)/.test(stderr)) return 'conflict';
  if (/\(NotFound\)/.test(stderr)) return /namespaces "/.test(stderr) ? 'no-namespace' : 'conflict';
  if (isForbidden(stderr) || /too l(ong|arge)/i.test(stderr))
    return { refused: kubectl.redact(stderr.trim()) };
  throw failed(kubectl, args, stderr);
}

function isForbidden(stderr: string): boolean {
  return stderr.includes('(Forbidden)');
}

/** What is not there is no failure. */
export async function removeInventory(
  kubectl: Kubectl,
  { namespace }: Pick<Inventory, 'namespace'>,
  name: string,
): Promise<void> {
  await kubectl.run(['delete', 'configmap', name, '-n', namespace, '--ignore-not-found']);
}
