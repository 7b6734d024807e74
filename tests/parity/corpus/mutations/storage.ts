// Changes of where data is: claims, volumes and their mounts.
import { annotationsOf, type DraftMap, mapsAt, nameOf, removeAt, setAt, textAt } from '../draft.ts';
import { dangerous, dangerousInPod, type Mutation } from '../mutation.ts';
import {
  drop,
  entries,
  having,
  lacking,
  mounts,
  objectsOf,
  only,
  type Place,
  volumes,
  volumesOf,
  within,
} from '../places.ts';

const claims = objectsOf('PersistentVolumeClaim');
const policy = 'helm.sh/resource-policy';
const kept = only(claims, ({ object }) => annotationsOf(object)[policy] === 'keep');
const unkept = only(claims, ({ object }) => annotationsOf(object)[policy] !== 'keep');
const claimVolumes = volumesOf('persistentVolumeClaim');
const directories = volumesOf('emptyDir');

/** Every volume of the release that uses the claim. */
function volumesWithClaim({ objects }: Place, claim: string): DraftMap[] {
  return objects
    .flatMap((object) => mapsAt(object, 'spec.template.spec.volumes'))
    .filter((volume) => textAt(volume, 'persistentVolumeClaim.claimName') === claim);
}

function renameClaim(place: Place): void {
  const name = nameOf(place.object);
  setAt(place.object, 'metadata.name', `${name}-next`);
  for (const volume of volumesWithClaim(place, name)) {
    setAt(volume, 'persistentVolumeClaim.claimName', `${name}-next`);
  }
}

function dropMounts({ pod, node }: Place): void {
  for (const container of [...mapsAt(pod, 'initContainers'), ...mapsAt(pod, 'containers')]) {
    const left = mapsAt(container, 'volumeMounts').filter((mount) => mount.name !== node.name);
    if (container.volumeMounts !== undefined) container.volumeMounts = left;
  }
}

function otherVolume({ pod, node }: Place): string | undefined {
  const names = mapsAt(pod, 'volumes').map((volume) => textAt(volume, 'name'));
  return names.find((name) => name !== node.name);
}

/** `spec.template.spec.volumes[…].configMap.items` and those of a Secret. */
const items = ['configMap', 'secret'].map((source) => entries(within(volumesOf(source), source), 'items'));

export const storageMutations: readonly Mutation[] = [
  dangerous({
    id: 'claim-removed',
    sentence: 'A claim is gone, and its data with it.',
    risks: ['R2'],
    places: unkept,
    edit: drop,
  }),
  dangerous({
    id: 'kept-claim-removed',
    sentence: 'A claim that Helm keeps does not belong to the release any more.',
    risks: ['R2', 'R6'],
    places: kept,
    edit: drop,
  }),
  dangerous({
    id: 'claim-renamed',
    sentence: 'A claim and what uses it have another name; the data stays behind.',
    risks: ['R2'],
    places: claims,
    edit: renameClaim,
  }),
  dangerous({
    id: 'claim-not-kept',
    sentence: 'Helm deletes the claim with the release.',
    risks: ['R2', 'R6'],
    places: kept,
    edit: ({ object }) => {
      delete annotationsOf(object)[policy];
    },
  }),
  dangerous({
    id: 'claim-shrunk',
    sentence: 'A claim asks for less.',
    risks: ['R1'],
    places: claims,
    edit: ({ object }) => setAt(object, 'spec.resources.requests.storage', '1Mi'),
  }),
  dangerous({
    id: 'claim-class-changed',
    sentence: 'A claim has another storage class.',
    risks: ['R1'],
    places: claims,
    edit: ({ object }) => setAt(object, 'spec.storageClassName', 'other-class'),
  }),
  dangerous({
    id: 'claim-class-left-out',
    sentence: 'A claim does not name its storage class.',
    risks: ['R1'],
    places: having(claims, 'spec.storageClassName'),
    edit: ({ object }) => removeAt(object, 'spec.storageClassName'),
  }),
  dangerous({
    id: 'claim-access-changed',
    sentence: 'A claim may be used in another way.',
    risks: ['R1'],
    places: claims,
    edit: ({ object }) => setAt(object, 'spec.accessModes', ['ReadWriteOncePod']),
  }),
  dangerous({
    id: 'claim-becomes-device',
    sentence: 'A claim is a block device.',
    risks: ['R1'],
    places: claims,
    edit: ({ object }) => setAt(object, 'spec.volumeMode', 'Block'),
  }),
  dangerousInPod({
    id: 'volume-claim-changed',
    sentence: 'A volume is another claim.',
    risks: ['R2'],
    places: claimVolumes,
    edit: ({ node }) => setAt(node, 'persistentVolumeClaim.claimName', 'other-claim'),
  }),
  dangerousInPod({
    id: 'volume-without-claim',
    sentence: 'A volume is a directory of the pod instead of a claim.',
    risks: ['R2'],
    places: claimVolumes,
    edit: ({ node }) => {
      removeAt(node, 'persistentVolumeClaim');
      node.emptyDir = {};
    },
  }),
  dangerousInPod({
    id: 'volume-host-path-changed',
    sentence: 'A volume is another directory of the node.',
    risks: ['R2'],
    places: volumesOf('hostPath'),
    edit: ({ node }) => setAt(node, 'hostPath.path', '/srv/other'),
  }),
  dangerousInPod({
    id: 'volume-nfs-changed',
    sentence: 'A volume is another directory of a file server.',
    risks: ['R2'],
    places: volumesOf('nfs'),
    edit: ({ node }) => setAt(node, 'nfs.path', '/export/other'),
  }),
  dangerousInPod({
    id: 'empty-dir-dropped',
    sentence: 'A directory of the pod and its mounts are gone.',
    risks: ['R2', 'R3'],
    places: directories,
    edit: (place) => {
      dropMounts(place);
      drop(place);
    },
  }),
  dangerousInPod({
    id: 'empty-dir-in-memory',
    sentence: 'A directory of the pod takes its memory.',
    risks: ['R4', 'R7'],
    highest: 'R3',
    places: lacking(directories, 'emptyDir.medium'),
    edit: ({ node }) => setAt(node, 'emptyDir.medium', 'Memory'),
  }),
  dangerousInPod({
    id: 'empty-dir-smaller',
    sentence: 'A directory of the pod has less room.',
    risks: ['R3', 'R7'],
    places: having(directories, 'emptyDir.sizeLimit'),
    edit: ({ node }) => setAt(node, 'emptyDir.sizeLimit', '1Mi'),
  }),
  dangerousInPod({
    id: 'mount-path-changed',
    sentence: 'A volume is mounted at another path.',
    risks: ['R2', 'R3'],
    places: mounts(),
    edit: ({ node }) => {
      node.mountPath = '/moved';
    },
  }),
  dangerousInPod({
    id: 'mount-removed',
    sentence: 'A volume is not mounted any more.',
    risks: ['R2', 'R3'],
    places: mounts(),
    edit: drop,
  }),
  dangerousInPod({
    id: 'mount-sub-path-changed',
    sentence: 'Another part of a volume is mounted.',
    risks: ['R2', 'R3'],
    places: having(mounts(), 'subPath'),
    edit: ({ node }) => {
      node.subPath = 'moved';
    },
  }),
  dangerousInPod({
    id: 'mount-of-other-volume',
    sentence: 'Another volume is mounted at a path.',
    risks: ['R2', 'R3'],
    places: only(mounts(), (place) => otherVolume(place) !== undefined),
    edit: (place) => {
      place.node.name = otherVolume(place) as string;
    },
  }),
  dangerousInPod({
    id: 'mount-read-only',
    sentence: 'A volume cannot be written to.',
    risks: ['R3'],
    places: only(mounts(), ({ node }) => node.readOnly !== true),
    edit: ({ node }) => {
      node.readOnly = true;
    },
  }),
  dangerousInPod({
    id: 'mount-writable',
    sentence: 'A volume that could only be read can be written to.',
    risks: ['R5'],
    places: only(mounts(), ({ node }) => node.readOnly === true),
    edit: ({ node }) => removeAt(node, 'readOnly'),
  }),
  dangerousInPod({
    id: 'volume-config-map-changed',
    sentence: 'A volume holds another ConfigMap.',
    risks: ['R3'],
    places: volumesOf('configMap'),
    edit: ({ node }) => setAt(node, 'configMap.name', 'other-settings'),
  }),
  dangerousInPod({
    id: 'volume-secret-changed',
    sentence: 'A volume holds another Secret.',
    risks: ['R3'],
    places: volumesOf('secret'),
    edit: ({ node }) => setAt(node, 'secret.secretName', 'other-secret'),
  }),
  dangerousInPod({
    id: 'volume-mode-changed',
    sentence: 'Files of a volume have other permissions.',
    risks: ['R3', 'R4', 'R5'],
    places: having(volumesOf('configMap'), 'configMap.defaultMode'),
    edit: ({ node }) => setAt(node, 'configMap.defaultMode', 0o404),
  }),
  dangerousInPod({
    id: 'volume-item-moved',
    sentence: 'A file of a volume is at another path.',
    risks: ['R3'],
    places: (objects) => items.flatMap((selector) => selector(objects)),
    edit: ({ node }) => {
      node.path = 'moved';
    },
  }),
  dangerousInPod({
    id: 'projected-source-removed',
    sentence: 'A volume that joins several sources has one less.',
    risks: ['R3'],
    places: entries(within(volumes(), 'projected'), 'sources'),
    edit: drop,
  }),
];
