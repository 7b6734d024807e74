// Whether a live object that Jsonnet does not name any more may be deleted, and if not, why it stays.

import { environmentLabel } from '../../manifests/environmentLabel.ts';
import { lastApplied, readLastApplied } from '../../manifests/lastApplied.ts';
import { type Manifest, mapOf, metadataOf, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { describeObject, groupOf } from '../client/identity.ts';
import type { Entry } from './entries.ts';

export interface Circumstances {
  /** The value of the environment's label. */
  readonly label: string;
  /** What the inventory says of the object. */
  readonly entry: Entry | undefined;
  /** Whose it is by another project's inventory: `environments/prod (…) of github.com/org/other`. */
  readonly otherOwner: string | undefined;
  /** The inventory lists everything that the environment has applied. */
  readonly isComplete: boolean;
  /** Where objects that no inventory lists may be deleted; undefined: everywhere. */
  readonly namespaces: ReadonlySet<string> | undefined;
  /** Kinds of `protectedKinds` that may be deleted all the same. */
  readonly includedKinds: readonly string[];
}

/** Data, or objects of others, go with them. */
export const protectedKinds = ['Namespace', 'CustomResourceDefinition', 'PersistentVolumeClaim'] as const;

/** Why an object stays: '' for a reason that is not worth a word. */
export interface Verdict {
  readonly reason: string;
  /** It is the environment's, and goes when the command line says so. */
  readonly isOpen: boolean;
}

/** Undefined for what may be deleted. */
export function judge(object: Manifest, circumstances: Circumstances): Verdict | undefined {
  const judgeBy = (rules: readonly Rule[], isOpen: boolean): Verdict | undefined => {
    const [reason] = rules.flatMap((rule) => rule(object, circumstances) ?? []);
    return reason === undefined ? undefined : { reason, isOpen };
  };
  return judgeBy(safeguards, false) ?? judgeBy(choices, true);
}

type Rule = (object: Manifest, circumstances: Circumstances) => string | undefined;

/** The first that speaks is heard. */
const safeguards: readonly Rule[] = [judgeLabel, judgeOwners, judgeCopy, judgeMaker, judgeInventory];

/** What an option of the command line allows. */
const choices: readonly Rule[] = [judgeNamespace, judgeKind];

function judgeLabel(object: Manifest, { label, entry }: Circumstances): string | undefined {
  const found = mapOf(object, 'labels')[environmentLabel];
  if (found === label) return undefined;
  if (found !== undefined) return `its label ${environmentLabel} is that of another environment`;
  // Something of the same name that an apply could not take.
  return entry?.uid === '' ? '' : `it has no label ${environmentLabel} any more`;
}

/** Controllers give labels on to what they make. */
function judgeOwners(object: Manifest, { entry }: Circumstances): string | undefined {
  const { ownerReferences } = metadataOf(object);
  const [owner] = Array.isArray(ownerReferences) ? ownerReferences.filter(isJsonObject) : [];
  if (owner === undefined) return undefined;
  return entry === undefined ? '' : `it belongs to ${String(owner.kind)}/${String(owner.name)}`;
}

/** Replicators copy annotations too, and so tell where the original is. */
function judgeCopy(object: Manifest): string | undefined {
  const applied = readLastApplied(object);
  if (applied === undefined || isSame(applied, object)) return undefined;
  const { kind, metadata } = applied;
  if (typeof kind !== 'string' || !isJsonObject(metadata))
    return `its annotation ${lastApplied} cannot be read`;
  return `it is a copy of ${describeObject(applied)}`;
}

function isSame(applied: JsonObject, object: Manifest): boolean {
  if (typeof applied.apiVersion !== 'string') return false;
  const hasPlace = namespaceOf(object) !== '';
  return (
    groupOf(applied.apiVersion) === groupOf(object.apiVersion) &&
    applied.kind === object.kind &&
    nameOf(applied) === nameOf(object) &&
    (!hasPlace || namespaceOf(applied) === namespaceOf(object))
  );
}

const managers: ReadonlySet<Json | undefined> = new Set([
  'tanka',
  'kubectl-client-side-apply',
  'kustomize-controller',
]);

function judgeMaker(object: Manifest, { entry }: Circumstances): string | undefined {
  if (readLastApplied(object) !== undefined || isApplied(object)) return undefined;
  return entry === undefined ? '' : 'it was not made by an apply';
}

function isApplied(object: Manifest): boolean {
  const { managedFields } = metadataOf(object);
  const list = Array.isArray(managedFields) ? managedFields.filter(isJsonObject) : [];
  // Hooks are created, not applied.
  const isHook = 'helm.sh/hook' in mapOf(object, 'annotations');
  return list.some(({ manager }) => managers.has(manager) || (isHook && manager === 'kubectl-create'));
}

function judgeInventory(
  object: Manifest,
  { entry, isComplete, otherOwner }: Circumstances,
): string | undefined {
  if (otherOwner !== undefined) return `it belongs to ${otherOwner}`;
  if (entry === undefined)
    return isComplete ? 'the inventory of the environment does not list it' : undefined;
  const isAnother = entry.uid !== '' && entry.uid !== metadataOf(object).uid;
  return isAnother ? 'it was made again by somebody else' : undefined;
}

function judgeNamespace(object: Manifest, { entry, namespaces }: Circumstances): string | undefined {
  const namespace = namespaceOf(object);
  const isNear = entry !== undefined || namespace === '' || !namespaces || namespaces.has(namespace);
  return isNear
    ? undefined
    : 'the environment has nothing else in its namespace; --all-namespaces includes it';
}

function judgeKind({ kind }: Manifest, { includedKinds }: Circumstances): string | undefined {
  const isProtected = protectedKinds.some((name) => name === kind) && !includedKinds.includes(kind);
  return isProtected ? `a ${kind} is deleted only with --include-protected ${kind}` : undefined;
}
