// One effective change together with everything that a rule of risk may want to know about it.
import type { Manifest } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Change } from '../compare/compare.ts';
import type { Graph } from '../graph/graph.ts';
import { fieldAt, podSpecPattern } from '../graph/workloads.ts';
import type { Mechanism, RiskId } from '../model.ts';
import type { Server } from '../normalise/stored.ts';

/** Both sides of the comparison, as rules see them. */
export interface World {
  readonly server: Server;
  readonly via: Mechanism;
  readonly baseline: Graph;
  readonly candidate: Graph;
}

/** A change inside an object that both sides have. */
export interface Case {
  readonly change: Change;
  readonly kind: string;
  /** The place without entries: `spec.template.spec.containers[].image`. */
  readonly pattern: string;
  /** The same below the pod spec: `containers[].image`; undefined outside of one. */
  readonly pod?: string;
  readonly before?: Json;
  readonly after?: Json;
  /** The objects as the API server would store them. */
  readonly baseline: Manifest;
  readonly candidate: Manifest;
  readonly isHook: boolean;
  /** The object is made anew under another name. */
  readonly isRename: boolean;
  readonly world: World;
}

type Text = string | ((changed: Case) => string);

export interface RiskRule {
  /** Names the finding; exceptions may refer to it. */
  readonly code: string;
  readonly risk: RiskId;
  readonly when: (changed: Case) => boolean;
  /** What happens: a sentence. */
  readonly consequence: Text;
  /** What to do about it: a sentence. */
  readonly remedy: Text;
}

export function isRemoved({ change }: Case): boolean {
  return change.after === undefined;
}

export function isAdded({ change }: Case): boolean {
  return change.before === undefined;
}

/** Matches places below the pod spec. */
export function inPod(expression: RegExp): (changed: Case) => boolean {
  return ({ pod }) => pod !== undefined && expression.test(pod);
}

/** Matches places in objects of some kinds. */
export function inKind(kinds: RegExp, expression: RegExp): (changed: Case) => boolean {
  return ({ kind, pattern }) => kinds.test(kind) && expression.test(pattern);
}

type Condition = (changed: Case) => boolean;

export function all(...conditions: readonly Condition[]): Condition {
  return (changed) => conditions.every((condition) => condition(changed));
}

export function any(...conditions: readonly Condition[]): Condition {
  return (changed) => conditions.some((condition) => condition(changed));
}

export function not(condition: Condition): Condition {
  return (changed) => !condition(changed);
}

/** Matches places below a container or an init container. */
export function inContainer(rest: string): (changed: Case) => boolean {
  return inPod(new RegExp(`^(?:c|initC)ontainers\\[\\]\\.${rest}`));
}

/** An entry of a list of the pod spec, by its name. */
interface Entry {
  readonly kind: string;
  readonly list: string;
  readonly name: string | undefined;
}

export function findEntry(object: JsonObject, { kind, list, name }: Entry): Json | undefined {
  const entries = fieldAt(object, `${podSpecPattern(kind)}.${list}`);
  return Array.isArray(entries)
    ? entries.find((entry) => isJsonObject(entry) && entry.name === name)
    : undefined;
}

/** Something comes to what was there. */
export function isAddition(changed: Case): boolean {
  const { before, after } = changed;
  if (isAdded(changed)) return true;
  if (changed.change.kind === 'order') return false;
  return Array.isArray(before) && Array.isArray(after) && before.every((entry) => includes(after, entry));
}

/** Only a part of what was there is left. */
export function isReduction(changed: Case): boolean {
  const { before, after } = changed;
  if (isRemoved(changed)) return true;
  if (changed.change.kind === 'order') return false;
  return Array.isArray(before) && Array.isArray(after) && after.every((entry) => includes(before, entry));
}

function includes(list: readonly Json[], entry: Json): boolean {
  const text = JSON.stringify(entry);
  return list.some((other) => JSON.stringify(other) === text);
}
