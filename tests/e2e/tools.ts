// Parts of the program against a control plane, without its command line.
import { connect, type Kubectl } from '../../tools/cluster/client/kubectl.ts';
import type { Manifest } from '../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import type { Cluster } from '../cluster/cluster.ts';

/** The program's kubectl, as an environment of the cluster has it. */
export function connectTo(
  { kubeconfig }: Cluster,
  manifests: readonly Manifest[] = [],
  signal?: AbortSignal,
): Promise<Kubectl> {
  const spec = { contextNames: ['test'], namespace: '', resourceDefaults: {}, expectVersions: {} };
  const environment = {
    apiVersion: 'tanka.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'e2e' },
    spec,
  };
  return connect(environment, manifests, {
    env: { KUBECONFIG: kubeconfig },
    ...(signal === undefined ? {} : { signal }),
  });
}

/** A copy in a namespace. */
export function within(namespace: string, object: JsonObject): Manifest {
  const metadata = { ...(object.metadata as JsonObject), namespace };
  return { ...object, metadata } as unknown as Manifest;
}

export async function createNamespace({ request }: Cluster, name: string): Promise<string> {
  const { status } = await request('POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  });
  if (status !== 201) throw new Error(`no namespace ${name}: ${status}`);
  return name;
}
