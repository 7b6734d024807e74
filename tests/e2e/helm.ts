// Helm against the control plane, with nothing of the user's own configuration.
import { join } from 'node:path';
import { type RunResult, runProgram } from '../../tools/process/run.ts';
import type { Cluster } from '../cluster/cluster.ts';

export const helms = ['helm3', 'helm4'] as const;
export type Helm = (typeof helms)[number];

/** Exit code 1 is an answer: what Helm says is then in `stderr`. */
export function runHelm(cluster: Cluster, helm: Helm, args: readonly string[]): Promise<RunResult> {
  const home = join(cluster.directory, 'helm');
  const env = {
    KUBECONFIG: cluster.kubeconfig,
    KUBECACHEDIR: join(home, 'kube'),
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_CONFIG_HOME: join(home, 'config'),
    HELM_DATA_HOME: join(home, 'data'),
  };
  return runProgram(helm, args, { env, exitCodes: [0, 1] });
}
