// Risks of changes to volumes of pods, and to where they are mounted.
import { isJsonObject, type Json } from '../../shared/json.ts';
import { all, type Case, findEntry, inContainer, inPod, isAdded, not, type RiskRule } from './case.ts';

/** Sources whose content outlives the pod. */
const lasting = [
  'persistentVolumeClaim',
  'hostPath',
  'nfs',
  'csi',
  'iscsi',
  'cephfs',
  'rbd',
  'glusterfs',
  'fc',
  'local',
  'ephemeral',
];

export const volumeRules: readonly RiskRule[] = [
  {
    code: 'volume-data',
    risk: 'R2',
    when: all(inPod(/^volumes(?:\[\]|$)/), (changed) => !isAdded(changed) && isLasting(volumeOf(changed))),
    consequence: 'The pods no longer see the data that is stored in this volume.',
    remedy: 'Keep the source of the volume, or move the data before the swap.',
  },
  {
    code: 'mount-data',
    risk: 'R2',
    when: all(
      inContainer('volumeMounts(?:\\[\\]|$)'),
      (changed) => !isAdded(changed) && !isReadOnlyFlag(changed) && isLasting(mountedVolume(changed)),
    ),
    consequence: 'The application finds stored data at another path, or not at all, and may start empty.',
    remedy: 'Mount the volume at the path and with the subPath that the application has used so far.',
  },
  {
    code: 'volume-removed',
    risk: 'R3',
    when: all(inPod(/^volumes(?:\[\]|$)/), not(isAdded)),
    consequence: 'Files that the application reads or writes are missing or others.',
    remedy: 'Keep the volume as it is in the baseline.',
  },
  {
    code: 'host-path-added',
    risk: 'R5',
    when: all(inPod(/^volumes(?:\[\])?$/), isAdded, ({ after }) =>
      [after].flat().some((volume) => isJsonObject(volume) && 'hostPath' in volume),
    ),
    consequence: "The pods reach into the node's file system.",
    remedy: 'Mount what is needed from a claim or a ConfigMap.',
  },
  {
    code: 'mount-read-only',
    risk: 'R3',
    when: all(
      inContainer('volumeMounts\\[\\]\\.(?:readOnly|recursiveReadOnly)$'),
      ({ after }) => after === true || after === 'Enabled',
    ),
    consequence: 'The application can no longer write to the volume.',
    remedy: 'Mount it read-only only if the application never writes to it.',
  },
  {
    code: 'mount-writable',
    risk: 'R5',
    when: inContainer('volumeMounts\\[\\]\\.(?:readOnly|recursiveReadOnly)$'),
    consequence: 'The container may write to the volume.',
    remedy: 'Keep the mount read-only unless the application writes to it.',
  },
  {
    code: 'mount-changed',
    risk: 'R3',
    when: all(inContainer('volumeMounts(?:\\[\\]|$)'), not(isAdded)),
    consequence: 'Files are missing at the path, or are others.',
    remedy: 'Mount the volume as the baseline does.',
  },
];

function volumeOf({ change, baseline, kind, before }: Case): Json | undefined {
  if (change.place.pattern.endsWith('volumes')) return before;
  const name = /volumes\[([^\]]*)\]/.exec(change.place.path)?.[1];
  return findEntry(baseline, { kind, list: 'volumes', name });
}

function mountedVolume({ change, baseline, kind, before }: Case): Json | undefined {
  if (isJsonObject(before) && typeof before.name === 'string') {
    return findEntry(baseline, { kind, list: 'volumes', name: before.name });
  }
  const [, list, container, path] =
    /((?:c|initC)ontainers)\[([^\]]*)\]\.volumeMounts\[([^\]]*)\]/.exec(change.place.path) ?? [];
  if (list === undefined) return undefined;
  const owner = findEntry(baseline, { kind, list, name: container });
  const mounts =
    isJsonObject(owner) && Array.isArray(owner.volumeMounts) ? owner.volumeMounts.filter(isJsonObject) : [];
  const mount = mounts.find(({ mountPath }) => mountPath === path);
  return findEntry(baseline, { kind, list: 'volumes', name: String(mount?.name) });
}

function isLasting(volume: Json | undefined): boolean {
  if (Array.isArray(volume)) return volume.some((entry) => isLasting(entry));
  return isJsonObject(volume) && lasting.some((source) => source in volume);
}

function isReadOnlyFlag({ pattern }: Case): boolean {
  return /\.readOnly$/.test(pattern);
}
