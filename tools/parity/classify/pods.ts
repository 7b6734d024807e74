// Risks of changes in pod templates, apart from volumes and variables.
import { isJsonObject, type Json } from '../../shared/json.ts';
import { fieldAt } from '../graph/workloads.ts';
import { all, any, type Case, inContainer, inPod, isAdded, isRemoved, not, type RiskRule } from './case.ts';

const probe = '(?:liveness|readiness|startup)Probe';

export const podRules: readonly RiskRule[] = [
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
    code: 'probe-limits',
    risk: 'R3',
    when: all(inContainer(`${probe}\\.\\w+$`), tightensProbe),
    consequence: 'The probe is stricter: pods that are judged healthy today may not be.',
    remedy: 'Check that the application answers in the time that the probe allows.',
  },
  {
    code: 'probe-target',
    risk: 'R3',
    when: inContainer(`${probe}\\.(?:httpGet|tcpSocket|exec|grpc)`),
    consequence: 'The probe asks something else: pods may be restarted or lose their traffic.',
    remedy: 'Check that the application answers this probe, and that it fails only when it should.',
  },
  {
    code: 'probe-added',
    risk: 'R3',
    when: all(inContainer(`${probe}$`), isAdded),
    consequence: 'Pods that nothing probes today may be restarted or lose their traffic.',
    remedy: 'Check that the application answers this probe in the time that it allows.',
  },
  {
    code: 'probe-removed',
    risk: 'R3',
    when: all(inContainer('(?:readiness|startup)Probe$'), isRemoved),
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
    when: all(inContainer('ports\\[\\]\\.hostPort$'), not(isRemoved)),
    consequence: 'A port of the node leads into the container.',
    remedy: 'Use a Service unless the port of the node is wanted.',
  },
  {
    code: 'image',
    risk: 'R4',
    when: inContainer('image$'),
    consequence: 'Another image runs.',
    remedy: 'Check that this version is the one that is wanted.',
  },
  {
    code: 'command',
    risk: 'R4',
    when: inContainer('(?:command|args|workingDir)'),
    consequence: 'The container starts with another command line.',
    remedy: 'Check that the command line is the one that is wanted.',
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

/** Values that give a container more than it has without them, or take back what the pod forbids. */
const gains: readonly (readonly [path: string, value: Json])[] = [
  ['privileged', true],
  ['allowPrivilegeEscalation', true],
  ['runAsUser', 0],
  ['runAsNonRoot', false],
  ['readOnlyRootFilesystem', false],
  ['procMount', 'Unmasked'],
  ['seccompProfile.type', 'Unconfined'],
  ['appArmorProfile.type', 'Unconfined'],
];

/** A whole security context comes or goes. */
function loosens(before: Json | undefined, after: Json | undefined): boolean {
  if (after === undefined) return true;
  return (
    before === undefined &&
    isJsonObject(after) &&
    (fieldAt(after, 'capabilities.add') !== undefined ||
      gains.some(([path, value]) => fieldAt(after, path) === value))
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
