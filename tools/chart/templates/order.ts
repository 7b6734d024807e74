// The order of keys for readers: what a thing is, what it is called, what it does.
import { and } from '../../symbolic/build.ts';
import type { Node, Part } from '../../symbolic/tree.ts';
import { filledIn } from './condition.ts';
import { askedBeyond, conjunctsOf } from './given.ts';
import { turn, type When } from './shape.ts';

const readersOrder: readonly string[] = [
  ...[
    'apiVersion',
    'group',
    'kind',
    'metadata',
    'name',
    'generateName',
    'namespace',
    'labels',
    'annotations',
    'type',
  ],
  ...['clusterIP', 'loadBalancerIP', 'loadBalancerClass', 'externalTrafficPolicy', 'ingressClassName'],
  ...['replicas', 'revisionHistoryLimit', 'strategy', 'selector', 'parentRefs', 'hostnames'],
  ...['backoffLimit', 'activeDeadlineSeconds'],
  ...['image', 'imagePullPolicy', 'command', 'args', 'workingDir', 'ports', 'envFrom', 'env'],
  ...['path', 'containerPort', 'port', 'targetPort', 'protocol'],
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

/**
 * Neighbours under one condition share it, also where one of them asks for more; conditions inside each other become one.
 */
export function joinConditions(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const one of parts) {
    let part = one.kind === 'when' ? nest(turn(one)) : one;
    for (;;) {
      const both = joinTwo(joined.at(-1), part);
      if (!both) break;
      joined.pop();
      part = both;
    }
    joined.push(part);
  }
  return shareStarts(joined);
}

/** As many neighbours that begin with the same question ask it once. */
const enough = 3;

function shareStarts(parts: readonly Part[]): readonly Part[] {
  const shared: Part[] = [];
  for (let at = 0; at < parts.length; ) {
    const [first] = startsOf(parts[at]);
    const run = first === undefined ? [] : takeWhile(parts.slice(at), (part) => startsOf(part)[0] === first);
    if (first === undefined || run.length < enough)
      shared.push(...(run.length > 0 ? run : [parts[at] as Part]));
    else
      shared.push({
        kind: 'when',
        condition: first,
        parts: run.map((part) => askLess(part as When, first)),
        otherwise: [],
      });
    at += Math.max(1, run.length);
  }
  return shared;
}

/** The questions of a part that stands under several. */
function startsOf(part: Part | undefined): readonly Node[] {
  if (part?.kind !== 'when' || part.otherwise.length > 0) return [];
  const asked = conjunctsOf(part.condition);
  return asked.length > 1 ? asked : [];
}

function askLess(part: When, start: Node): Part {
  return { ...part, condition: askedBeyond(part.condition, start) ?? part.condition };
}

function takeWhile<T>(items: readonly T[], holds: (item: T) => boolean): readonly T[] {
  const end = items.findIndex((item) => !holds(item));
  return end < 0 ? items : items.slice(0, end);
}

function joinTwo(before: Part | undefined, part: Part): When | undefined {
  if (before?.kind !== 'when' || part.kind !== 'when') return undefined;
  if (before.condition === part.condition)
    return {
      ...part,
      parts: [...before.parts, ...part.parts],
      otherwise: [...before.otherwise, ...part.otherwise],
    };
  if (before.otherwise.length > 0 || part.otherwise.length > 0) return undefined;
  const [asked, askedBefore] = [
    askedBeyond(part.condition, before.condition),
    askedBeyond(before.condition, part.condition),
  ];
  if (asked) return { ...before, parts: [...before.parts, { ...part, condition: asked }] };
  return askedBefore && { ...part, parts: [{ ...before, condition: askedBefore }, ...part.parts] };
}

/** `if a` around nothing but `if b`. Tests that `with` can make stay apart. */
function nest(part: When): When {
  const [only] = part.parts;
  if (part.parts.length !== 1 || part.otherwise.length > 0 || only?.kind !== 'when') return part;
  const inside = turn(only);
  if (inside.otherwise.length > 0 || filledIn(inside.condition) || filledIn(part.condition)) return part;
  return nest({ ...inside, condition: and(part.condition, inside.condition) });
}

/** The dash of an item stands before a key that is always there. */
export function startPlainly(parts: readonly Part[]): readonly Part[] {
  const isPlain = (part: Part): boolean => part.kind === 'field' && part.value.kind !== 'if';
  const at = parts.findIndex(isPlain);
  return at < 1 ? parts : [parts[at] as Part, ...parts.slice(0, at), ...parts.slice(at + 1)];
}
