// Risks that no single object shows: references that lead nowhere, selectors that find nothing, pods that stay behind.

import { type Manifest, nameOf, namespaceOf } from '../../manifests/manifest.ts';
import { ownValue } from '../../schema/json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { type Graph, matches, type Pods } from '../graph/graph.ts';
import type { Reference } from '../graph/references.ts';
import { containersOf, fieldAt } from '../graph/workloads.ts';
import type { Finding } from '../model.ts';
import { createFinding } from './finding.ts';

export interface Relations {
  readonly baseline: Graph;
  readonly candidate: Graph;
  /** What an object of the candidate was in the baseline. */
  readonly counterpart: (object: Manifest) => Manifest | undefined;
}

/** Everything that worked in the baseline and does not in the candidate because of other objects. */
export function findBrokenRelations(relations: Relations): readonly Finding[] {
  const findings = relations.candidate.objects.flatMap((object) => [
    ...brokenReferences(object, relations),
    ...brokenSelectors(object, relations),
  ]);
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
}

function brokenReferences(object: Manifest, { baseline, candidate }: Relations): readonly Finding[] {
  return candidate.referencesOf(object).flatMap((reference) => {
    const { kind, namespace, name, place, optional } = reference;
    const before = baseline.find(kind, namespace, name);
    if (before === undefined) return [];
    const after = candidate.find(kind, namespace, name);
    if (after) return missingParts(object, { reference, before, after });
    if (optional || candidate.has(kind, namespace, name)) return [];
    return [
      createFinding(object, {
        code: 'reference-broken',
        risk: 'R3',
        path: place.path,
        before: `${kind}/${name}`,
        consequence: `It refers to the ${kind} ${name}, which the candidate no longer has.`,
        remedy: `Keep the ${kind}, or refer to its new name.`,
      }),
    ];
  });
}

interface Target {
  readonly reference: Reference;
  readonly before: Manifest;
  readonly after: Manifest;
}

function missingParts(object: Manifest, { reference, before, after }: Target): readonly Finding[] {
  const { keys, port, place, kind, name, optional } = reference;
  const lost = optional ? [] : keys.filter((key) => hasKey(before, key) && !hasKey(after, key));
  const noPort = port !== undefined && hasPort(before, port) && !hasPort(after, port);
  const drafts = [
    ...lost.map((key) => [`key ${key}`, `${place.path}.${key}`] as const),
    ...(noPort ? [[`port ${port}`, `${place.path}.port`] as const] : []),
  ];
  return drafts.map(([part, path]) =>
    createFinding(object, {
      code: 'reference-part-missing',
      risk: 'R3',
      path,
      after: part,
      consequence: `It uses the ${part} of the ${kind} ${name}, which is gone.`,
      remedy: `Keep the ${part} of the ${kind}.`,
    }),
  );
}

function hasKey(object: Manifest, key: string): boolean {
  return [object.data, object.stringData, object.binaryData].some((map) => isJsonObject(map) && key in map);
}

function hasPort(service: Manifest, port: number | string): boolean {
  const ports = fieldAt(service, 'spec.ports');
  if (service.kind !== 'Service' || !Array.isArray(ports)) return false;
  return ports.some((entry) => isJsonObject(entry) && (entry.port === port || entry.name === port));
}

function brokenSelectors(object: Manifest, relations: Relations): readonly Finding[] {
  const before = relations.counterpart(object);
  if (before === undefined) return [];
  if (object.kind === 'Service') return brokenService(before, object, relations);
  if (object.kind === 'ServiceMonitor') return brokenMonitor(before, object, relations);
  const path = ownValue(podSelectors, object.kind);
  return path === undefined ? [] : brokenPodSelector({ before, object, path }, relations);
}

/** Kinds besides Services that select pods, and where. */
const podSelectors: Readonly<Record<string, string>> = {
  PodDisruptionBudget: 'spec.selector',
  NetworkPolicy: 'spec.podSelector',
  PodMonitor: 'spec.selector',
};

function podsBehind(object: Manifest, path: string, graph: Graph): readonly Pods[] {
  return graph.selectPods(namespaceOf(object), fieldAt(object, path));
}

function brokenService(before: Manifest, service: Manifest, relations: Relations): readonly Finding[] {
  const [left, right] = [
    podsBehind(before, 'spec.selector', relations.baseline),
    podsBehind(service, 'spec.selector', relations.candidate),
  ];
  if (left.length === 0) return [];
  if (right.length === 0)
    return [
      selectsNothing(service, {
        risk: 'R3',
        consequence: 'The Service finds no pods any more: every connection fails.',
      }),
    ];
  const names = (pods: readonly Pods[]): string =>
    pods
      .map(({ workload }) => `${workload.kind}/${nameOf(workload)}`)
      .sort()
      .join(', ');
  const expected = left.map(({ workload }) => workload);
  const found = right.map(({ workload }) => relations.counterpart(workload));
  if (!expected.every((workload) => found.includes(workload)) || left.length !== right.length) {
    return [
      createFinding(service, {
        code: 'service-selects-others',
        risk: 'R3',
        path: 'spec.selector',
        before: names(left),
        after: names(right),
        consequence: 'The Service sends its traffic to other pods.',
        remedy: 'Select the labels that only the wanted pods carry.',
      }),
    ];
  }
  return lostTargets(before, service, { left, right });
}

interface Found {
  readonly left: readonly Pods[];
  readonly right: readonly Pods[];
}

/** Named target ports that the pods had and no longer have. */
function lostTargets(before: Manifest, service: Manifest, { left, right }: Found): readonly Finding[] {
  const has = (pods: readonly Pods[], name: Json | undefined): boolean =>
    pods.some(({ spec }) =>
      containersOf(spec).some(
        ({ ports }) => Array.isArray(ports) && ports.some((port) => isJsonObject(port) && port.name === name),
      ),
    );
  const targets = (object: Manifest): readonly Json[] => {
    const ports = fieldAt(object, 'spec.ports');
    return Array.isArray(ports)
      ? ports.flatMap((port) =>
          isJsonObject(port) && typeof port.targetPort === 'string' ? [port.targetPort] : [],
        )
      : [];
  };
  const worked = targets(before).some((name) => has(left, name));
  return targets(service)
    .filter((name) => !has(right, name) && (worked || has(left, name)))
    .map((name) =>
      createFinding(service, {
        code: 'service-target-missing',
        risk: 'R3',
        path: `spec.ports.targetPort[${name}]`,
        after: name,
        consequence: `No container of the pods has a port named ${name}: the Service has no endpoints for it.`,
        remedy: 'Name the port in the container, or use its number.',
      }),
    );
}

function brokenMonitor(
  before: Manifest,
  monitor: Manifest,
  { baseline, candidate }: Relations,
): readonly Finding[] {
  const found = (object: Manifest, graph: Graph): readonly Manifest[] =>
    graph.objects.filter(
      ({ kind, metadata }) =>
        kind === 'Service' && matches(fieldAt(object, 'spec.selector'), labelsOf(metadata)),
    );
  if (found(before, baseline).length === 0) return [];
  const services = found(monitor, candidate);
  if (services.length === 0)
    return [
      selectsNothing(monitor, {
        risk: 'R8',
        consequence: 'The monitor finds no Service any more: its metrics end.',
      }),
    ];
  const endpoints = fieldAt(monitor, 'spec.endpoints');
  const ports = Array.isArray(endpoints)
    ? endpoints.flatMap((entry) =>
        isJsonObject(entry) && typeof entry.port === 'string' ? [entry.port] : [],
      )
    : [];
  const lost = ports.filter(
    (port) =>
      !services.some((service) => hasPort(service, port)) &&
      found(before, baseline).some((service) => hasPort(service, port)),
  );
  return lost.map((port) =>
    createFinding(monitor, {
      code: 'monitor-port-missing',
      risk: 'R8',
      path: `spec.endpoints.port[${port}]`,
      after: port,
      consequence: `No Service that the monitor finds has a port named ${port}: its metrics end.`,
      remedy: 'Keep the name of the port.',
    }),
  );
}

function labelsOf(metadata: Json | undefined): JsonObject {
  const labels = isJsonObject(metadata) ? metadata.labels : undefined;
  return isJsonObject(labels) ? labels : {};
}

interface Selector {
  readonly before: Manifest;
  readonly object: Manifest;
  readonly path: string;
}

function brokenPodSelector(
  { before, object, path }: Selector,
  { baseline, candidate }: Relations,
): readonly Finding[] {
  if (podsBehind(before, path, baseline).length === 0) return [];
  if (podsBehind(object, path, candidate).length > 0) return [];
  const isPolicy = object.kind === 'NetworkPolicy';
  const effect = isPolicy ? 'Nothing is restricted any more' : 'Nothing is protected or observed any more';
  const risk = isPolicy ? 'R5' : object.kind === 'PodMonitor' ? 'R8' : 'R7';
  return [selectsNothing(object, { risk, path, consequence: `${effect}: the selector finds no pods.` })];
}

type Nothing = Pick<Finding, 'risk' | 'consequence'> & { readonly path?: string };

function selectsNothing(object: Manifest, { risk, consequence, path = 'spec.selector' }: Nothing): Finding {
  return createFinding(object, {
    code: 'selects-nothing',
    ...{ risk, path, consequence },
    remedy: 'Select labels that the candidate has.',
  });
}
