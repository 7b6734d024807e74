// Changes of when something runs: hooks, Jobs and CronJobs.
import { annotationsOf, mapsAt, nameOf, removeAt, setAt, textAt } from '../draft.ts';
import { dangerous, type Mutation } from '../mutation.ts';
import { drop, entries, having, isHook, objectsOf, only, type Place } from '../places.ts';

const hooks = only(objectsOf(), ({ object }) => isHook(object));
const jobs = only(objectsOf('Job'), ({ object }) => !isHook(object));
const crons = objectsOf('CronJob');
const jobContainers = entries(jobs, 'spec.template.spec.containers');
const cronContainers = entries(crons, 'spec.jobTemplate.spec.template.spec.containers');

function removeHook({ object }: Place): void {
  const annotations = annotationsOf(object);
  for (const key of Object.keys(annotations)) if (key.startsWith('helm.sh/hook')) delete annotations[key];
}

function annotate({ object }: Place, annotations: Readonly<Record<string, string>>): void {
  setAt(object, 'metadata.annotations', { ...annotationsOf(object), ...annotations });
}

export const lifecycleMutations: readonly Mutation[] = [
  dangerous({
    id: 'hook-becomes-resource',
    sentence: 'A hook is an ordinary object of the release.',
    risks: ['R6'],
    places: hooks,
    edit: removeHook,
  }),
  dangerous({
    id: 'resource-becomes-hook',
    sentence: 'An ordinary object of the release is a hook.',
    risks: ['R6'],
    highest: 'R3',
    places: only(objectsOf('Job', 'ConfigMap'), ({ object }) => !isHook(object)),
    edit: (place) => annotate(place, { 'helm.sh/hook': 'pre-upgrade' }),
  }),
  dangerous({
    id: 'hook-event-changed',
    sentence: 'A hook runs at another time.',
    risks: ['R6'],
    places: hooks,
    edit: (place) => annotate(place, { 'helm.sh/hook': 'post-rollback' }),
  }),
  dangerous({
    id: 'hook-weight-changed',
    sentence: 'A hook runs earlier or later than another one.',
    risks: ['R6'],
    places: hooks,
    edit: (place) => annotate(place, { 'helm.sh/hook-weight': '17' }),
  }),
  dangerous({
    id: 'hook-policy-changed',
    sentence: 'What a hook leaves behind is removed at another time.',
    risks: ['R6'],
    places: hooks,
    edit: (place) => annotate(place, { 'helm.sh/hook-delete-policy': 'hook-failed' }),
  }),
  dangerous({
    id: 'hook-removed',
    sentence: 'A hook is gone.',
    risks: ['R3', 'R6'],
    places: hooks,
    edit: drop,
  }),
  dangerous({
    id: 'hook-image-changed',
    sentence: 'A hook, which is made anew each time, runs another version.',
    risks: ['R4', 'R6'],
    places: having(
      only(hooks, ({ object }) => object.kind === 'Job'),
      'spec.template.spec',
    ),
    edit: ({ object }) => {
      for (const container of mapsAt(object, 'spec.template.spec.containers'))
        container.image = 'other:0.0.0';
    },
  }),
  dangerous({
    id: 'job-image-changed',
    sentence: 'A Job runs another version.',
    risks: ['R1'],
    places: jobContainers,
    edit: ({ node }) => {
      node.image = 'other:0.0.0';
    },
  }),
  dangerous({
    id: 'job-variable-removed',
    sentence: 'A variable of a Job is gone.',
    risks: ['R1'],
    places: entries(jobContainers, 'env'),
    edit: drop,
  }),
  dangerous({
    id: 'job-completions-changed',
    sentence: 'A Job has to succeed more often.',
    risks: ['R1'],
    places: jobs,
    edit: ({ object }) => setAt(object, 'spec.completions', 3),
  }),
  dangerous({
    id: 'job-pod-label-added',
    sentence: 'The pods of a Job have a label more.',
    risks: ['R1'],
    places: jobs,
    edit: ({ object }) => setAt(object, 'spec.template.metadata.labels.tier', 'batch'),
  }),
  dangerous({
    id: 'job-retries-changed',
    sentence: 'A Job is tried less often.',
    risks: ['R3', 'R6', 'R7'],
    refused: false,
    places: jobs,
    edit: ({ object }) => setAt(object, 'spec.backoffLimit', 1),
  }),
  dangerous({
    id: 'job-renamed',
    sentence: 'A Job has another name, and runs again.',
    risks: ['R6'],
    highest: 'R3',
    places: jobs,
    edit: ({ object }) => setAt(object, 'metadata.name', `${nameOf(object)}-next`),
  }),
  dangerous({
    id: 'job-removed',
    sentence: 'A Job is gone.',
    risks: ['R3', 'R6'],
    places: jobs,
    edit: drop,
  }),
  dangerous({
    id: 'schedule-changed',
    sentence: 'A CronJob runs at another time.',
    risks: ['R3', 'R6'],
    places: crons,
    edit: ({ object }) => setAt(object, 'spec.schedule', '59 23 31 12 *'),
  }),
  dangerous({
    id: 'time-zone-changed',
    sentence: 'The times of a CronJob are those of another place.',
    risks: ['R3', 'R6'],
    places: crons,
    edit: ({ object }) => setAt(object, 'spec.timeZone', 'Pacific/Auckland'),
  }),
  dangerous({
    id: 'cron-job-suspended',
    sentence: 'A CronJob does not run any more.',
    risks: ['R3', 'R6'],
    places: only(crons, ({ object }) => textAt(object, 'metadata.name') !== ''),
    edit: ({ object }) => setAt(object, 'spec.suspend', true),
  }),
  dangerous({
    id: 'cron-jobs-overlap',
    sentence: 'A run starts although the last one has not ended.',
    risks: ['R3', 'R6', 'R7'],
    places: only(crons, ({ object }) => textAt(object, 'spec.concurrencyPolicy') === 'Forbid'),
    edit: ({ object }) => removeAt(object, 'spec.concurrencyPolicy'),
  }),
  dangerous({
    id: 'cron-job-image-changed',
    sentence: 'The next run of a CronJob is another version.',
    risks: ['R4', 'R6'],
    highest: 'R3',
    rolls: false,
    places: cronContainers,
    edit: ({ node }) => {
      node.image = 'other:0.0.0';
    },
  }),
  dangerous({
    id: 'cron-job-variable-removed',
    sentence: 'The next run of a CronJob lacks a variable.',
    risks: ['R3'],
    rolls: false,
    places: entries(cronContainers, 'env'),
    edit: drop,
  }),
  dangerous({
    id: 'cron-job-removed',
    sentence: 'A CronJob is gone.',
    risks: ['R3', 'R6'],
    places: crons,
    edit: drop,
  }),
];
