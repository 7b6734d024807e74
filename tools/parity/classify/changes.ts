// Gives every effective change of an object its risk: the first rule of the table that fits decides.
import type { Analysis } from '../compare/analyse.ts';
import { overlaps, rulesAt } from '../compare/analyse.ts';
import type { Change } from '../compare/compare.ts';
import { isRolling, podSpecPattern } from '../graph/workloads.ts';
import { type Finding, riskIds } from '../model.ts';
import type { Case, RiskRule, World } from './case.ts';
import { createFinding } from './finding.ts';
import { isImmutable, refusals } from './immutable.ts';
import { networkRules } from './network.ts';
import { hookOf, objectRules } from './objects.ts';
import { podRules, templateRules } from './pods.ts';
import { variableRules } from './variables.ts';
import { volumeRules } from './volumes.ts';

/** Worst first by table; within one table the more special rule comes first. */
export const riskRules: readonly RiskRule[] = [
  ...refusals,
  ...volumeRules,
  ...variableRules,
  ...podRules,
  ...templateRules,
  ...networkRules,
  ...objectRules,
];

/** The findings of one pair, and whether its pods are replaced. */
export function classifyChanges(analysis: Analysis, world: World): readonly Finding[] {
  const { baseline, candidate } = analysis;
  const isHook = hookOf(candidate) !== undefined && hookOf(baseline) !== undefined;
  const pod = podSpecPattern(candidate.kind);
  const known = world.server.types.kind(candidate.apiVersion, candidate.kind) !== undefined;
  const { isRename } = analysis;
  const around = { baseline, candidate, isHook, isRename, world, pod };
  const found = analysis.effective.map((change) => {
    const changed = createCase(change, around);
    const rule = known ? findRule(changed) : unknownKind;
    return createFinding(candidate, {
      code: rule.code,
      risk: rule.risk,
      path: change.place.path,
      before: change.before,
      after: change.after,
      rules: rulesAt(change.place.path, analysis.touches),
      consequence: textOf(rule.consequence, changed),
      remedy: textOf(rule.remedy, changed),
    });
  });
  return [...found, ...refusedSpellings(analysis, around, found)];
}

/** What means the same is refused all the same where it is stored differently and may not change. */
function refusedSpellings(
  { stored, written, touches }: Analysis,
  around: Around,
  found: readonly Finding[],
): readonly Finding[] {
  const refused = found.filter(({ risk }) => risk === 'R1').map(({ path }) => path);
  return (
    stored
      .filter(({ place }) => !refused.some((path) => overlaps(path, place.path)))
      // A default that nobody writes stays as it is in the live object.
      .filter(({ place }) => written.some((change) => overlaps(change.place.path, place.path)))
      .filter((change) => isImmutable(createCase(change, around)))
      .map(({ place, before, after }) =>
        createFinding(around.candidate, {
          ...{ code: 'spelling-immutable', risk: 'R1', path: place.path, before, after },
          rules: rulesAt(place.path, touches),
          consequence:
            'The API server refuses the update: it means the same, but this field cannot be changed in any way.',
          remedy: 'Write the field exactly as the baseline does.',
        }),
      )
  );
}

interface Around {
  readonly baseline: Analysis['baseline'];
  readonly candidate: Analysis['candidate'];
  readonly isHook: boolean;
  readonly isRename: boolean;
  readonly world: World;
  readonly pod: string | undefined;
}

function createCase(change: Change, { pod, ...around }: Around): Case {
  const { pattern } = change.place;
  const inner =
    pod !== undefined && pattern.startsWith(`${pod}.`) ? pattern.slice(pod.length + 1) : undefined;
  return {
    ...around,
    change,
    pattern,
    kind: around.candidate.kind,
    ...(inner === undefined ? {} : { pod: inner }),
    ...(change.before === undefined ? {} : { before: change.before }),
    ...(change.after === undefined ? {} : { after: change.after }),
  };
}

function findRule(changed: Case): RiskRule {
  return riskRules.find(({ when }) => when(changed)) as RiskRule;
}

const unknownKind: RiskRule = {
  code: 'unknown-kind',
  risk: 'R3',
  when: () => true,
  consequence: ({ kind }) => `Nothing is known about the kind ${kind}: it was compared strictly.`,
  remedy: 'Give its CustomResourceDefinition with the candidate, or explain the difference in parity.yaml.',
};

function textOf(text: RiskRule['consequence'], changed: Case): string {
  return typeof text === 'string' ? text : text(changed);
}

/** Whether the pods of the object are replaced when the candidate is applied. */
export function doesRoll({ candidate, template, isRename }: Analysis): boolean {
  if (isRename || !isRolling(candidate.kind) || template.length === 0) return false;
  return candidate.kind === 'Deployment' ? !isPaused(candidate) : !isOnDelete(candidate);
}

function isPaused({ spec }: Analysis['candidate']): boolean {
  return (spec as { paused?: boolean } | undefined)?.paused === true;
}

function isOnDelete({ spec }: Analysis['candidate']): boolean {
  return (spec as { updateStrategy?: { type?: string } } | undefined)?.updateStrategy?.type === 'OnDelete';
}

/** A restart that no finding of its own tells about. */
export function restartFinding(analysis: Analysis, findings: readonly Finding[]): readonly Finding[] {
  const effective = analysis.effective.some(({ place }) => /\btemplate\b/.test(place.path));
  const told = findings.some(({ risk }) => riskIds.indexOf(risk) <= riskIds.indexOf('R4'));
  if (!effective || told || !doesRoll(analysis)) return [];
  const paths = analysis.template.map(({ place }) => place.path);
  return [
    createFinding(analysis.candidate, {
      code: 'restart',
      risk: 'R4',
      path: 'spec.template',
      consequence: `All pods are replaced, because of ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ' and more' : ''}.`,
      remedy: 'Plan the moment, or keep the pod template.',
    }),
  ];
}
