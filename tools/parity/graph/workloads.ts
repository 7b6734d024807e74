// Which kinds run pods, and where in them the pods are described.
import { ownValue } from '../../schema/json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';

/** Where the pod template stands; '' for a Pod, which is its own. */
const templates: Readonly<Record<string, string>> = {
  Pod: '',
  Deployment: 'spec.template',
  StatefulSet: 'spec.template',
  DaemonSet: 'spec.template',
  ReplicaSet: 'spec.template',
  ReplicationController: 'spec.template',
  Job: 'spec.template',
  CronJob: 'spec.jobTemplate.spec.template',
};

/** Kinds whose controller replaces pods when the template changes. */
const rolling: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

export function templatePath(kind: string): string | undefined {
  return ownValue(templates, kind);
}

export function podSpecPattern(kind: string): string | undefined {
  const template = ownValue(templates, kind);
  return template === undefined ? undefined : template === '' ? 'spec' : `${template}.spec`;
}

/** Whether a changed template replaces running pods by itself. */
export function isRolling(kind: string): boolean {
  return rolling.has(kind);
}

/** The pod template: metadata and spec; undefined for kinds that run no pods. */
export function templateOf(object: JsonObject): JsonObject | undefined {
  const path = ownValue(templates, String(object.kind));
  if (path === undefined) return undefined;
  const template = path === '' ? object : fieldAt(object, path);
  return isJsonObject(template) ? template : undefined;
}

/** The value at a path of plain fields. */
export function fieldAt(value: Json | undefined, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>((at, key) => (isJsonObject(at) ? at[key] : undefined), value);
}

/** Containers and init containers of a pod spec. */
export function containersOf(podSpec: Json | undefined): readonly JsonObject[] {
  if (!isJsonObject(podSpec)) return [];
  const lists = [podSpec.containers, podSpec.initContainers];
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isJsonObject) : []));
}

/** Containers that run as long as the pod: those beside which init containers have ended, and sidecars. */
export function servingContainersOf(podSpec: Json | undefined): readonly JsonObject[] {
  const all = containersOf(podSpec);
  const initial =
    isJsonObject(podSpec) && Array.isArray(podSpec.initContainers) ? podSpec.initContainers : [];
  return all.filter((container) => !initial.includes(container) || container.restartPolicy === 'Always');
}
