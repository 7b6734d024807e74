// Everything about one pair of objects: what was written differently, what is stored differently, what means something else.
import type { Manifest } from '../../manifests/manifest.ts';
import { namespaceOf } from '../../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import { fieldAt, podSpecPattern, templatePath } from '../graph/workloads.ts';
import type { Equivalence } from '../model.ts';
import { mergeStringData } from '../normalise/aliases.ts';
import { withField } from '../normalise/fields.ts';
import { type Context, toMeaning } from '../normalise/meaning.ts';
import { type Server, toStored } from '../normalise/stored.ts';
import type { Complete, Pair } from '../pair/pair.ts';
import { isWithin, root } from '../schema/place.ts';
import { type Change, findChanges, isScalar } from './compare.ts';

/** By path: the rules that changed something there on either side. */
export type Touches = ReadonlyMap<string, ReadonlySet<string>>;

export interface Analysis {
  /** The object is deleted under its old name, and made under the new one. */
  readonly isRename: boolean;
  /** As the API server would store them. */
  readonly baseline: Manifest;
  readonly candidate: Manifest;
  /** Differences in meaning, with what was written where that place was written. */
  readonly effective: readonly Change[];
  /** Differences in what was written. */
  readonly written: readonly Change[];
  /** Differences in what is stored. */
  readonly stored: readonly Change[];
  /** Those in the pod template: they roll pods out. */
  readonly template: readonly Change[];
  readonly equivalences: readonly Equivalence[];
  readonly touches: Touches;
}

export interface Contexts {
  readonly baseline: Context;
  readonly candidate: Context;
}

/** Fails never: what cannot be understood is compared as it was written. */
export function analysePair(pair: Complete, contexts: Contexts): Analysis {
  const touches = new Map<string, Set<string>>();
  const touch = (rule: string, path: string): void => {
    touches.set(path, (touches.get(path) ?? new Set()).add(rule));
  };
  const { server } = contexts.candidate;
  const store = (object: Manifest): Manifest => storeObject(object, server, touch);
  const [left, right] = withoutAssigned(store(pair.baseline.manifest), store(pair.candidate.manifest), {
    server,
    touch,
  });
  const type = server.types.kind(right.apiVersion, right.kind);
  const at = { type, place: root };
  const effective = findChanges(
    toMeaning(left, contexts.baseline, touch),
    withSameName(toMeaning(right, contexts.candidate, touch), left, pair),
    { ...at, options: { types: server.types, embedded: true } },
  );
  const exact = { ...at, options: { types: server.types, embedded: false } };
  const stored = findChanges(left, withSameName(withKeptAccount(left, right), left, pair), exact);
  notePlacement(pair, touch);
  const written = findChanges(
    pair.baseline.written,
    withSameName(pair.candidate.written, pair.baseline.written, pair),
    exact,
  );
  return {
    isRename: pair.isRename,
    baseline: left,
    candidate: right,
    effective: withoutDerived(effective, written, touches).map((change) => asWritten(change, written)),
    written,
    stored,
    template: stored.filter((change) => isInTemplate(change, right)),
    equivalences: explain(written, { effective, stored, touches }),
    touches,
  };
}

function storeObject(
  object: Manifest,
  server: Server,
  touch: (rule: string, path: string) => void,
): Manifest {
  const merged = object.kind === 'Secret' ? mergeStringData(object, touch) : object;
  return toStored(merged, server, touch) as Manifest;
}

/** The rename itself is told once, for the object. */
function withSameName<Kind extends JsonObject>(object: Kind, other: JsonObject, { isRename }: Pair): Kind {
  if (!isRename || !isJsonObject(object.metadata) || !isJsonObject(other.metadata)) return object;
  return { ...object, metadata: { ...object.metadata, name: other.metadata.name ?? '' } };
}

function notePlacement({ baseline, candidate }: Complete, touch: (rule: string, path: string) => void): void {
  if (namespaceOf(baseline.written) !== namespaceOf(candidate.written)) touch('N17', 'metadata.namespace');
}

interface Assignment {
  readonly server: Server;
  readonly touch: (rule: string, path: string) => void;
}

/** What the server has assigned stays where it is no longer written. */
function withoutAssigned(
  left: Manifest,
  right: Manifest,
  { server, touch }: Assignment,
): readonly [Manifest, Manifest] {
  const assigned = server.behaviour?.assigned[`${right.apiVersion}/${right.kind}`] ?? [];
  // Structures are listed because of single entries that are assigned in them.
  const paths = assigned.filter((path) => !assigned.some((other) => other !== path && isWithin(other, path)));
  return paths.reduce<readonly [Manifest, Manifest]>(
    ([a, b], path) => {
      if (!isLeftOpen(fieldAt(a, path), fieldAt(b, path))) return [a, b];
      touch('N6', path);
      return [without(a, path.split('.')) as Manifest, b];
    },
    [left, right],
  );
}

/** `None` is a decision; of structures the server assigns only a part. */
function isLeftOpen(before: Json | undefined, after: Json | undefined): boolean {
  const values = [before].flat();
  return after === undefined && values.every((value) => isScalar(value) && value !== 'None');
}

function without(object: JsonObject, [first = '', ...rest]: readonly string[]): JsonObject {
  if (!(first in object)) return object;
  if (rest.length === 0) {
    const { [first]: _, ...others } = object;
    return others;
  }
  const inner = object[first];
  return isJsonObject(inner) ? { ...object, [first]: without(inner, rest) } : object;
}

function isInTemplate({ place }: Change, { kind }: Manifest): boolean {
  const path = templatePath(kind);
  return path !== undefined && path !== '' && isWithin(place.path, path);
}

/** Defaults that only follow from another field are part of that field's change. */
function withoutDerived(
  effective: readonly Change[],
  written: readonly Change[],
  touches: Touches,
): readonly Change[] {
  const isWritten = ({ place }: Change): boolean =>
    written.some((change) => overlaps(change.place.path, place.path));
  const isDefault = ({ place }: Change): boolean => touches.get(place.path)?.has('N6') === true;
  // A name that only the other side's rename changed is told where the reference is found to be broken.
  const isRenamed = ({ place }: Change): boolean => touches.get(place.path)?.has('N16') === true;
  const real = effective.filter((change) => isWritten(change) || !isRenamed(change));
  const kept = real.filter((change) => isWritten(change) || !isDefault(change));
  return kept.length > 0 ? kept : real;
}

/** A place whose meaning went without saying on one side is shown as it was written there. */
function asWritten(change: Change, written: readonly Change[]): Change {
  const same = written.find(({ place, kind }) => place.path === change.place.path && kind === change.kind);
  return same ? { ...change, ...same, place: change.place } : change;
}

/** The server keeps the service account in an older field, too, and takes it from there when it is no longer written. */
function withKeptAccount(before: Manifest, after: Manifest): Manifest {
  const path = podSpecPattern(after.kind);
  const account = path && fieldAt(before, `${path}.serviceAccountName`);
  const podSpec = path && fieldAt(after, path);
  if (!path || !account || !isJsonObject(podSpec)) return after;
  return withField(after, path.split('.'), { serviceAccountName: account, ...podSpec }) as Manifest;
}

interface Known {
  readonly effective: readonly Change[];
  readonly stored: readonly Change[];
  readonly touches: Touches;
}

/** The differences in writing that are none in meaning, each with the rules that make them none. */
function explain(written: readonly Change[], known: Known): readonly Equivalence[] {
  const meant = known.effective.map(({ place }) => place.path);
  return written
    .filter(({ place }) => !meant.some((path) => overlaps(path, place.path)))
    .map(({ place, before, after }) => ({
      path: place.path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      rules: rulesAt(place.path, known.touches, [before, after]),
      storedEqual: !known.stored.some((change) => overlaps(change.place.path, place.path)),
    }));
}

/** Whether one place is the other, holds it or lies in it. */
export function overlaps(a: string, b: string): boolean {
  return isWithin(a, b) || isWithin(b, a);
}

/** The rules that touched a place, what is in it or what it is in. */
export function rulesAt(
  path: string,
  touches: Touches,
  sides: readonly (Json | undefined)[] = [],
): readonly string[] {
  const found = [...touches]
    .filter(([touched]) => overlaps(touched, path))
    .flatMap(([, rules]) => [...rules]);
  const texts = sides.length > 0 && sides.every((side) => typeof side === 'string');
  if (found.length === 0 && texts) return ['N12'];
  return [...new Set(found)].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}
