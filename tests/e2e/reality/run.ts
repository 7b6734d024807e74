// Tries many trials in one control plane, many at the same time: all baselines of a batch, then all candidates.
import type { Manifest } from '../../../tools/manifests/manifest.ts';
import type { ParityReport } from '../../../tools/parity/model.ts';
import { compareSides } from '../../../tools/parity/parity.ts';
import { waitFor } from '../../cluster/wait.ts';
import { sideOf } from '../../parity/corpus/score.ts';
import { type Kind, takeSnapshot } from '../observe.ts';
import { inParallel } from '../parallel.ts';
import { applySide, type Refusal, type SideName, type Stage } from './apply.ts';
import type { Trial } from './draw.ts';
import { listNamespaces } from './isolate.ts';
import { type Judgement, judgeTrial, judgeUnfit } from './judge.ts';

export interface Result extends Judgement {
  readonly trial: Trial;
}

const batchSize = 150;
const atOnce = 6;

/** Tells after each batch how many have been tried. */
export async function runTrials(
  stage: Stage,
  trials: readonly Trial[],
  tell: (count: number) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < trials.length; start += batchSize) {
    results.push(...(await runBatch(stage, trials.slice(start, start + batchSize))));
    tell(results.length);
  }
  return results;
}

async function runBatch(stage: Stage, trials: readonly Trial[]): Promise<readonly Result[]> {
  const scope = { kinds: listKinds(trials), namespaces: new Set(trials.flatMap(namespacesOf)) };
  await inParallel(trials, atOnce, (trial) => makeNamespaces(stage, trial));
  const refused = await applyAll(stage, trials, 'baseline');
  const before = await takeSnapshot(stage.resources, scope);
  const refusals = await applyAll(stage, trials, 'candidate');
  const after = await takeSnapshot(stage.resources, scope);
  await inParallel(trials, atOnce, (trial) => deleteNamespaces(stage, trial));
  return trials.map((trial, index) => {
    const [unfit] = refused[index] ?? [];
    if (unfit) return { trial, ...judgeUnfit(unfit) };
    const evidence = { trial, report: predict(trial), refusals: refusals[index] ?? [], before, after };
    return { trial, ...judgeTrial(evidence) };
  });
}

function applyAll(
  stage: Stage,
  trials: readonly Trial[],
  side: SideName,
): Promise<readonly (readonly Refusal[])[]> {
  return inParallel(trials, atOnce, (trial) => applySide(stage, trial, side));
}

function listKinds(trials: readonly Trial[]): readonly Kind[] {
  const objects = trials.flatMap(({ change }) => [...change.baseline, ...change.candidate]);
  return [
    ...new Map(
      objects.map(({ apiVersion, kind }) => [`${apiVersion} ${kind}`, { apiVersion, kind }]),
    ).values(),
  ];
}

/** What a comparison says of the trial. */
export function predict({ release, change, way }: Trial): ParityReport {
  const [baseline, candidate] = [change.baseline, change.candidate].map((objects: readonly Manifest[]) =>
    sideOf(release, objects),
  ) as [ReturnType<typeof sideOf>, ReturnType<typeof sideOf>];
  return compareSides(baseline, candidate, { via: way === 'apply' ? 'server-side' : 'helm' });
}

function namespacesOf({ namespace, change }: Trial): readonly string[] {
  return [...new Set([namespace, ...listNamespaces([...change.baseline, ...change.candidate])])];
}

async function makeNamespaces({ cluster: { request } }: Stage, trial: Trial): Promise<void> {
  for (const name of namespacesOf(trial)) {
    const object = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    const { status } = await request('POST', '/api/v1/namespaces', object);
    if (status !== 201) throw new Error(`the namespace ${name} cannot be made: ${status}`);
    const account = `/api/v1/namespaces/${name}/serviceaccounts/default`;
    await waitFor(account, async () => (await request('GET', account)).status === 200);
  }
}

async function deleteNamespaces({ cluster: { request } }: Stage, trial: Trial): Promise<void> {
  for (const name of namespacesOf(trial)) await request('DELETE', `/api/v1/namespaces/${name}`);
}
