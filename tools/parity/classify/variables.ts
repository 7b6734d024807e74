// Risks of changes to environment variables.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { fieldAt } from '../graph/workloads.ts';
import {
  all,
  any,
  type Case,
  findEntry,
  inContainer,
  inPod,
  isAdded,
  isRemoved,
  not,
  type RiskRule,
} from './case.ts';

export const variableRules: readonly RiskRule[] = [
  {
    code: 'secret-in-plain-text',
    risk: 'R5',
    when: all(inContainer('env\\[\\]'), movesOutOfSecret),
    consequence: 'A value that came from a Secret stands in plain text in the object.',
    remedy: 'Refer to the Secret with valueFrom.secretKeyRef.',
  },
  {
    code: 'env-removed',
    risk: 'R3',
    when: all(inContainer('env(?:\\[\\])?$'), isRemoved),
    consequence: 'The application no longer gets this variable.',
    remedy: 'Set the variable, unless the application does without it.',
  },
  {
    code: 'env-source',
    risk: 'R3',
    when: all(
      inContainer('env\\[\\]\\.(?:valueFrom|value$)'),
      ({ pod = '', change }) => /valueFrom/.test(pod) || isRemovedValue(change),
    ),
    consequence: 'The variable comes from another place, which may hold another value or not exist.',
    remedy: 'Keep the reference, or check that the new source has the same value.',
  },
  {
    code: 'env-order',
    risk: 'R3',
    when: any(inPod(/env\[\]\.references that stand before it/), all(inContainer('env$'), isOrder)),
    consequence: 'A reference $(NAME) resolves differently: a variable sees only those that stand before it.',
    remedy: 'Put the variables that are referred to first.',
  },
  {
    code: 'env-from',
    risk: 'R3',
    when: all(inContainer('envFrom'), not(all(isAdded, ({ pattern }) => /envFrom(?:\[\])?$/.test(pattern)))),
    consequence: 'Variables that come from a ConfigMap or a Secret are lost or others.',
    remedy: 'Keep envFrom in the order of the baseline.',
  },
  {
    code: 'env-added',
    risk: 'R4',
    when: all(inContainer('env(?:From)?(?:\\[\\])?$'), isAdded),
    consequence: 'The application gets a variable that it did not have.',
    remedy: 'Check that the variable is wanted.',
  },
  {
    code: 'env-value',
    risk: 'R4',
    when: inContainer('env(?:From)?(?:\\[\\]|→|$)'),
    consequence: 'The application starts with another value of this variable.',
    remedy: 'Check that the value is the one that is wanted.',
  },
];

function isOrder({ change }: Case): boolean {
  return change.kind === 'order';
}

/** The text of a variable gives way to a reference. */
function isRemovedValue({ place, after }: Case['change']): boolean {
  return /\.value$/.test(place.pattern) && after === undefined;
}

function movesOutOfSecret({ pattern, before, after, change, baseline, candidate, kind }: Case): boolean {
  if (/env\[\]$/.test(pattern)) return hasSecret(before) && isJsonObject(after) && 'value' in after;
  if (!/env\[\]\.value/.test(pattern)) return false;
  const [, list = '', container, name] =
    /((?:c|initC)ontainers)\[([^\]]*)\]\.env\[([^\]]*)\]/.exec(change.place.path) ?? [];
  const find = (object: JsonObject): JsonObject | undefined => {
    const owner = findEntry(object, { kind, list, name: container });
    const env = isJsonObject(owner) && Array.isArray(owner.env) ? owner.env.filter(isJsonObject) : [];
    return env.find((entry) => entry.name === name);
  };
  return hasSecret(find(baseline)) && find(candidate)?.value !== undefined;
}

function hasSecret(variable: Json | undefined): boolean {
  return fieldAt(variable, 'valueFrom.secretKeyRef') !== undefined;
}
