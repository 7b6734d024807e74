// Risks of changes in pod templates.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { fieldAt, podSpecPattern } from '../graph/workloads.ts';
import { all, any, type Case, inPod, isAdded, isRemoved, not, type RiskRule } from './case.ts';

const containers = '(?:c|initC)ontainers\\[\\]';
const field = (rest: string): RegExp => new RegExp(`^${containers}\\.${rest}`);

const probe = '(?:liveness|readiness|startup)Probe';

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

export const podRules: readonly RiskRule[] = [
  {
    code: 'volume-data',
    risk: 'R2',
    when: all(
      inPod(/^volumes(?:\[\]|$)/),
      (changed) => !isAdded(changed) && isLasting(volumeOf(changed, 'baseline')),
    ),
    consequence: 'The pods no longer see the data that is stored in this volume.',
    remedy: 'Keep the source of the volume, or move the data before the swap.',
  },
  {
    code: 'mount-data',
    risk: 'R2',
    when: all(
      inPod(field('volumeMounts(?:\\[\\]|$)')),
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
      inPod(field('volumeMounts\\[\\]\\.(?:readOnly|recursiveReadOnly)$')),
      ({ after }) => after === true || after === 'Enabled',
    ),
    consequence: 'The application can no longer write to the volume.',
    remedy: 'Mount it read-only only if the application never writes to it.',
  },
  {
    code: 'mount-writable',
    risk: 'R5',
    when: inPod(field('volumeMounts\\[\\]\\.(?:readOnly|recursiveReadOnly)$')),
    consequence: 'The container may write to the volume.',
    remedy: 'Keep the mount read-only unless the application writes to it.',
  },
  {
    code: 'mount-changed',
    risk: 'R3',
    when: all(inPod(field('volumeMounts(?:\\[\\]|$)')), not(isAdded)),
    consequence: 'Files are missing at the path, or are others.',
    remedy: 'Mount the volume as the baseline does.',
  },
  {
    code: 'container-removed',
    risk: 'R3',
    when: all(inPod(/^containers(?:\[\])?$/), isRemoved),
    consequence: 'The container and what it does are gone.',
    remedy: 'Keep the container, or move its work elsewhere first.',
  },
  {
    code: 'init-container-removed',
    risk: 'R3',
    when: all(inPod(/^initContainers(?:\[\])?$/), isRemoved),
    consequence: 'What the init container prepares is no longer done before the application starts.',
    remedy: 'Keep the init container, or make its work unnecessary first.',
  },
  {
    code: 'init-order',
    risk: 'R3',
    when: all(inPod(/^initContainers$/), ({ change }) => change.kind === 'order'),
    consequence: 'Init containers run in another order.',
    remedy: 'Keep their order: one may need what another one does.',
  },
  {
    code: 'secret-in-plain-text',
    risk: 'R5',
    when: all(inPod(field('env\\[\\]')), movesOutOfSecret),
    consequence: 'A value that came from a Secret stands in plain text in the object.',
    remedy: 'Refer to the Secret with valueFrom.secretKeyRef.',
  },
  {
    code: 'env-removed',
    risk: 'R3',
    when: all(inPod(field('env(?:\\[\\])?$')), isRemoved),
    consequence: 'The application no longer gets this variable.',
    remedy: 'Set the variable, unless the application does without it.',
  },
  {
    code: 'env-source',
    risk: 'R3',
    when: all(
      inPod(field('env\\[\\]\\.(?:valueFrom|value$)')),
      ({ pod = '', change }) => /valueFrom/.test(pod) || isRemovedValue(change),
    ),
    consequence: 'The variable comes from another place, which may hold another value or not exist.',
    remedy: 'Keep the reference, or check that the new source has the same value.',
  },
  {
    code: 'env-order',
    risk: 'R3',
    when: inPod(/env\[\]\.references that stand before it|env$/),
    consequence: 'A reference $(NAME) resolves differently: a variable sees only those that stand before it.',
    remedy: 'Put the variables that are referred to first.',
  },
  {
    code: 'env-from',
    risk: 'R3',
    when: all(inPod(field('envFrom')), not(all(isAdded, ({ pattern }) => /envFrom(?:\[\])?$/.test(pattern)))),
    consequence: 'Variables that come from a ConfigMap or a Secret are lost or others.',
    remedy: 'Keep envFrom in the order of the baseline.',
  },
  {
    code: 'probe-limits',
    risk: 'R3',
    when: all(inPod(field(`${probe}\\.\\w+$`)), tightensProbe),
    consequence: 'The probe is stricter: pods that are judged healthy today may not be.',
    remedy: 'Check that the application answers in the time that the probe allows.',
  },
  {
    code: 'probe-target',
    risk: 'R3',
    when: inPod(field(`${probe}\\.(?:httpGet|tcpSocket|exec|grpc)`)),
    consequence: 'The probe asks something else: pods may be restarted or lose their traffic.',
    remedy: 'Check that the application answers this probe, and that it fails only when it should.',
  },
  {
    code: 'probe-added',
    risk: 'R3',
    when: all(inPod(field(`${probe}$`)), isAdded),
    consequence: 'Pods that nothing probes today may be restarted or lose their traffic.',
    remedy: 'Check that the application answers this probe in the time that it allows.',
  },
  {
    code: 'probe-removed',
    risk: 'R3',
    when: all(inPod(field('(?:readiness|startup)Probe$')), isRemoved),
    consequence: 'Pods get traffic, or are judged by the liveness probe, before they have started.',
    remedy: 'Keep the probe.',
  },
  {
    code: 'service-account',
    risk: 'R3',
    when: inPod(/^serviceAccountName$/),
    consequence: 'The pods act as another service account, with other rights and other pull secrets.',
    remedy: 'Keep the service account, or give the new one the same rights before.',
  },
  {
    code: 'token-lost',
    risk: 'R3',
    when: all(inPod(/^automountServiceAccountToken$/), ({ after }) => after === false),
    consequence: 'The pods have no token for the API server any more.',
    remedy: 'Keep the token if the application talks to the API server.',
  },
  {
    code: 'token-mounted',
    risk: 'R5',
    when: inPod(/^automountServiceAccountToken$/),
    consequence: 'The pods get a token for the API server.',
    remedy: 'Set automountServiceAccountToken to false unless the application needs the token.',
  },
  {
    code: 'host-namespace',
    risk: 'R5',
    when: all(inPod(/^host(?:Network|PID|IPC)$/), ({ after }) => after === true),
    consequence: 'The pods share a namespace with their node.',
    remedy: 'Leave it off unless the application needs it.',
  },
  {
    code: 'privileges',
    risk: 'R5',
    when: all(inPod(/securityContext/), gainsPrivileges),
    consequence: 'The container may do more on its node than before.',
    remedy: 'Keep the restrictions of the baseline.',
  },
  {
    code: 'security-context',
    risk: 'R3',
    when: inPod(/securityContext/),
    consequence:
      'The container runs as another user or with other rights, and may not be able to read its files.',
    remedy: 'Keep the security context, or check the ownership of every volume.',
  },
  {
    code: 'user-namespace',
    risk: 'R5',
    when: inPod(/^hostUsers$/),
    consequence: 'Users inside the pods are others on the node: root may be root there.',
    remedy: 'Keep the user namespace of the baseline.',
  },
  {
    code: 'sidecar',
    risk: 'R3',
    when: inPod(/^initContainers\[\]\.restartPolicy$/),
    consequence: 'What runs beside the containers has to end before they start, or the other way round.',
    remedy: 'Keep restartPolicy: Always where the container is to go on running.',
  },
  {
    code: 'pod-network',
    risk: 'R3',
    when: inPod(/^(?:host(?:Network|PID|IPC|name|Aliases)|dnsPolicy|dnsConfig|subdomain|setHostnameAsFQDN)/),
    consequence: 'Names and addresses inside the pods change.',
    remedy: 'Keep the network settings of the baseline.',
  },
  {
    code: 'pull-secret',
    risk: 'R3',
    when: all(inPod(/^imagePullSecrets/), not(isAdded)),
    consequence: 'Nodes may not be able to pull the image.',
    remedy: 'Keep the pull secrets, or check that the image is public.',
  },
  {
    code: 'host-port',
    risk: 'R5',
    when: all(inPod(field('ports\\[\\]\\.hostPort$')), not(isRemoved)),
    consequence: 'A port of the node leads into the container.',
    remedy: 'Use a Service unless the port of the node is wanted.',
  },
  {
    code: 'image',
    risk: 'R4',
    when: inPod(field('image$')),
    consequence: 'Another image runs.',
    remedy: 'Check that this version is the one that is wanted.',
  },
  {
    code: 'command',
    risk: 'R4',
    when: inPod(field('(?:command|args|workingDir)')),
    consequence: 'The container starts with another command line.',
    remedy: 'Check that the command line is the one that is wanted.',
  },
  {
    code: 'env-added',
    risk: 'R4',
    when: all(inPod(field('env(?:From)?(?:\\[\\])?$')), isAdded),
    consequence: 'The application gets a variable that it did not have.',
    remedy: 'Check that the variable is wanted.',
  },
  {
    code: 'env-value',
    risk: 'R4',
    when: inPod(field('env(?:From)?(?:\\[\\]|→|$)')),
    consequence: 'The application starts with another value of this variable.',
    remedy: 'Check that the value is the one that is wanted.',
  },
  {
    code: 'resources',
    risk: 'R7',
    when: inPod(/(?:^|\.)(?:resources|resizePolicy|overhead)/),
    consequence: 'The pods get other shares of CPU, memory or devices.',
    remedy: 'Compare with what the application uses.',
  },
  {
    code: 'scheduling',
    risk: 'R7',
    when: inPod(
      /^(?:nodeSelector|affinity|tolerations|topologySpreadConstraints|priorityClassName|schedulerName|runtimeClassName|nodeName|preemptionPolicy)/,
    ),
    consequence: 'The pods may run on other nodes, or find none.',
    remedy: 'Check that a node fits.',
  },
  {
    code: 'grace-period',
    risk: 'R7',
    when: inPod(/^terminationGracePeriodSeconds$/),
    consequence: 'Pods have more or less time to end.',
    remedy: 'Give the application the time that it needs.',
  },
];

function volumeOf({ change, baseline, kind, before }: Case, side: 'baseline'): Json | undefined {
  if (change.place.pattern.endsWith('volumes')) return before;
  const name = /volumes\[([^\]]*)\]/.exec(change.place.path)?.[1];
  return side === 'baseline' ? findEntry(baseline, { kind, list: 'volumes', name }) : undefined;
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

interface Entry {
  readonly kind: string;
  readonly list: string;
  readonly name: string | undefined;
}

function findEntry(object: JsonObject, { kind, list, name }: Entry): Json | undefined {
  const entries = fieldAt(object, `${podSpecPattern(kind)}.${list}`);
  return Array.isArray(entries)
    ? entries.find((entry) => isJsonObject(entry) && entry.name === name)
    : undefined;
}

function isLasting(volume: Json | undefined): boolean {
  if (Array.isArray(volume)) return volume.some((entry) => isLasting(entry));
  return isJsonObject(volume) && lasting.some((source) => source in volume);
}

function isReadOnlyFlag({ pattern }: Case): boolean {
  return /\.readOnly$/.test(pattern);
}

/** The text of a variable gives way to a reference. */
function isRemovedValue({ place, after }: Case['change']): boolean {
  return /\.value$/.test(place.pattern) && after === undefined;
}

function movesOutOfSecret({ pattern, before, after, change, baseline, candidate, kind }: Case): boolean {
  if (/env\[\]$/.test(pattern)) return hasSecret(before) && isJsonObject(after) && 'value' in after;
  if (!/env\[\]\.value/.test(pattern)) return false;
  const [, list = '', container, name] =
    /((?:c|initC)ontainers)\[([^\]]*)\]\.env\[([^\]]*)\]/.exec(change.place.path) ?? [];
  const find = (object: JsonObject): JsonObject | undefined => {
    const owner = findEntry(object, { kind, list, name: container });
    const env = isJsonObject(owner) && Array.isArray(owner.env) ? owner.env.filter(isJsonObject) : [];
    return env.find((entry) => entry.name === name);
  };
  return hasSecret(find(baseline)) && find(candidate)?.value !== undefined;
}

function hasSecret(variable: Json | undefined): boolean {
  return fieldAt(variable, 'valueFrom.secretKeyRef') !== undefined;
}

/** Lower is stricter. */
const limits = /(?:failureThreshold|timeoutSeconds|initialDelaySeconds|periodSeconds)$/;

function tightensProbe({ pattern, before, after }: Case): boolean {
  if (/successThreshold$/.test(pattern)) return true;
  return limits.test(pattern) && (typeof before !== 'number' || typeof after !== 'number' || after < before);
}

function gainsPrivileges(changed: Case): boolean {
  const { pattern, before, after } = changed;
  if (/securityContext$/.test(pattern)) return loosens(before, after);
  if (/capabilities(?:\.add|\.drop)?$/.test(pattern)) return true;
  if (/(?:privileged|allowPrivilegeEscalation)$/.test(pattern)) return after !== false;
  if (/(?:runAsNonRoot|readOnlyRootFilesystem)$/.test(pattern)) return after !== true;
  if (/runAsUser$/.test(pattern)) return after === 0;
  return /(?:seccompProfile|appArmorProfile|seLinuxOptions|procMount)/.test(pattern);
}

/** A whole security context comes or goes. */
function loosens(before: Json | undefined, after: Json | undefined): boolean {
  if (after === undefined) return true;
  return (
    before === undefined &&
    isJsonObject(after) &&
    (after.privileged === true || after.runAsUser === 0 || fieldAt(after, 'capabilities.add') !== undefined)
  );
}

export const templateRules: readonly RiskRule[] = [
  {
    code: 'next-run',
    risk: 'R6',
    when: all(
      ({ kind }) => kind === 'CronJob',
      any(inPod(/./), ({ pattern }) => pattern.startsWith('spec.jobTemplate')),
    ),
    consequence: 'The next run of the job is different.',
    remedy: 'Check that the change is wanted.',
  },
  {
    code: 'pod-label',
    risk: 'R8',
    when: ({ pattern, kind }) =>
      /\.template\.metadata\.(?:labels|annotations)/.test(pattern) && kind !== 'CronJob',
    consequence:
      'Pods carry other labels or annotations, by which dashboards, policies and controllers find them.',
    remedy: 'Keep the metadata of the pods unless something depends on the change.',
  },
  {
    code: 'pod-template',
    risk: 'R4',
    when: ({ pod, pattern }) => pod !== undefined || /^spec\.template/.test(pattern),
    consequence: 'The pods run with another specification.',
    remedy: 'Check that the change is wanted.',
  },
];
