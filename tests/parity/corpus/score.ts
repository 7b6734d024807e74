// Every mutation at some places of every release, and what the comparison says of it.
import { createHash } from 'node:crypto';
import type { Manifest } from '../../../tools/manifests/manifest.ts';
import type { ParityReport, Side } from '../../../tools/parity/model.ts';
import { compareSides } from '../../../tools/parity/parity.ts';
import { messageOf } from '../../../tools/shared/errors.ts';
import { createRandom } from '../../../tools/shared/random.ts';
import { type Judgement, judgeReport } from './judge.ts';
import { applyAtPlaces, type Change, type Mutation, type MutationKind } from './mutation.ts';
import { listMutations } from './mutations/index.ts';
import { writeShuffled } from './mutations/text.ts';
import { type Release, readObjects } from './release.ts';

export interface ScoreOptions {
  readonly seed: number;
  /** The most places of a release that a mutation is applied at. */
  readonly places: number;
  /** Only mutations with one of these ids; all when empty. */
  readonly only?: readonly string[];
}

/** A change that the comparison is wrong about. */
export interface Miss {
  readonly release: string;
  readonly where: string;
  readonly problems: readonly string[];
}

export interface Row {
  readonly id: string;
  readonly kind: MutationKind;
  readonly sentence: string;
  readonly applied: number;
  /** Everything that must be said is said, and nothing worse. */
  readonly right: number;
  readonly equivalent: number;
  readonly misses: readonly Miss[];
}

export interface Score {
  readonly seed: number;
  readonly releases: number;
  /** Releases that are not the same as themselves, as they are or shuffled. */
  readonly identity: readonly Miss[];
  readonly rows: readonly Row[];
}

export function scoreReleases(releases: readonly Release[], options: ScoreOptions): Score {
  const { seed, only = [] } = options;
  const chosen = listMutations().filter(({ id }) => only.length === 0 || only.includes(id));
  return {
    ...{ seed, releases: releases.length },
    identity: releases.flatMap((release) => checkIdentity(release, seed)),
    rows: chosen.map((mutation) => scoreMutation(mutation, releases, options)),
  };
}

/** Whether nothing dangerous is overlooked, everything dangerous has its class, and nearly nothing is made up. */
export function isGood({ identity, rows }: Score): boolean {
  const harmless = rows.filter(({ kind }) => kind === 'harmless');
  const others = rows.filter(({ kind }) => kind !== 'harmless');
  const overlooked = others.some(({ equivalent }) => equivalent > 0);
  const misjudged = others.some(({ kind, applied, right }) => kind === 'dangerous' && right < applied);
  return identity.length === 0 && !overlooked && !misjudged && shareOf(harmless, 'equivalent') >= 0.99;
}

/** From 0 to 1; 1 where nothing was applied. */
export function shareOf(rows: readonly Row[], field: 'right' | 'equivalent'): number {
  const applied = rows.reduce((sum, row) => sum + row.applied, 0);
  return applied === 0 ? 1 : rows.reduce((sum, row) => sum + row[field], 0) / applied;
}

function scoreMutation(
  mutation: Mutation,
  releases: readonly Release[],
  { seed, places }: ScoreOptions,
): Row {
  const outcomes = releases.flatMap((release) => {
    // The same places whatever else is scored.
    const random = createRandom(seed + seedOf(`${mutation.id} ${release.id}`));
    const changes = applyAtPlaces(mutation, release, { random, limit: places });
    return changes.map((change) => judgeChange(mutation, release, change));
  });
  const { id, kind, sentence } = mutation;
  return {
    ...{ id, kind, sentence, applied: outcomes.length },
    right: outcomes.filter(({ problems }) => problems.length === 0).length,
    equivalent: outcomes.filter(({ isEquivalent }) => isEquivalent).length,
    misses: outcomes.filter(({ problems }) => problems.length > 0),
  };
}

function seedOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE();
}

function judgeChange(mutation: Mutation, release: Release, change: Change): Judgement & Miss {
  const at = { release: release.id, where: change.where };
  try {
    const baseline = sideOf(release, change.baseline, change.text === undefined ? undefined : release.text);
    const report = compareSides(baseline, sideOf(release, change.candidate, change.text));
    return { ...at, ...judgeReport(report, mutation, change) };
  } catch (error) {
    return { ...at, isEquivalent: false, problems: [`the comparison failed: ${messageOf(error)}`] };
  }
}

function checkIdentity(release: Release, seed: number): Miss[] {
  const original = sideOf(release, release.objects, release.text);
  const text = writeShuffled(release.objects, createRandom(seed + seedOf(release.id)));
  const shuffled = sideOf(release, readObjects(text), text);
  return [
    ...missUnless(compareSides(original, original), ['identical'], { release, where: 'itself' }),
    ...missUnless(compareSides(original, shuffled), ['identical', 'equivalent'], {
      release,
      where: 'shuffled',
    }),
  ];
}

function missUnless(
  { verdict }: ParityReport,
  wanted: readonly string[],
  { release, where }: { readonly release: Release; readonly where: string },
): Miss[] {
  if (wanted.includes(verdict)) return [];
  return [{ release: release.id, where, problems: [`the verdict is ${verdict}`] }];
}

/** The objects as one side; the text, where there is one, says which bytes were read. */
export function sideOf(
  { id, release, namespace }: Release,
  objects: readonly Manifest[],
  text?: string,
): Side {
  return {
    label: id,
    objects: objects.map((manifest) => ({ manifest, source: `${id}/rendered.yaml` })),
    missing: [],
    ...(text === undefined ? {} : { digest: createHash('sha256').update(text).digest('hex') }),
    ...{ namespace, release },
  };
}
