// The catalogue of mutations does to the project's own releases what it says.
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../tools/manifests/manifest.ts';
import { isJsonObject, type Json } from '../../../tools/shared/json.ts';
import { compareStrings } from '../../../tools/shared/order.ts';
import { createRandom } from '../../../tools/shared/random.ts';
import { validateManifests } from '../../../tools/validate/validate.ts';
import { applyAtPlaces, applyMutation, type Change } from './mutation.ts';
import { listMutations } from './mutations/index.ts';
import { ownCorpus, readReleases } from './release.ts';

const releases = readReleases(ownCorpus);

const applied = listMutations().map((mutation) => ({
  mutation,
  changes: releases.flatMap((release) =>
    applyAtPlaces(mutation, release, { random: createRandom(3), limit: 1 }),
  ),
}));

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([left], [right]) => compareStrings(left, right));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

/** Whatever order objects and keys are in. */
function haveSameObjects({ baseline, candidate }: Change): boolean {
  const [left, right] = [baseline, candidate].map((objects) =>
    objects.map((object) => JSON.stringify(sortKeys(object))).sort(),
  );
  return isDeepStrictEqual(left, right);
}

/** Objects of the candidate that the baseline does not have, each once. */
function changedObjects(changes: readonly Change[]): readonly Manifest[] {
  const changed = changes.flatMap(({ baseline, candidate }) => {
    const known = new Set(baseline.map((object) => JSON.stringify(object)));
    return candidate.filter((object) => !known.has(JSON.stringify(object)));
  });
  return [...new Map(changed.map((object) => [JSON.stringify(object), object])).values()];
}

describe('the catalogue of mutations', () => {
  it('has a name of its own for each of enough kinds', () => {
    const names = listMutations().map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    expect(listMutations('dangerous').length).toBeGreaterThanOrEqual(65);
    expect(listMutations('restart').length).toBeGreaterThanOrEqual(28);
    expect(listMutations('harmless').length).toBeGreaterThanOrEqual(28);
  });

  it('can apply each of them to a release of the corpus', () => {
    expect(applied.filter(({ changes }) => changes.length === 0).map(({ mutation }) => mutation.id)).toEqual(
      [],
    );
  });

  it('changes what it is applied to, or only the text of it', () => {
    const wrong = applied.filter(({ changes }) =>
      changes.some((change) => haveSameObjects(change) !== (change.text !== undefined)),
    );
    expect(wrong.map(({ mutation }) => mutation.id)).toEqual([]);
  });

  it('makes the same choices from the same seed', () => {
    const [release] = releases;
    const mutation = listMutations().find(({ id }) => id === 'env-removed');
    if (!release || !mutation) throw new Error('nothing to choose from');
    const twice = [1, 1].map((seed) => applyMutation(mutation, release, createRandom(seed)));
    expect(twice[0]).toEqual(twice[1]);
  });

  it('leaves objects that the schemas accept', async () => {
    const changed = applied.flatMap(({ mutation, changes }) =>
      changedObjects(mutation.expect.refused ? [] : changes),
    );
    expect(await validateManifests(changed)).toEqual([]);
  });
});

describe("the project's own releases", () => {
  it('cover the groups of features', () => {
    const kinds = new Set(releases.flatMap(({ objects }) => objects.map(({ kind }) => kind)));
    expect(releases.length).toBeGreaterThanOrEqual(14);
    expect([...kinds].sort()).toMatchInlineSnapshot(`
      [
        "ClusterRole",
        "ClusterRoleBinding",
        "ConfigMap",
        "CronJob",
        "DaemonSet",
        "Deployment",
        "HTTPRoute",
        "HorizontalPodAutoscaler",
        "Ingress",
        "Job",
        "NetworkPolicy",
        "PersistentVolumeClaim",
        "PodDisruptionBudget",
        "Role",
        "RoleBinding",
        "Secret",
        "Service",
        "ServiceAccount",
        "ServiceMonitor",
        "StatefulSet",
      ]
    `);
  });

  it('are valid', async () => {
    expect(await validateManifests(releases.flatMap(({ objects }) => objects))).toEqual([]);
  });
});
