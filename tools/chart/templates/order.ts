// The order of keys for readers: what a thing is, what it is called, what it does.
import type { Part } from '../../symbolic/tree.ts';
import { turn } from './shape.ts';

const readersOrder: readonly string[] = [
  ...['apiVersion', 'kind', 'metadata', 'name', 'generateName', 'namespace', 'labels', 'annotations', 'type'],
  ...['replicas', 'revisionHistoryLimit', 'strategy', 'selector', 'parentRefs', 'hostnames'],
  ...['backoffLimit', 'activeDeadlineSeconds'],
  ...['image', 'imagePullPolicy', 'command', 'args', 'workingDir', 'ports', 'envFrom', 'env'],
  ...['containerPort', 'port', 'targetPort', 'protocol'],
  ...['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle', 'resources'],
  ...[
    'imagePullSecrets',
    'restartPolicy',
    'serviceAccountName',
    'automountServiceAccountToken',
    'enableServiceLinks',
  ],
  ...['podSecurityContext', 'securityContext', 'volumeMounts', 'initContainers', 'containers', 'volumes'],
  ...['nodeSelector', 'affinity', 'tolerations', 'topologySpreadConstraints'],
];

const ranks: ReadonlyMap<string, number> = new Map(readersOrder.map((key, at) => [key, at]));
const unranked = readersOrder.length;
/** What holds everything else comes after the short facts. */
const lastly: ReadonlyMap<string, number> = new Map(
  ['template', 'spec', 'rules', 'data', 'stringData', 'subsets', 'webhooks', 'status'].map((key, at) => [
    key,
    unranked + 1 + at,
  ]),
);

function rankOf(part: Part): number {
  if (part.kind === 'field') return ranks.get(part.key) ?? lastly.get(part.key) ?? unranked;
  if (part.kind === 'when') return Math.min(unranked, ...[...part.parts, ...part.otherwise].map(rankOf));
  return unranked;
}

/** Parts whose order does not matter, as one reads them best; neighbours with one condition become one. */
export function orderParts(parts: readonly Part[]): readonly Part[] {
  return joinConditions([...parts].sort((a, b) => rankOf(a) - rankOf(b)));
}

/** Neighbours under one condition share it. */
export function joinConditions(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const one of parts) {
    const part = one.kind === 'when' ? turn(one) : one;
    const before = joined.at(-1);
    if (part.kind === 'when' && before?.kind === 'when' && before.condition === part.condition) {
      joined[joined.length - 1] = {
        ...part,
        parts: [...before.parts, ...part.parts],
        otherwise: [...before.otherwise, ...part.otherwise],
      };
    } else joined.push(part);
  }
  return joined;
}
