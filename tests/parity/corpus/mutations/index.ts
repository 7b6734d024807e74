// The catalogue of mutations.
import type { Mutation, MutationKind } from '../mutation.ts';
import { accessMutations } from './access.ts';
import { capacityMutations } from './capacity.ts';
import { configurationMutations } from './configuration.ts';
import { containerMutations } from './containers.ts';
import { defaultMutations } from './defaults.ts';
import { environmentMutations } from './environment.ts';
import { lifecycleMutations } from './lifecycle.ts';
import { metadataMutations } from './metadata.ts';
import { networkMutations } from './network.ts';
import { observabilityMutations } from './observability.ts';
import { privilegeMutations } from './privileges.ts';
import { probeMutations } from './probes.ts';
import { restartMutations } from './restarts.ts';
import { routeMutations } from './routes.ts';
import { serviceMutations } from './services.ts';
import { spelledMutations } from './spelled.ts';
import { spellingMutations } from './spellings.ts';
import { storageMutations } from './storage.ts';
import { textMutations } from './text.ts';
import { workloadMutations } from './workloads.ts';

const mutations: readonly Mutation[] = [
  ...workloadMutations,
  ...serviceMutations,
  ...routeMutations,
  ...containerMutations,
  ...environmentMutations,
  ...probeMutations,
  ...storageMutations,
  ...configurationMutations,
  ...accessMutations,
  ...privilegeMutations,
  ...networkMutations,
  ...capacityMutations,
  ...lifecycleMutations,
  ...observabilityMutations,
  ...metadataMutations,
  ...restartMutations,
  ...spelledMutations,
  ...defaultMutations,
  ...spellingMutations,
  ...textMutations,
];

/** All mutations, or those of one kind. */
export function listMutations(kind?: MutationKind): readonly Mutation[] {
  return kind === undefined ? mutations : mutations.filter((mutation) => mutation.kind === kind);
}
