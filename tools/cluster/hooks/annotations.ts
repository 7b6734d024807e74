// What the annotations of a hook say. Helm skips what it does not understand; here it is an error that names the object.
import { type Manifest, mapOf } from '../../manifests/manifest.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { joinWords, nearest } from '../../shared/text.ts';
import { describeObject } from '../client/identity.ts';

/** What a hook may wait for in the life of a release or of an environment. */
const lifecycleEvents = [
  'pre-install',
  'post-install',
  'pre-upgrade',
  'post-upgrade',
  'pre-delete',
  'post-delete',
  'pre-rollback',
  'post-rollback',
] as const;

export type HookEvent = (typeof lifecycleEvents)[number];

/** Hooks of `helm test`, under their present and their former names: they wait for a command, not for an event. */
const testEvents = ['test', 'test-success', 'test-failure'] as const;

/** Helm 2 made these before everything else, where kinds are sorted so that they come early anyway. */
const definitionEvent = 'crd-install';

type KnownEvent = HookEvent | (typeof testEvents)[number] | typeof definitionEvent;

const knownEvents: readonly KnownEvent[] = [...lifecycleEvents, ...testEvents, definitionEvent];

const knownPolicies = ['before-hook-creation', 'hook-succeeded', 'hook-failed'] as const;

/** When a hook's object is deleted. */
export type HookPolicy = (typeof knownPolicies)[number];

export interface Occasion {
  readonly events: readonly HookEvent[];
  /** `helm test` would run it, which is nothing that happens to an environment. */
  readonly isTest: boolean;
}

/** Empty events for an ordinary object. Fails with ToolError `hook-annotation`, as all functions here. */
export function readOccasion(manifest: Manifest): Occasion {
  const annotation = 'helm.sh/hook';
  const words = readWords(manifest, annotation) ?? [];
  const isOrdinary = words.every((word) => word === '' || word === definitionEvent);
  if (isOrdinary) return { events: [], isTest: false };
  const events = words.map((word) => choose(word, knownEvents, { manifest, annotation }));
  return {
    events: lifecycleEvents.filter((event) => events.includes(event)),
    isTest: events.some((event) => testEvents.some((test) => test === event)),
  };
}

/** 0 where there is none. */
export function readWeight(manifest: Manifest): number {
  const annotation = 'helm.sh/hook-weight';
  const value = mapOf(manifest, 'annotations')[annotation];
  if (value === undefined) return 0;
  const weight = Number(value);
  if (/^[+-]?\d+$/.test(String(value)) && Number.isSafeInteger(weight)) return weight;
  throw malformed({ manifest, annotation }, 'a whole number such as -5');
}

/** That of Helm where there is none: what an earlier run left is replaced. */
export function readPolicies(manifest: Manifest): readonly HookPolicy[] {
  const annotation = 'helm.sh/hook-delete-policy';
  const words = readWords(manifest, annotation) ?? ['before-hook-creation'];
  return words.map((word) => choose(word, knownPolicies, { manifest, annotation }));
}

interface Place {
  readonly manifest: Manifest;
  readonly annotation: string;
}

function readWords(manifest: Manifest, annotation: string): readonly string[] | undefined {
  const value = mapOf(manifest, 'annotations')[annotation];
  if (value === undefined || value === null) return undefined;
  return String(value)
    .split(',')
    .map((word) => word.trim().toLowerCase());
}

function choose<Word extends string>(word: string, known: readonly Word[], place: Place): Word {
  const found = known.find((candidate) => candidate === word);
  if (found) return found;
  const suggestion = nearest(word, known);
  const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`;
  throw malformed(place, `${joinWords(known)}, or several with commas between them${hint}`);
}

function malformed({ manifest, annotation }: Place, expected: string): ToolError {
  const value = String(mapOf(manifest, 'annotations')[annotation]);
  return new ToolError('hook-annotation', { object: describeObject(manifest), annotation, value, expected });
}
