// The comparison itself: two sides in, a report out. Nothing is read or written here.
import type { Manifest } from '../manifests/manifest.ts';
import { defaultKubernetesVersion } from '../validate/schemas.ts';
import type { Mechanism, ParityReport, Side } from './model.ts';
import type { Server } from './normalise/stored.ts';
import { reportObjects } from './objects.ts';
import { pairObjects } from './pair/pair.ts';
import { findPlacement, type Prepared, prepareSide } from './pair/prepare.ts';
import type { Place } from './schema/place.ts';
import { conclude } from './verdict.ts';
import { createServer, createWorld } from './world.ts';

export interface CompareOptions {
  /** `helm` when absent. */
  readonly via?: Mechanism;
  /** `1.35` when absent. */
  readonly kubernetesVersion?: string;
  /** Places whose values were declared to change with every rendering. */
  readonly isVolatile?: (object: Manifest, place: Place) => boolean;
  /** Compares variables by what they end up as, and not by where they come from. */
  readonly effectiveEnv?: boolean;
  /** 1 is the exit code of a verdict that has restarts, too. */
  readonly failOnRestart?: boolean;
}

/** Fails with ToolError `kubernetes-version` and `duplicate-resource`. */
export function compareSides(baseline: Side, candidate: Side, options: CompareOptions = {}): ParityReport {
  const { via = 'helm', kubernetesVersion = defaultKubernetesVersion } = options;
  const placement = findPlacement([baseline, candidate]);
  const [left, right] = [prepareSide(baseline, placement), prepareSide(candidate, placement)];
  const server = createServer(kubernetesVersion, [...left, ...right]);
  const isUnread = [baseline, candidate].some(
    ({ objects, missing }) => objects.length === 0 && missing.length > 0,
  );
  // Against a side that could not be read everything would seem to come or go.
  const pairs = isUnread ? [] : pairObjects(left, right);
  const { isVolatile = () => false, effectiveEnv = false } = options;
  const world = createWorld({ left, right, pairs, server, isVolatile, effectiveEnv });
  const objects = reportObjects(pairs, { ...world, via, server });
  return conclude({
    baseline: { side: baseline, count: left.length },
    candidate: { side: candidate, count: right.length },
    objects,
    ...{ via, kubernetesVersion },
    notes: [...listNotes(server, kubernetesVersion), ...listEmpty({ baseline, candidate })],
    unknownKinds: listUnknownKinds([...left, ...right], server),
    failOnRestart: options.failOnRestart ?? false,
  });
}

function listUnknownKinds(objects: readonly Prepared[], { types }: Server): readonly string[] {
  const unknown = objects.filter(
    ({ manifest }) => types.kind(manifest.apiVersion, manifest.kind) === undefined,
  );
  return [...new Set(unknown.map(({ manifest }) => `${manifest.apiVersion}/${manifest.kind}`))].sort();
}

function listEmpty(sides: Readonly<Record<'baseline' | 'candidate', Side>>): readonly string[] {
  const empty = Object.entries(sides).filter(
    ([, { objects, missing }]) => objects.length + missing.length === 0,
  );
  return empty.map(([name]) => `The ${name} has no objects.`);
}

function listNotes({ behaviour }: Server, version: string): readonly string[] {
  if (behaviour) return [];
  return [`Nothing was measured for Kubernetes ${version}: defaults and immutable fields are not known.`];
}
