// Whether Helm and the twin have answered the same, as Kubernetes sees it.
import type { TwinResult } from '../chart/twin.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { compareStrings } from '../shared/order.ts';
import type { HelmOutcome } from './helm/run.ts';
import { showJson } from './show.ts';

export interface Difference {
  /**
   * `object`: an object that only one side has, or that differs; `refusal`: one side refuses, or with another sentence;
   * `helm`: Helm ends in an error or prints what is no YAML; `application`: the Jsonnet ends in an error nobody wrote.
   */
  readonly kind: 'object' | 'refusal' | 'helm' | 'application';
  /** What is different, without values: the same fault has the same one in other cases. */
  readonly place: string;
  /** What both sides say, in sentences. */
  readonly details: readonly string[];
}

export interface Answers {
  readonly helm: HelmOutcome;
  readonly twin: TwinResult;
  /** Further sentences with which Helm may refuse this case: those of other guards that it violates. */
  readonly sentences: readonly string[];
}

/** Undefined when both agree. */
export function compareAnswers({ helm, twin, sentences }: Answers): Difference | undefined {
  if (twin.kind === 'broken')
    return isSameClash(helm, twin.error.message) ? undefined : applicationFault(twin.error.message);
  if (helm.kind === 'broke') {
    return {
      kind: 'helm',
      place: withoutDetails(helm.problem),
      details: [`Helm: ${helm.problem}`, `Jsonnet: ${describeTwin(twin)}`],
    };
  }
  if (helm.kind === 'rendered' && twin.kind === 'rendered')
    return compareObjects(helm.objects, twin.manifests);
  if (isSameRefusal(helm, twin, sentences)) return undefined;
  const [ours, theirs] = [describeTwin(twin), describeHelm(helm)];
  return {
    kind: 'refusal',
    place: `${helm.kind} / ${twin.kind}`,
    details: [`Helm: ${theirs}`, `Jsonnet: ${ours}`],
  };
}

const clash = 'Duplicate field name';

/** Computed names that clash are an error of Jsonnet, and a guard of the chart, which does not tell which name it is. */
function isSameClash(helm: HelmOutcome, message: string): boolean {
  return (
    message.startsWith(clash) &&
    helm.kind === 'refused' &&
    helm.by === 'assert' &&
    helm.sentence.startsWith(clash)
  );
}

/** The first line up to what depends on the values: the template stays. */
function withoutDetails(problem: string): string {
  const [first = ''] = problem.split('\n', 1);
  return first.replace(/: (?:error converting|yaml: ).*/, '').replace(/"[^"]*"|\d+/g, '…');
}

function applicationFault(message: string): Difference {
  return {
    kind: 'application',
    place: message.split('\n', 1)[0] ?? '',
    details: [`Jsonnet: ${message}, which no assert or error of the application says`],
  };
}

function isSameRefusal(helm: HelmOutcome, twin: TwinResult, sentences: readonly string[]): boolean {
  if (helm.kind !== 'refused' || twin.kind !== 'refused' || helm.by !== twin.by) return false;
  return helm.by === 'schema' || [...twin.sentences, ...sentences].includes(helm.sentence);
}

function describeHelm(helm: HelmOutcome): string {
  if (helm.kind === 'rendered') return `renders ${helm.objects.length} objects`;
  if (helm.kind === 'broke') return helm.problem;
  return helm.by === 'schema' ? 'refuses, because of the schema' : `refuses: ${helm.sentence}`;
}

function describeTwin(twin: TwinResult): string {
  if (twin.kind === 'rendered') return `renders ${twin.manifests.length} objects`;
  if (twin.kind === 'broken') return twin.error.message;
  return `refuses${twin.by === 'schema' ? ', because of the schema' : ''}: ${twin.sentences.join('; ')}`;
}

/** The first object, by name, that is not the same on both sides. */
export function compareObjects(
  helm: readonly JsonObject[],
  twin: readonly JsonObject[],
): Difference | undefined {
  const [theirs, ours] = [groupObjects(helm), groupObjects(twin)];
  const names = [...new Set([...theirs.keys(), ...ours.keys()])].sort(compareStrings);
  for (const name of names) {
    const [left, right] = [theirs.get(name) ?? [], ours.get(name) ?? []];
    if (left.length !== right.length) return countDifference(name, left.length, right.length);
    for (const [at, object] of left.entries()) {
      const found = findDifference(object, right[at] ?? null, '');
      if (found !== undefined) return objectDifference(name, found);
    }
  }
  return undefined;
}

function groupObjects(objects: readonly JsonObject[]): ReadonlyMap<string, readonly JsonObject[]> {
  const groups = new Map<string, JsonObject[]>();
  for (const object of objects) {
    const name = identityOf(object);
    groups.set(name, [...(groups.get(name) ?? []), object]);
  }
  return groups;
}

function identityOf({ apiVersion, kind, metadata }: JsonObject): string {
  const { namespace = '', name = '' } = isJsonObject(metadata) ? metadata : {};
  const words = [apiVersion, kind, namespace || '-', name].map((word) =>
    typeof word === 'string' ? word : JSON.stringify(word ?? null),
  );
  return words.join(' ');
}

function countDifference(name: string, helm: number, twin: number): Difference {
  const count = (times: number): string =>
    times === 0 ? 'not there' : times === 1 ? 'there' : `there ${times} times`;
  const details = [`${name}: ${count(helm)} in Helm, ${count(twin)} in Jsonnet`];
  return { kind: 'object', place: withoutNames(name), details };
}

interface Found {
  readonly path: string;
  readonly helm: Json | undefined;
  readonly twin: Json | undefined;
}

function objectDifference(name: string, { path, helm, twin }: Found): Difference {
  const details = [`${name} ${path}`, `Helm:    ${show(helm)}`, `Jsonnet: ${show(twin)}`];
  return {
    kind: 'object',
    place: `${withoutNames(name)} ${path.replace(/\[\d+\]|\["[^"]*"\]/g, '[]')}`,
    details,
  };
}

/** API version and kind. */
function withoutNames(name: string): string {
  return name.split(' ', 2).join(' ');
}

const longestShown = 500;

function show(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : showJson(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** In maps null is the same as nothing, in lists it is an item; numbers are numbers, however they are written. */
function findDifference(helm: Json | undefined, twin: Json | undefined, path: string): Found | undefined {
  if (helm === twin || (helm ?? null) === (twin ?? null)) return undefined;
  if (Array.isArray(helm) && Array.isArray(twin)) return findInLists(helm, twin, path);
  if (isJsonObject(helm) && isJsonObject(twin)) return findInMaps(helm, twin, path);
  return { path, helm, twin };
}

function findInLists(helm: readonly Json[], twin: readonly Json[], path: string): Found | undefined {
  for (let at = 0; at < Math.min(helm.length, twin.length); at++) {
    const found = findDifference(helm[at], twin[at], `${path}[${at}]`);
    if (found !== undefined) return found;
  }
  return helm.length === twin.length ? undefined : { path, helm, twin };
}

function findInMaps(helm: JsonObject, twin: JsonObject, path: string): Found | undefined {
  const keys = [...new Set([...Object.keys(helm), ...Object.keys(twin)])].sort(compareStrings);
  for (const key of keys) {
    const inside = /^[A-Za-z_][\w-]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
    const found = findDifference(ownOf(helm, key), ownOf(twin, key), inside);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ownOf(map: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
