// A namespace that is being deleted and does not go, because an object in it waits for somebody who never comes.
import { valueAt } from '../../tools/schema/json.ts';
import type { Cluster } from './cluster.ts';
import { waitFor } from './wait.ts';

/** Makes the namespace; the function that it gives lets it go. */
export async function makeTerminating({ request }: Cluster, name: string): Promise<() => Promise<void>> {
  const core = { apiVersion: 'v1' };
  const path = `/api/v1/namespaces/${name}`;
  const held = { name: 'held', finalizers: ['twinhull.test/hold'] };
  await request('POST', '/api/v1/namespaces', { ...core, kind: 'Namespace', metadata: { name } });
  await request('POST', `${path}/configmaps`, { ...core, kind: 'ConfigMap', metadata: held });
  await request('DELETE', path);
  await waitFor(`${name} to be terminating`, async () => {
    const { body } = await request('GET', path);
    return valueAt(body, ['status', 'phase']) === 'Terminating';
  });
  return async () => {
    const contentType = 'application/merge-patch+json';
    const patch = { metadata: { finalizers: null } };
    await request('PATCH', `${path}/configmaps/held`, patch, { contentType });
    await waitFor(`${name} to go`, async () => (await request('GET', path)).status === 404);
  };
}
