// What the API server refuses: changes of fields that were measured to be immutable, and candidates that are not valid.

import { mapOf } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, sameJson } from '../../shared/json.ts';
import { matches } from '../graph/graph.ts';
import { fieldAt, templateOf } from '../graph/workloads.ts';
import { quantityOf } from '../normalise/quantity.ts';
import type { Immutable } from '../schema/behaviour.ts';
import { type Conditions, holds } from '../schema/conditions.ts';
import { isBuiltIn, scalarOf } from '../schema/types.ts';
import { type Case, isRemoved, type RiskRule } from './case.ts';

const recreate = 'Keep the value, or delete and create the object in a planned step of its own.';

export const refusals: readonly RiskRule[] = [
  {
    code: 'selector-immutable',
    risk: 'R1',
    when: (changed) => isImmutable(changed) && /^spec\.selector/.test(changed.pattern),
    consequence: 'The API server refuses the update: the selector of an existing workload cannot be changed.',
    remedy: 'Keep the labels that the baseline selects by, for instance through selectorLabels.',
  },
  {
    code: 'storage-shrunk',
    risk: 'R1',
    when: (changed) => isImmutable(changed) && isSize(changed),
    consequence: 'The API server refuses the update: a claim cannot become smaller.',
    remedy: 'Keep the size, or move the data to a new claim.',
  },
  {
    code: 'field-immutable',
    risk: 'R1',
    when: isImmutable,
    consequence: ({ kind }) =>
      `The API server refuses the update: this field of a ${kind} cannot be changed.`,
    remedy: recreate,
  },
  {
    code: 'selector-mismatch',
    risk: 'R1',
    when: ({ kind, pattern, candidate }) =>
      /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet)$/.test(kind) &&
      /^spec\.template\.metadata(?:\.labels(?:\{\})?)?$/.test(pattern) &&
      !matches(fieldAt(candidate, 'spec.selector'), mapOf(templateOf(candidate) ?? {}, 'labels')),
    consequence: 'The API server refuses the object: its selector does not find its own pods.',
    remedy: 'Give the pod template every label that the selector asks for.',
  },
  {
    code: 'port-name-invalid',
    risk: 'R1',
    when: isNumberInText,
    consequence: 'The API server refuses the object: a number in quotes is neither a number nor a name.',
    remedy: 'Write the number without quotes.',
  },
  {
    code: 'required-removed',
    risk: 'R1',
    when: isRequired,
    consequence: 'The API server refuses the object: a required field is missing.',
    remedy: 'Give the field a value.',
  },
  {
    code: 'invalid-type',
    risk: 'R1',
    when: hasWrongType,
    consequence: 'The API server refuses the object: the value has the wrong type.',
    remedy: 'Write the value in the type that the field has.',
  },
];

/** Helm deletes a hook before it makes it again, so it can change in every way; others know of no hooks. */
export function isImmutable({
  change,
  baseline,
  candidate,
  isHook,
  isRename,
  world,
  before,
  after,
}: Case): boolean {
  if (isRename || (isHook && world.via === 'helm')) return false;
  const kind = `${baseline.apiVersion}/${baseline.kind}`;
  const { immutable, assigned } = world.server.behaviour ?? {};
  const rules = immutable?.[kind] ?? [];
  // What the server assigned stays when it is no longer written.
  const isKept = after === undefined && assigned?.[kind]?.includes(change.place.pattern);
  if (isKept) return false;
  return rules.some(
    (rule) =>
      covers(rule, change.place.pattern) &&
      isInForce(rule.when, baseline) &&
      !rule.unlessChanged?.some((path) => fieldAt(baseline, path) !== fieldAt(candidate, path)) &&
      isDirection(rule, before, after),
  );
}

/** A claim that is not looked at is taken for one that is in use, although every claim is stored as a pending one. */
function isInForce(when: Conditions = {}, baseline: Case['baseline']): boolean {
  const { 'status.phase': phase = 'Bound', ...rest } = when;
  return phase === 'Bound' && holds(rest, baseline);
}

function covers({ path, except = [] }: Immutable, pattern: string): boolean {
  return isBelow(pattern, path) && !except.some((field) => isBelow(pattern, `${path}.${field}`));
}

function isBelow(pattern: string, path: string): boolean {
  return pattern === path || (pattern.startsWith(path) && /^[.[{]/.test(pattern.slice(path.length)));
}

/** Whether the place is the size of a claim. */
export function isSize({ change }: Case): boolean {
  return /resources\.requests\.storage$/.test(change.place.path);
}

/** Where a number or a name may stand, a text of digits is neither. Custom resources may take any text. */
function isNumberInText({ change, after }: Case): boolean {
  const { type } = change;
  if (type === undefined || !isBuiltIn(type) || scalarOf(type) !== 'int-or-string') return false;
  return typeof after === 'string' && /^\d+$/.test(after);
}

function isDirection({ change }: Immutable, before: Json | undefined, after: Json | undefined): boolean {
  if (change === undefined) return true;
  if (change === 'add') return before === undefined;
  if (change === 'remove') return after === undefined;
  if (change === 'replace') return before !== undefined && after !== undefined;
  const [from, to] = [quantityOf(before), quantityOf(after)];
  if (from === undefined || to === undefined) return true;
  return change === 'decrease' ? to < from : to > from;
}

function isRequired(changed: Case): boolean {
  const { change, candidate, world } = changed;
  if (!isRemoved(changed)) return false;
  const parts = change.place.pattern.split('.');
  const field = parts.pop() as string;
  if (/[[{]/.test(field)) return false;
  const type = typeAt(candidate.apiVersion, candidate.kind, { parts, world });
  return type?.schema.required?.includes(field) === true;
}

interface Walk {
  readonly parts: readonly string[];
  readonly world: Case['world'];
}

function typeAt(apiVersion: string, kind: string, { parts, world: { server } }: Walk) {
  const { types } = server;
  return parts.reduce(
    (type, part) => {
      const [, name = '', rest = ''] = /^([^[{]*)(.*)$/.exec(part) ?? [];
      const inner = name === '' ? type : types.field(type, name);
      return [...rest.matchAll(/\[\]/g)].reduce((list) => types.item(list), inner);
    },
    types.kind(apiVersion, kind),
  );
}

function hasWrongType({ change, after, before }: Case): boolean {
  const { type, pattern } = change.type?.schema ?? {};
  if (
    type === undefined ||
    after === undefined ||
    after === null ||
    isJsonObject(after) ||
    Array.isArray(after)
  )
    return false;
  const allowed = [type].flat();
  if (allowed.includes('object') || allowed.includes('array')) return true;
  const given = typeof after === 'number' ? (Number.isInteger(after) ? 'integer' : 'number') : typeof after;
  const fits = allowed.includes(given) || (given === 'integer' && allowed.includes('number'));
  const wasWrong = before !== undefined && typeof before === typeof after && sameJson(before, after);
  return !fits && !wasWrong && pattern === undefined;
}
