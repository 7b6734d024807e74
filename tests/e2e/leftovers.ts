// Everything that there is in a namespace, of whatever kind: what a release leaves is seen wherever it is.
import type { Cluster } from '../cluster/cluster.ts';

/** `deployment.apps/web`; without events, which are only a record. */
export async function listEverything({ kubectl }: Cluster, namespace: string): Promise<readonly string[]> {
  const { stdout } = await kubectl(['api-resources', '--namespaced', '--verbs', 'list', '--output', 'name']);
  const kinds = stdout.split('\n').filter((kind) => kind !== '' && !/^events(\.|$)/.test(kind));
  const args = ['get', kinds.join(','), '--namespace', namespace, '--output', 'name', '--ignore-not-found'];
  return (await kubectl(args)).stdout.split('\n').filter(Boolean).sort();
}
