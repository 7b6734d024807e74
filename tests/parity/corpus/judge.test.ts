// The judge of reports finds what is wrong with them: each kind of mutation, and reports that do not fit it.
import { describe, expect, it } from 'vitest';
import type { Finding, ParityReport, Prediction, RiskId, VerdictName } from '../../../tools/parity/model.ts';
import { compareSides } from '../../../tools/parity/parity.ts';
import { createRandom } from '../../../tools/shared/random.ts';
import { judgeReport } from './judge.ts';
import { applyMutation, type Change, type Mutation } from './mutation.ts';
import { listMutations } from './mutations/index.ts';
import { ownCorpus, type Release, readReleases } from './release.ts';
import { sideOf } from './score.ts';

const release = readReleases(ownCorpus).find(({ id }) => id === 'plain-web') as Release;

function mutationOf(id: string): Mutation {
  return listMutations().find((mutation) => mutation.id === id) as Mutation;
}

function changeOf(id: string): Change {
  return applyMutation(mutationOf(id), release, createRandom(1)) as Change;
}

function reportOf({ baseline, candidate }: Change): ParityReport {
  return compareSides(sideOf(release, baseline), sideOf(release, candidate));
}

/** The findings with other classes, and the prediction with other facts. */
function withObjects(
  report: ParityReport,
  change: { readonly risk?: RiskId; readonly prediction?: Partial<Prediction> },
): ParityReport {
  const { risk, prediction } = change;
  const withRisk = (finding: Finding): Finding => (risk === undefined ? finding : { ...finding, risk });
  return {
    ...report,
    objects: report.objects.map((object) => ({
      ...object,
      findings: object.findings.map(withRisk),
      prediction: { ...object.prediction, ...prediction },
    })),
  };
}

function withVerdict(report: ParityReport, verdict: VerdictName): ParityReport {
  return { ...report, verdict };
}

function problemsOf(id: string, distort: (report: ParityReport) => ParityReport): readonly string[] {
  const change = changeOf(id);
  return judgeReport(distort(reportOf(change)), mutationOf(id), change).problems;
}

const same = (report: ParityReport): ParityReport => report;

describe('a report', () => {
  it.each(['env-removed', 'selector-label-changed', 'replicas-zero', 'env-reordered', 'version-label-added'])(
    'of %s is right as it is',
    (id) => {
      expect(problemsOf(id, same)).toEqual([]);
    },
  );

  it.each<readonly [string, string, (report: ParityReport) => ParityReport, RegExp]>([
    ['env-removed', 'is equivalent', (report) => withVerdict(report, 'equivalent'), /verdict is equivalent/],
    [
      'env-removed',
      'only restarts',
      (report) => withVerdict(report, 'equivalent-with-restart'),
      /verdict is equivalent-with-restart/,
    ],
    ['env-removed', 'has too low a class', (report) => withObjects(report, { risk: 'R4' }), /no R3, but R4/],
    ['env-removed', 'has too high a class', (report) => withObjects(report, { risk: 'R2' }), /R2 .*above R3/],
    [
      'env-removed',
      'overlooks the restart',
      (report) => withObjects(report, { prediction: { rolls: false } }),
      /not said to be rolled out/,
    ],
    [
      'selector-label-changed',
      'overlooks the refusal',
      (report) => withObjects(report, { prediction: { refused: false } }),
      /not said to be refused/,
    ],
    [
      'replicas-zero',
      'foresees a restart',
      (report) => withObjects(report, { prediction: { rolls: true } }),
      /is said to be rolled out/,
    ],
    [
      'replicas-zero',
      'foresees a refusal',
      (report) => withObjects(report, { prediction: { refused: true } }),
      /is said to be refused/,
    ],
    [
      'env-reordered',
      'is equivalent',
      (report) => withVerdict(report, 'equivalent'),
      /verdict is equivalent/,
    ],
    ['version-label-added', 'is changed', (report) => withVerdict(report, 'changed'), /verdict is changed/],
  ])('of %s is wrong when it %s', (id, _, distort, problem) => {
    expect(problemsOf(id, distort).join('; ')).toMatch(problem);
  });

  it('counts as equivalent only what the verdict says so of', () => {
    const change = changeOf('env-reordered');
    const report = reportOf(change);
    const isEquivalent = (verdict: VerdictName): boolean =>
      judgeReport(withVerdict(report, verdict), mutationOf('env-reordered'), change).isEquivalent;
    expect(isEquivalent('equivalent')).toBe(true);
    expect(isEquivalent('equivalent-with-restart')).toBe(false);
  });
});
