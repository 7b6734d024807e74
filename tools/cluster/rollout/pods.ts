// Why pods do not run, in the words of the kubelet and the scheduler.
import { stripVTControlCharacters } from 'node:util';
import { valueAt } from '../../schema/json.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import { shorten } from '../../shared/text.ts';
import { explainCondition, findCondition, listAt, numberAt, objectAt, textAt } from './fields.ts';

/** '' where nothing is wrong with it: `app: CrashLoopBackOff: back-off 10s restarting failed container`. */
export function explainPod(pod: JsonObject): string {
  const statuses = [
    ...listAt(pod, 'status', 'initContainerStatuses'),
    ...listAt(pod, 'status', 'containerStatuses'),
  ];
  const reasons = statuses.map(explainContainer).filter((text) => text !== '');
  if (reasons.length === 0) reasons.push(explainWhole(pod));
  return clean(reasons.join('; '));
}

/** On one line, without what would move a terminal's cursor. */
export function clean(text: string): string {
  return shorten(stripVTControlCharacters(text).replace(/\s+/g, ' ').trim(), longestReason);
}

const longestReason = 500;

/** The reason and the message of the pod itself tell of evictions and deadlines. */
function explainWhole(pod: JsonObject): string {
  const own = explainCondition(objectAt(pod, 'status'));
  const unscheduled = findCondition(pod, 'PodScheduled', 'False');
  return own || (unscheduled ? explainCondition(unscheduled) : '');
}

/** What every container goes through says nothing. */
const ordinary = ['ContainerCreating', 'PodInitializing', 'Completed'];

function explainContainer(status: JsonObject): string {
  const name = textAt(status, 'name');
  const last = explainEnd(objectAt(status, 'lastState', 'terminated'));
  const texts = [explainState(status), last === '' ? '' : `the last one ${last}`].filter(
    (text) => text !== '',
  );
  return texts.length === 0 ? '' : `${name}: ${texts.join(', ')}`;
}

function explainState(status: JsonObject): string {
  const waiting = objectAt(status, 'state', 'waiting');
  const reason = textAt(waiting, 'reason');
  if (reason !== '') return ordinary.includes(reason) ? '' : explainCondition(waiting);
  if (isJsonObject(valueAt(status, ['state', 'running'])))
    return status.ready === true ? '' : 'runs, and is not ready';
  return explainEnd(objectAt(status, 'state', 'terminated'));
}

/** '' for a container that ended well, or did not end. */
function explainEnd(terminated: JsonObject): string {
  const { exitCode } = terminated;
  if (exitCode === undefined || exitCode === 0) return '';
  const reason = explainCondition(terminated);
  return `ended with exit code ${numberAt(terminated, 'exitCode')}${reason === '' ? '' : ` (${reason})`}`;
}
