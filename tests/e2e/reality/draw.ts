// Which pairs of a baseline and a candidate are tried: a choice that only depends on the seed.
import { createHash } from 'node:crypto';
import type { Manifest } from '../../../tools/manifests/manifest.ts';
import type { Random } from '../../../tools/shared/random.ts';
import { createRandom } from '../../../tools/shared/random.ts';
import {
  applyMutation,
  type Change,
  type Mutation,
  type MutationKind,
} from '../../parity/corpus/mutation.ts';
import type { Release } from '../../parity/corpus/release.ts';
import type { Helm } from '../helm.ts';
import { isolateObjects, provideStorage } from './isolate.ts';

/** `apply` is server-side apply, each object by itself. */
export type Way = 'apply' | Helm;

/** A mutation, and the release that it is applied to. */
export interface Draw {
  readonly mutation: Mutation;
  readonly release: Release;
}

/** One draw that is tried in one way, in a namespace of its own. */
export interface Trial extends Draw {
  readonly way: Way;
  readonly namespace: string;
  readonly change: Change;
}

/** Of 60: mostly dangerous ones. */
const sampleSizes: Readonly<Record<MutationKind, number>> = { dangerous: 36, restart: 12, harmless: 12 };

export interface Corpus {
  readonly releases: readonly Release[];
  readonly mutations: readonly Mutation[];
}

/** Every mutation once, at one of the releases that it can be applied to. */
export function drawAll({ releases, mutations }: Corpus, seed: number): readonly Draw[] {
  return mutations.flatMap((mutation) => {
    const fitting = releases.filter((release) => mutation.count(release) > 0);
    const random = randomFor(seed, mutation.id);
    return fitting.length === 0 ? [] : [{ mutation, release: random.pick(fitting) }];
  });
}

/** Sixty of `drawAll`. */
export function drawSample(corpus: Corpus, seed: number): readonly Draw[] {
  const all = drawAll(corpus, seed);
  const kinds = Object.entries(sampleSizes) as readonly [MutationKind, number][];
  return kinds.flatMap(([kind, size]) =>
    randomFor(seed, kind)
      .shuffle(all.filter(({ mutation }) => mutation.kind === kind))
      .slice(0, size),
  );
}

/** Each draw with server-side apply and with Helm; every third of those with Helm 3. */
export function planTrials(draws: readonly Draw[], seed: number): readonly Trial[] {
  const planned = draws.flatMap((draw, index) => {
    const ways: readonly Way[] = ['apply', index % 3 === 2 ? 'helm3' : 'helm4'];
    return ways.map((way) => ({ draw, way }));
  });
  return planned.map(({ draw, way }, number) => createTrial(draw, { seed, way, number }));
}

interface Setting {
  readonly seed: number;
  readonly way: Way;
  readonly number: number;
}

function createTrial({ mutation, release }: Draw, { seed, way, number }: Setting): Trial {
  const namespace = `t${number}-${way}`;
  const move = { to: namespace, number };
  const objects = release.objects.map((object) => provideStorage(object) as Manifest);
  const moved = isolateObjects(objects, { ...move, from: release.namespace });
  const isolated = { ...release, namespace, objects: moved };
  const change = applyMutation(mutation, isolated, randomFor(seed, `${mutation.id} ${release.id}`));
  if (!change) throw new Error(`${mutation.id} cannot be applied to ${release.id} in ${namespace}`);
  // The mutation may have added objects that are in no namespace, or in another one.
  const [baseline, candidate] = [change.baseline, change.candidate].map((objects) =>
    isolateObjects(objects, { ...move, from: namespace }),
  ) as [readonly Manifest[], readonly Manifest[]];
  return { mutation, release: isolated, way, namespace, change: { ...change, baseline, candidate } };
}

function randomFor(seed: number, text: string): Random {
  return createRandom(seed + createHash('sha256').update(text).digest().readUInt32LE());
}
