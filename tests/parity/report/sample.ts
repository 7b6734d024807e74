// Reports to print in tests: one with everything in it that a report can hold, texts that attack its reader included.
import type { Counts, ObjectReport, ParityReport, UsedRule } from '../../../tools/parity/model.ts';
import { hostile } from './hostile.ts';
import {
  type Complete,
  completeObject,
  deploymentReport,
  finding,
  hostileReport,
  removedVolume,
  roleReport,
  routeReport,
  secretReport,
  serviceReport,
} from './objects.ts';

const rules: readonly UsedRule[] = [
  { id: 'N1', title: 'order and style', sentence: 'Key order, comments and quotes mean nothing.', count: 12 },
  { id: 'N4', title: 'quantities', sentence: 'Quantities are compared as numbers: 1Gi is 1024Mi.', count: 1 },
  {
    id: 'N6',
    title: 'defaults',
    sentence: 'What the API server adds by itself may be written or left out.',
    count: 1204,
  },
  {
    id: 'N13',
    title: 'managed | labels',
    sentence: 'Labels of tools mean nothing where `nothing` selects on them.',
    count: 3,
  },
];

function countFindings(objects: readonly ObjectReport[], isExplained: boolean): Counts['findings'] {
  const counts: Record<string, number> = {};
  for (const { risk, explained } of objects.flatMap(({ findings }) => findings))
    if ((explained !== undefined) === isExplained) counts[risk] = (counts[risk] ?? 0) + 1;
  return counts;
}

function countAll(objects: readonly ObjectReport[], same: number): Counts {
  const having = (status: ObjectReport['status']): number =>
    objects.filter((object) => object.status === status).length;
  return {
    same,
    equivalent: having('equivalent'),
    changed: having('changed'),
    added: having('added'),
    removed: having('removed'),
    renamed: having('renamed'),
    restarts: objects.filter(({ prediction }) => prediction.rolls).length,
    findings: countFindings(objects, false),
    explained: countFindings(objects, true),
  };
}

function report(objects: readonly ObjectReport[], given: Partial<ParityReport> = {}): ParityReport {
  return {
    version: 1,
    verdict: 'changed',
    exitCode: 1,
    baseline: { label: 'kubernetes/apps/media/sonarr', objects: objects.length + 7 },
    candidate: { label: 'environments/media/sonarr', objects: objects.length + 7 },
    via: 'helm',
    kubernetesVersion: '1.35.2',
    counts: countAll(objects, 7),
    objects,
    rules,
    missing: [],
    unknownKinds: [],
    notes: [],
    ...given,
  };
}

/** Something of every kind, hostile texts included. */
export function sampleReport(): ParityReport {
  const objects = [
    deploymentReport,
    removedVolume,
    hostileReport,
    secretReport,
    roleReport,
    routeReport,
    serviceReport,
  ];
  return report(objects, {
    severity: 'R1',
    missing: [{ kind: 'substitution', sentence: `$\{DOMAIN} has no value: add it to ${hostile.ticks}.` }],
    unknownKinds: ['example.org/v1 Gadget'],
    notes: ['Whether a NetworkPolicy is enforced depends on the cluster.'],
  });
}

/** What a person sees who swaps a chart: nothing in it is made up to do harm. */
export function swapReport(): ParityReport {
  return report([deploymentReport, removedVolume, roleReport, routeReport, serviceReport], {
    severity: 'R1',
    notes: ['Whether a NetworkPolicy is enforced depends on the cluster.'],
  });
}

/** Every field is there once: what the published schema is compared with. */
export function completeReport(): Complete<ParityReport> {
  const counts = { R1: 1, R2: 0, R3: 0, R4: 0, R5: 0, R6: 0, R7: 0, R8: 0, R9: 0 };
  return {
    ...(report([completeObject]) as Complete<ParityReport>),
    severity: 'R1',
    counts: { ...countAll([completeObject], 0), findings: counts, explained: counts },
    missing: [{ kind: 'chart', sentence: 'The chart is missing.' }],
    unknownKinds: ['example.org/v1 Gadget'],
    notes: ['A note.'],
  };
}

/** Nothing to worry about. */
export function cleanReport(given: Partial<ParityReport> = {}): ParityReport {
  return report([serviceReport], { verdict: 'equivalent', exitCode: 0, ...given });
}

/** Every difference has its reason. */
export function explainedReport(): ParityReport {
  return report([routeReport, serviceReport], { exitCode: 0 });
}

/** Many objects, each with some findings. */
export function largeReport(objects: number): ParityReport {
  const risks = ['R3', 'R4', 'R5', 'R7', 'R9'] as const;
  return report(
    Array.from({ length: objects }, (_, at) => {
      const object = {
        ...deploymentReport.object,
        kind: ['Deployment', 'Service', 'ConfigMap'][at % 3] as string,
        name: `app-${at}`,
      };
      return {
        ...deploymentReport,
        object,
        findings: [0, 1].map((number) =>
          finding({
            code: 'env-changed',
            risk: risks[(at * risks.length * 2 + number) % risks.length] as (typeof risks)[number],
            object,
            path: `spec.template.spec.containers[app].env[NAME_${number}].value`,
            before: `value ${at}`,
            after: `other ${at}`,
          }),
        ),
      };
    }),
    { severity: 'R3' },
  );
}
