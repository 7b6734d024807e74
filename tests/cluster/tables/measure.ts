// All measurements on one server, in the order that they need: dry runs before anything is created.
import { openApi, type Server } from './api.ts';
import { createSeeds, learnDefaults, observeVariants } from './defaults.ts';
import { findValidChanges, measureImmutable } from './immutable.ts';
import { createObservations } from './observe.ts';
import { prepare, readSeeds } from './seeds.ts';
import type { Behaviour } from './table.ts';
import { measureZeros } from './zero.ts';

/** Measures a server that has nothing in it yet and no controllers. */
export async function measure(server: Server): Promise<Behaviour> {
  const api = await openApi(server);
  await prepare(api);
  const seeds = await readSeeds(api);
  const observations = createObservations();
  await observeVariants(api, seeds, observations);
  const zeros = await measureZeros(api, seeds);
  const candidates = await findValidChanges(api, seeds);
  const stored = await createSeeds(api, seeds, observations);
  return {
    kubernetesVersion: `v${api.version}`,
    ...learnDefaults(observations),
    ...zeros,
    immutable: await measureImmutable(api, candidates, stored),
  };
}
