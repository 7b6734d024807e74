// Changes of how much pods get, how many there are and where they run.
import { type DraftMap, hasAt, listAt, mapAt, nameOf, removeAt, setAt, textAt, valueAt } from '../draft.ts';
import { dangerous, dangerousInPod, type Mutation } from '../mutation.ts';
import {
  containers,
  drop,
  entries,
  having,
  lacking,
  objectsOf,
  only,
  pods,
  within,
  workloads,
} from '../places.ts';

const scaler = 'HorizontalPodAutoscaler';
const scalers = objectsOf(scaler);
const budgets = objectsOf('PodDisruptionBudget');
const resources = within(containers(), 'resources');
const limited = only(resources, ({ node }) => binary.test(textAt(node, 'limits.memory')));

const binary = /^(\d+)(Mi|Gi)$/;

/** Limit and request, so that the one does not fall below the other. */
function replaceMemory(node: DraftMap, replace: (value: string) => string): void {
  for (const path of ['limits.memory', 'requests.memory']) {
    if (hasAt(node, path)) setAt(node, path, replace(textAt(node, path)));
  }
}

const device = 'devices.example.org/scanner';

export const capacityMutations: readonly Mutation[] = [
  dangerousInPod({
    id: 'memory-halved',
    sentence: 'A container gets half of its memory.',
    risks: ['R7'],
    highest: 'R3',
    places: limited,
    edit: ({ node }) =>
      replaceMemory(node, (value) =>
        value.replace(binary, (_, size, unit) => `${Number(size) * (unit === 'Gi' ? 512 : 0.5)}Mi`),
      ),
  }),
  dangerousInPod({
    id: 'memory-in-decimal-units',
    sentence: 'Mi and Gi are written as M and G, which are less.',
    risks: ['R7'],
    highest: 'R3',
    places: limited,
    edit: ({ node }) => replaceMemory(node, (value) => value.replace(binary, '$1$2').replace(/i$/, '')),
  }),
  dangerousInPod({
    id: 'memory-limit-removed',
    sentence: 'A container may take all memory of its node.',
    risks: ['R7'],
    places: limited,
    edit: ({ node }) => removeAt(node, 'limits.memory'),
  }),
  dangerousInPod({
    id: 'processor-unit-lost',
    sentence: 'A container wants as many processors as it wanted thousandths.',
    risks: ['R7'],
    highest: 'R3',
    places: only(
      resources,
      ({ node }) => /^\d+m$/.test(textAt(node, 'requests.cpu')) && !hasAt(node, 'limits.cpu'),
    ),
    edit: ({ node }) => setAt(node, 'requests.cpu', textAt(node, 'requests.cpu').replace('m', '')),
  }),
  dangerousInPod({
    id: 'requests-removed',
    sentence: 'Nothing is kept free for a container.',
    risks: ['R7'],
    places: having(resources, 'requests'),
    edit: ({ node }) => removeAt(node, 'requests'),
  }),
  dangerousInPod({
    id: 'processor-limited',
    sentence: 'A container is slowed down.',
    risks: ['R7'],
    highest: 'R3',
    places: only(
      resources,
      ({ node }) => /^\d+m$/.test(textAt(node, 'requests.cpu')) && !hasAt(node, 'limits.cpu'),
    ),
    edit: ({ node }) => setAt(node, 'limits.cpu', textAt(node, 'requests.cpu')),
  }),
  dangerousInPod({
    id: 'device-removed',
    sentence: 'A container does not get its device.',
    risks: ['R3', 'R7'],
    places: resources,
    prepare: ({ node }) => {
      node.limits = { ...mapAt(node, 'limits'), [device]: 1 };
    },
    edit: ({ node }) => {
      delete mapAt(node, 'limits')?.[device];
    },
  }),
  dangerous({
    id: 'scaler-removed',
    sentence: 'Nothing adds pods when there is more to do.',
    risks: ['R7'],
    places: scalers,
    edit: drop,
  }),
  dangerous({
    id: 'scaler-capped',
    sentence: 'There can be fewer pods.',
    risks: ['R7'],
    places: scalers,
    edit: ({ object }) => setAt(object, 'spec.maxReplicas', valueAt(object, 'spec.minReplicas') ?? 1),
  }),
  dangerous({
    id: 'scaler-target-changed',
    sentence: 'Pods are added to something that is not there.',
    risks: ['R3', 'R7'],
    places: scalers,
    edit: ({ object }) => setAt(object, 'spec.scaleTargetRef.name', 'elsewhere'),
  }),
  dangerous({
    id: 'scaler-less-sensitive',
    sentence: 'Pods are added later.',
    risks: ['R7'],
    places: having(entries(scalers, 'spec.metrics'), 'resource.target.averageUtilization'),
    edit: ({ node }) => setAt(node, 'resource.target.averageUtilization', 99),
  }),
  dangerous({
    id: 'budget-removed',
    sentence: 'All pods may be evicted at once.',
    risks: ['R7'],
    places: budgets,
    edit: drop,
  }),
  dangerous({
    id: 'budget-added',
    sentence: 'No pod may be evicted, and nodes cannot be drained.',
    risks: ['R7'],
    places: only(workloads(), ({ objects }) => !objects.some(({ kind }) => kind === 'PodDisruptionBudget')),
    edit: ({ objects, object }) => {
      objects.push({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'corpus-added', namespace: textAt(object, 'metadata.namespace') },
        spec: { maxUnavailable: 0, selector: { ...mapAt(object, 'spec.selector') } },
      });
    },
  }),
  dangerous({
    id: 'scaler-added',
    sentence: 'The number of pods is not the written one.',
    risks: ['R7'],
    places: only(objectsOf('Deployment'), ({ objects }) => !objects.some(({ kind }) => kind === scaler)),
    edit: ({ objects, object }) => {
      objects.push({
        apiVersion: 'autoscaling/v2',
        kind: scaler,
        metadata: { name: 'corpus-added', namespace: textAt(object, 'metadata.namespace') },
        spec: {
          maxReplicas: 5,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: nameOf(object) },
        },
      });
    },
  }),
  dangerous({
    id: 'budget-loosened',
    sentence: 'More pods may be evicted at once.',
    risks: ['R7'],
    places: budgets,
    edit: ({ object }) => {
      removeAt(object, 'spec.minAvailable');
      setAt(object, 'spec.maxUnavailable', '100%');
    },
  }),
  dangerous({
    id: 'budget-for-other-pods',
    sentence: 'A disruption budget is for pods that are not there.',
    risks: ['R7'],
    places: budgets,
    edit: ({ object }) => setAt(object, 'spec.selector.matchLabels.tier', 'elsewhere'),
  }),
  dangerousInPod({
    id: 'spread-removed',
    sentence: 'All pods may be on one node.',
    risks: ['R7'],
    places: only(pods(), ({ node }) => listAt(node, 'topologySpreadConstraints').length > 0),
    edit: ({ node }) => removeAt(node, 'topologySpreadConstraints'),
  }),
  dangerousInPod({
    id: 'spread-strict',
    sentence: 'Pods that cannot be spread do not start.',
    risks: ['R7'],
    highest: 'R3',
    places: only(
      entries(pods(), 'topologySpreadConstraints'),
      ({ node }) => node.whenUnsatisfiable === 'ScheduleAnyway',
    ),
    edit: ({ node }) => {
      node.whenUnsatisfiable = 'DoNotSchedule';
    },
  }),
  dangerousInPod({
    id: 'affinity-removed',
    sentence: 'Pods may run anywhere.',
    risks: ['R7'],
    highest: 'R3',
    places: having(pods(), 'affinity'),
    edit: ({ node }) => removeAt(node, 'affinity'),
  }),
  dangerousInPod({
    id: 'node-selector-added',
    sentence: 'Pods run only on nodes with a label.',
    risks: ['R3', 'R7'],
    places: pods(),
    edit: ({ node }) => {
      node.nodeSelector = { ...mapAt(node, 'nodeSelector'), 'example.org/room': 'cold' };
    },
  }),
  dangerousInPod({
    id: 'toleration-removed',
    sentence: 'Pods stay away from some nodes.',
    risks: ['R3', 'R7'],
    places: entries(pods(), 'tolerations'),
    edit: drop,
  }),
  dangerousInPod({
    id: 'priority-removed',
    sentence: 'Pods give way to others.',
    risks: ['R7'],
    highest: 'R3',
    places: having(pods(), 'priorityClassName'),
    edit: ({ node }) => removeAt(node, 'priorityClassName'),
  }),
  dangerousInPod({
    id: 'time-to-stop-shortened',
    sentence: 'Pods have a second to stop.',
    risks: ['R7'],
    highest: 'R3',
    places: pods(),
    edit: ({ node }) => {
      node.terminationGracePeriodSeconds = 1;
    },
  }),
  dangerousInPod({
    id: 'runtime-class-set',
    sentence: 'Pods run in another container runtime.',
    risks: ['R3', 'R4', 'R7'],
    places: lacking(pods(), 'runtimeClassName'),
    edit: ({ node }) => {
      node.runtimeClassName = 'other-runtime';
    },
  }),
];
