// What a cluster has of an environment: each resource with how far it is.
import { type Manifest, nameOf, namespaceOf } from '../manifests/manifest.ts';
import type { JsonObject } from '../shared/json.ts';
import type { Kubectl } from './client/kubectl.ts';
import { type Live, readLive } from './client/live.ts';
import { type HookEvent, readOccasion } from './hooks/annotations.ts';
import { readinessOf } from './rollout/readiness.ts';
import { explainTrouble } from './rollout/trouble.ts';

export interface ResourceStatus {
  readonly apiVersion: string;
  readonly kind: string;
  /** '' for cluster-wide objects. */
  readonly namespace: string;
  /** '' for an object that gets its name from the API server. */
  readonly name: string;
  /** The events of a hook, `test` where only `helm test` runs it; absent for ordinary objects. */
  readonly hook?: readonly (HookEvent | 'test')[];
  readonly state: 'ready' | 'progressing' | 'failed' | 'missing';
  /** `1/1 ready`; '' where there is nothing to tell. */
  readonly text: string;
  /** What is wrong with its pods: `Pod/web-1: app: CrashLoopBackOff`. */
  readonly pods: readonly string[];
}

/** In the order of the manifests. Values of Secrets are masked. Fails with the errors of `readLive` and of hooks. */
export async function readStatus(
  kubectl: Kubectl,
  manifests: readonly Manifest[],
): Promise<readonly ResourceStatus[]> {
  const live = await readLive(kubectl, manifests);
  const statuses: ResourceStatus[] = [];
  let explained = 0;
  for (const manifest of manifests) {
    const found = live.find(manifest);
    const status = found ? describeFound(kubectl, manifest, found) : describeMissing(manifest, live);
    const isTroubled = found && (status.state === 'progressing' || status.state === 'failed');
    if (isTroubled) explained++;
    const pods = isTroubled && explained <= mostExplained ? await explainTrouble(kubectl, found) : [];
    statuses.push({ ...status, pods });
  }
  return statuses;
}

/** Each costs a question to the cluster. */
const mostExplained = 20;

type Description = Omit<ResourceStatus, 'pods'>;

function describeFound(kubectl: Kubectl, manifest: Manifest, found: JsonObject): Description {
  const { state, text } = readinessOf(found);
  return { ...identify(manifest), namespace: namespaceOf(found), state, text: kubectl.redact(text) };
}

function describeMissing(manifest: Manifest, live: Live): Description {
  const { apiVersion, kind } = manifest;
  const why = live.isUnknown(manifest) ? `the cluster does not know ${kind} of ${apiVersion}` : '';
  return { ...identify(manifest), state: 'missing', text: why };
}

function identify(manifest: Manifest): Omit<Description, 'state' | 'text'> {
  const { apiVersion, kind } = manifest;
  const { events, isTest } = readOccasion(manifest);
  const hook = [...events, ...(isTest ? (['test'] as const) : [])];
  return {
    apiVersion,
    kind,
    namespace: namespaceOf(manifest),
    name: nameOf(manifest),
    ...(hook.length === 0 ? {} : { hook }),
  };
}
