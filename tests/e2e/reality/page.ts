// Writes docs/parity-reality.md: how often predictions came true in the control plane.
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../../tools/process/find.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import type { MutationKind } from '../../parity/corpus/mutation.ts';
import type { Way } from './draw.ts';
import type { Outcome } from './judge.ts';
import { limits } from './limits.ts';
import type { Result } from './run.ts';
import { countLimits, faults, listMisses, mutationKinds, outcomes, tally, ways } from './score.ts';

export const pageFile: string = fileURLToPath(new URL('../../../docs/parity-reality.md', import.meta.url));

/** Of the run that the page shows. */
export const defaultSeed = 1;

export interface Run {
  readonly cluster: Cluster;
  readonly seed: number;
  readonly results: readonly Result[];
}

const wayTitles: Readonly<Record<Way, string>> = {
  apply: 'server-side apply',
  helm3: '`helm upgrade`, Helm 3',
  helm4: '`helm upgrade`, Helm 4',
};

export const kindTitles: Readonly<Record<MutationKind, string>> = {
  dangerous: 'Changes that matter',
  restart: 'Changes that only restart',
  harmless: 'Changes that do nothing',
};

/** Nothing in it depends on when or where it ran. */
export async function formatPage({ cluster, seed, results }: Run): Promise<string> {
  const [helm3, helm4] = await Promise.all([findProgram('helm3'), findProgram('helm4')]);
  const pairs = new Set(results.map(({ trial }) => trial.mutation.id)).size;
  const lines = [
    '# Predictions and reality',
    '',
    'Written by `npm run e2e:full`, not by hand.',
    '',
    ...introduce(pairs),
    '',
    `Kubernetes ${cluster.version}, Helm ${helm3.version} and ${helm4.version}, seed ${seed}.`,
    '',
    ...formatFigures(results),
    ...formatLimits(results),
    ...mutationKinds.flatMap((kind) => formatKind(kind, results)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function introduce(pairs: number): readonly string[] {
  return [
    `${pairs} pairs of a release and the same release with one change: every mutation of the catalogue, each at a release`,
    'and a place that the seed chooses. A pair is tried in two namespaces of a real control plane (only the kubelet is',
    'simulated): with server-side apply, object by object, and as an upgrade of a Helm release. What `twinhull parity` predicts',
    'for each object is compared with what happens: it is refused, rolled out (its pods get another template), created, deleted,',
    'made anew under another UID, or nothing of these.',
  ];
}

function formatFigures(results: readonly Result[]): readonly string[] {
  const groups = [
    ...ways.map((way) => [wayTitles[way], results.filter(({ trial }) => trial.way === way)] as const),
    ...mutationKinds.map(
      (kind) => [kindTitles[kind], results.filter(({ trial }) => trial.mutation.kind === kind)] as const,
    ),
    ['all', results] as const,
  ];
  const misses = listMisses(results);
  return [
    '## Figures',
    '',
    ...formatTable(
      ['', 'tried', 'agreed', ...outcomes.map((outcome) => `objects: ${outcome}`), 'all pods replaced'],
      groups.map(([title, some]) => {
        const { trials, agreed, replaced, ...rest } = tally(some);
        return [title, trials, agreed, ...outcomes.map((outcome) => rest.outcomes[outcome]), replaced];
      }),
    ),
    '',
    ...formatTable(
      ['mistakes of the prediction', 'objects'],
      faults.map((fault) => [faultTitles[fault], misses.filter((miss) => miss.fault === fault).length]),
    ),
    '',
  ];
}

const faultTitles: Readonly<Record<(typeof faults)[number], string>> = {
  'missed refusal': 'said to be taken, and refused',
  'missed restart': 'said not to restart, and rolled out',
  'false refusal': 'said to be refused, and taken',
  'false restart': 'said to restart, and not rolled out',
  'unfit baseline': 'none made: the baseline is refused',
  existence: 'created, deleted or made anew unexpectedly, or not as expected',
};

function formatLimits(results: readonly Result[]): readonly string[] {
  const counts = countLimits(results);
  if (limits.length === 0) return ['## Limits', '', 'There are none: every prediction came true.', ''];
  return [
    '## Limits',
    '',
    'Differences that are no mistakes of the prediction:',
    '',
    ...formatTable(
      ['limit', 'objects', 'reason'],
      limits.map((limit) => [limit.id, counts.get(limit) ?? 0, limit.reason]),
    ),
    '',
  ];
}

function formatKind(kind: MutationKind, results: readonly Result[]): readonly string[] {
  const some = results.filter(({ trial }) => trial.mutation.kind === kind);
  const ids = [...new Set(some.map(({ trial }) => trial.mutation.id))];
  return [
    `## ${kindTitles[kind]}`,
    '',
    ...formatTable(
      ['mutation', 'what is done', 'release', 'server-side apply', 'Helm'],
      ids.map((id) =>
        formatRow(
          id,
          some.filter(({ trial }) => trial.mutation.id === id),
        ),
      ),
    ),
    '',
  ];
}

function formatRow(id: string, results: readonly Result[]): readonly string[] {
  const { mutation, release } = (results[0] as Result).trial;
  const [apply, helm] = [true, false].map((isApply) =>
    results.filter(({ trial }) => (trial.way === 'apply') === isApply).map(describe),
  );
  const cells = [apply, helm].map((some = []) => [...new Set(some)].join('; '));
  return [`\`${id}\``, mutation.sentence.replaceAll('|', '\\|'), release.id, ...cells];
}

/** What happened to the objects of a release, those to which nothing happened aside. */
function describe({ outcomes: seen }: Result): string {
  const count = (outcome: Outcome): number => seen.filter((one) => one === outcome).length;
  const parts = outcomes
    .filter((outcome) => outcome !== 'nothing' && count(outcome) > 0)
    .map((outcome) => (count(outcome) === 1 ? outcome : `${count(outcome)} ${outcome}`));
  return parts.join(', ') || 'nothing';
}

function formatTable(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): readonly string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
