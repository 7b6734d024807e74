// Which keys of a ConfigMap or Secret the pods of a release use.
import { type DraftMap, isMap, mapAt, mapsAt, nameOf, textAt } from './draft.ts';
import { isHook, type Place, type Selector } from './places.ts';

export type Holder = 'ConfigMap' | 'Secret';

interface Fields {
  readonly keyRef: string;
  readonly fromRef: string;
  readonly volume: string;
  readonly volumeName: string;
}

const fieldsOf: Readonly<Record<Holder, Fields>> = {
  ConfigMap: { keyRef: 'configMapKeyRef', fromRef: 'configMapRef', volume: 'configMap', volumeName: 'name' },
  Secret: { keyRef: 'secretKeyRef', fromRef: 'secretRef', volume: 'secret', volumeName: 'secretName' },
};

/** Objects of the kind that pods of the release use, hooks aside; the node is the object. */
export function used(kind: Holder): Selector {
  return (objects) => usedKeys(kind, 'any')(objects).filter(isFirstOfObject);
}

/** The keys that pods use: the node is the map that has the key. `data`, `stringData` or, with `any`, either. */
export function usedKeys(kind: Holder, field: 'data' | 'stringData' | 'any'): Selector {
  return (objects) =>
    objects
      .filter((object) => object.kind === kind && !isHook(object))
      .flatMap((object) =>
        (field === 'any' ? ['data', 'stringData'] : [field]).flatMap((path) =>
          Object.keys(mapAt(object, path) ?? {})
            .filter((key) => isUsed({ kind, name: nameOf(object), key }, objects))
            .map((key) => placeOf({ objects, object, path, key })),
        ),
      );
}

interface KeyOfObject {
  readonly objects: DraftMap[];
  readonly object: DraftMap;
  readonly path: string;
  readonly key: string;
}

function placeOf({ objects, object, path, key }: KeyOfObject): Place {
  const node = mapAt(object, path) as DraftMap;
  const where = `${textAt(object, 'kind')}/${nameOf(object)} ${path}[${key}]`;
  return { objects, object, node, key, list: objects, pod: {}, container: {}, where };
}

function isFirstOfObject(place: Place, index: number, places: readonly Place[]): boolean {
  return places.findIndex(({ object }) => object === place.object) === index;
}

interface Use {
  readonly kind: Holder;
  readonly name: string;
  readonly key: string;
}

function isUsed(use: Use, objects: readonly DraftMap[]): boolean {
  const pods = objects.map((object) => mapAt(object, 'spec.template.spec')).filter(isMap);
  return pods.some((pod) => {
    const containers = [...mapsAt(pod, 'containers'), ...mapsAt(pod, 'initContainers')];
    const volumes = mapsAt(pod, 'volumes').filter((volume) => isInVolume(use, volume));
    return containers.some(
      (container) =>
        isInEnvironment(use, container) || volumes.some((volume) => isMounted(use, container, volume)),
    );
  });
}

function isInEnvironment({ kind, name, key }: Use, container: DraftMap): boolean {
  const { keyRef, fromRef } = fieldsOf[kind];
  const single = mapsAt(container, 'env').map((entry) => mapAt(entry, `valueFrom.${keyRef}`));
  return (
    single.some((reference) => reference?.name === name && reference.key === key) ||
    mapsAt(container, 'envFrom').some((source) => textAt(source, `${fromRef}.name`) === name)
  );
}

function isInVolume({ kind, name, key }: Use, volume: DraftMap): boolean {
  const { volume: field, volumeName } = fieldsOf[kind];
  const whole = mapAt(volume, field);
  const projected = mapsAt(volume, 'projected.sources').map((source) => mapAt(source, field));
  const sources = [
    whole?.[volumeName] === name ? whole : undefined,
    ...projected.filter((one) => one?.name === name),
  ];
  return sources.some((source) => {
    const items = source ? mapsAt(source, 'items') : [];
    return source !== undefined && (items.length === 0 || items.some((item) => item.key === key));
  });
}

/** The whole volume, or that key of it alone. */
function isMounted({ key }: Use, container: DraftMap, volume: DraftMap): boolean {
  return mapsAt(container, 'volumeMounts').some(
    ({ name, subPath = key }) => name === volume.name && subPath === key,
  );
}
