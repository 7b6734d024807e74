// Where an object can be changed: selectors list the places of a release, in the order in which they are written.
import {
  annotationsOf,
  type Draft,
  type DraftMap,
  hasAt,
  isMap,
  listAt,
  mapAt,
  mapsAt,
  nameOf,
  textAt,
} from './draft.ts';

export interface Place {
  /** The whole side: what a change adds to or takes from. */
  readonly objects: DraftMap[];
  readonly object: DraftMap;
  /** What is to be changed. */
  readonly node: DraftMap;
  /** What the node is an entry of. */
  readonly list: Draft[];
  /** The pod spec around the node. */
  readonly pod: DraftMap;
  /** The container around the node. */
  readonly container: DraftMap;
  /** The key of the node that is to be changed, where it is one of data; '' elsewhere. */
  readonly key: string;
  /** `Deployment/web containers[app].env[TZ]` */
  readonly where: string;
}

export type Selector = (objects: DraftMap[]) => readonly Place[];

const nothing: DraftMap = {};

export function objectsOf(...kinds: readonly string[]): Selector {
  return (objects) =>
    objects
      .filter((object) => kinds.length === 0 || kinds.includes(textAt(object, 'kind')))
      .map((object) => {
        const where = `${textAt(object, 'kind')}/${nameOf(object)}`;
        return {
          objects,
          object,
          node: object,
          list: objects,
          pod: nothing,
          container: nothing,
          key: '',
          where,
        };
      });
}

/** Workloads that replace their pods when the pod template changes. */
export function workloads(): Selector {
  return only(objectsOf('Deployment', 'StatefulSet', 'DaemonSet'), ({ object }) => !isHook(object));
}

/** The pod specs of those workloads. */
export function pods(selector: Selector = workloads()): Selector {
  return (objects) =>
    within(selector, 'spec.template.spec')(objects).map((place) => ({ ...place, pod: place.node }));
}

/** The pod specs of everything that makes pods: also of Jobs and CronJobs, whose pods are not replaced. */
export function allPods(): Selector {
  const templates = objectsOf('Deployment', 'StatefulSet', 'DaemonSet', 'Job');
  const nested = within(objectsOf('CronJob'), 'spec.jobTemplate');
  return (objects) => [...pods(templates)(objects), ...pods(nested)(objects)];
}

/** The metadata of pods that are replaced when it changes. */
export function podMetadata(): Selector {
  return within(workloads(), 'spec.template.metadata');
}

export function containers(selector: Selector = pods()): Selector {
  return (objects) =>
    entries(selector, 'containers')(objects).map((place) => ({ ...place, container: place.node }));
}

export function environment(): Selector {
  return entries(containers(), 'env');
}

export function mounts(): Selector {
  return entries(containers(), 'volumeMounts');
}

export function volumes(): Selector {
  return entries(pods(), 'volumes');
}

/** Volumes that have this source. */
export function volumesOf(source: string): Selector {
  return only(volumes(), ({ node }) => isMap(node[source]));
}

export function probes(...kinds: readonly string[]): Selector {
  const chosen = kinds.length > 0 ? kinds : ['livenessProbe', 'readinessProbe', 'startupProbe'];
  return (objects) => chosen.flatMap((kind) => within(containers(), kind)(objects));
}

/** The map at the path, where there is one. */
export function within(selector: Selector, path: string): Selector {
  return (objects) =>
    selector(objects).flatMap((place) => {
      const node = mapAt(place.node, path);
      return node ? [{ ...place, node, where: `${place.where} ${path}` }] : [];
    });
}

/** The maps in the list at the path. */
export function entries(selector: Selector, path: string): Selector {
  return (objects) =>
    selector(objects).flatMap((place) => {
      const list = listAt(place.node, path);
      return mapsAt(place.node, path).map((node) => {
        const key = textAt(node, 'name') || textAt(node, 'mountPath') || String(list.indexOf(node));
        return { ...place, node, list, where: `${place.where} ${path}[${key}]` };
      });
    });
}

export function only(selector: Selector, isWanted: (place: Place) => boolean): Selector {
  return (objects) => selector(objects).filter(isWanted);
}

/** Places whose node has something at the path. */
export function having(selector: Selector, path: string): Selector {
  return only(selector, ({ node }) => hasAt(node, path));
}

/** Places whose node has nothing at the path. */
export function lacking(selector: Selector, path: string): Selector {
  return only(selector, ({ node }) => !hasAt(node, path));
}

/** Places whose node is one of several in its list. */
export function amongOthers(selector: Selector): Selector {
  return only(selector, ({ list }) => list.length > 1);
}

export function isHook(object: DraftMap): boolean {
  return typeof annotationsOf(object)['helm.sh/hook'] === 'string';
}

/** Takes the node from its list. */
export function drop({ list, node }: Place): void {
  list.splice(list.indexOf(node), 1);
}
