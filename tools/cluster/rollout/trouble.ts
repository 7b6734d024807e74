// The pods behind a workload that does not come up, what is wrong with them, and the end of their logs.
import { nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { Kubectl } from '../client/kubectl.ts';
import { readItems } from '../client/live.ts';
import { listAt, objectAt, textAt } from './fields.ts';
import { clean, explainPod } from './pods.ts';
import { withTimeout } from './poll.ts';

/** One line for each pod in trouble, at most a few; nothing where they cannot be read. Secrets are masked. */
export async function explainTrouble(kubectl: Kubectl, workload: JsonObject): Promise<readonly string[]> {
  const pods = await listPods(kubectl, workload);
  const lines = pods.flatMap((pod) => {
    const reason = explainPod(pod);
    return reason === '' ? [] : [`Pod/${nameOf(pod)}: ${kubectl.redact(reason)}`];
  });
  return lines.length <= mostPods
    ? lines
    : [...lines.slice(0, mostPods), `and ${lines.length - mostPods} pods more`];
}

/** The last lines of what the workload's last pod in trouble wrote; none where there are none. */
export async function readLastLog(kubectl: Kubectl, workload: JsonObject): Promise<readonly string[]> {
  const pod = (await listPods(kubectl, workload)).findLast((candidate) => explainPod(candidate) !== '');
  if (!pod) return [];
  const args = ['logs', nameOf(pod), '-n', namespaceOf(pod), '--all-containers', `--tail=${logLines}`];
  const log = await attempt(async () => (await withTimeout(kubectl, longestQuestion).run(args)).stdout);
  const lines = kubectl
    .redact(log ?? '')
    .split('\n')
    .map(clean);
  return lines.filter((line) => line !== '').slice(-logLines);
}

const mostPods = 5;
const logLines = 10;
/** Milliseconds: what explains a failure must not become one. */
const longestQuestion = 10_000;

async function listPods(kubectl: Kubectl, workload: JsonObject): Promise<readonly JsonObject[]> {
  return (await listOwned(kubectl, workload)).filter(({ kind }) => kind === 'Pod');
}

/**
 * Pods and ReplicaSets that belong to it, by their owners: labels alone may fit those of others. Nothing where they
 * cannot be read.
 */
export async function listOwned(kubectl: Kubectl, workload: JsonObject): Promise<readonly JsonObject[]> {
  if (workload.kind === 'Pod') return [workload];
  const selector = formatSelector(objectAt(workload, 'spec', 'selector'));
  if (selector === '') return [];
  const args = ['get', 'replicasets,pods', '-n', namespaceOf(workload), '-l', selector, '-o', 'json'];
  const stdout = await attempt(async () => (await withTimeout(kubectl, longestQuestion).run(args)).stdout);
  const items = readItems(stdout ?? '');
  const owners = new Set([textAt(workload, 'metadata', 'uid')]);
  const isOwned = (object: JsonObject): boolean =>
    listAt(object, 'metadata', 'ownerReferences').some(({ uid }) => owners.has(String(uid)));
  const replicaSets = items.filter(({ kind }) => kind === 'ReplicaSet').filter(isOwned);
  for (const item of replicaSets) owners.add(textAt(item, 'metadata', 'uid'));
  return [...replicaSets, ...items.filter(({ kind }) => kind === 'Pod').filter(isOwned)];
}

/** As `kubectl -l` reads it. That of a ReplicationController is a map, those of others have two parts. */
function formatSelector(selector: JsonObject): string {
  const isPlain = Object.values(selector).every((value) => typeof value === 'string');
  const labels = isPlain ? selector : objectAt(selector, 'matchLabels');
  const equal = Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`);
  return [...equal, ...listAt(selector, 'matchExpressions').map(formatExpression)].join(',');
}

function formatExpression(expression: JsonObject): string {
  const { key, operator, values } = expression as { readonly [name: string]: Json };
  const list = `(${Array.isArray(values) ? values.join(',') : ''})`;
  switch (operator) {
    case 'In':
      return `${String(key)} in ${list}`;
    case 'NotIn':
      return `${String(key)} notin ${list}`;
    case 'DoesNotExist':
      return `!${String(key)}`;
    default:
      return String(key);
  }
}

/** Whoever may not list pods or read logs still gets to know what failed. */
async function attempt(ask: () => Promise<string>): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ToolError && error.code !== 'interrupted') return undefined;
    throw error;
  }
}
