// What depends on how the candidate is applied: entries that occur twice, unknown fields, and fields of other managers.
import { isJsonObject, type Json, type JsonObject } from '../../shared/json.ts';
import type { Analysis } from '../compare/analyse.ts';
import { labelsByKeys } from '../compare/entries.ts';
import { fieldAt } from '../graph/workloads.ts';
import type { Finding, Mechanism } from '../model.ts';
import type { Prepared } from '../pair/prepare.ts';
import { entryOf, fieldOf, isWithin, type Place, root } from '../schema/place.ts';
import { isMap, type Type, type Types } from '../schema/types.ts';
import { createFinding, type Draft } from './finding.ts';

interface Applied {
  readonly baseline: Prepared;
  readonly analysis: Analysis;
  readonly types: Types;
  readonly via: Mechanism;
}

/** Findings that another mechanism would not have, or not as bad. */
export function findMechanismRisks({ baseline, analysis, types, via }: Applied): readonly Finding[] {
  const drafts = [
    ...findDuplicates(analysis, types, via),
    ...findUnknownFields(analysis),
    ...(via === 'client-side' ? [] : findLeftovers(analysis, baseline.written)),
    ...(via === 'server-side' ? findConflicts(analysis, baseline.managedFields ?? []) : []),
  ];
  return drafts.map((draft) => createFinding(analysis.candidate, draft));
}

function findDuplicates({ baseline, candidate }: Analysis, types: Types, via: Mechanism): readonly Draft[] {
  const before = new Set(listDuplicates(baseline, types));
  return listDuplicates(candidate, types)
    .filter((path) => !before.has(path))
    .map((path) => ({
      code: 'duplicate-entry',
      risk: via === 'client-side' ? 'R3' : 'R1',
      path,
      consequence:
        via === 'client-side'
          ? 'Two entries of the list have one key: only one of them counts.'
          : 'Server-side apply, and with it Helm 4, refuses the object: two entries of the list have one key.',
      remedy: 'Write the entry once.',
    }));
}

/** Lists whose entries should be told apart by their keys and cannot be. */
function listDuplicates(object: JsonObject, types: Types): readonly string[] {
  const found: string[] = [];
  const walk = (value: Json, type: Type | undefined, place: Place): void => {
    if (Array.isArray(value)) {
      const labels = labelsByKeys(value, type);
      for (const label of new Set(labels.filter((one, index) => labels.indexOf(one) !== index))) {
        if (label !== undefined) found.push(entryOf(place, label).path);
      }
      for (const [index, entry] of value.entries())
        walk(entry, types.item(type), entryOf(place, labels[index] ?? String(index)));
    } else if (isJsonObject(value)) {
      for (const [key, field] of Object.entries(value))
        walk(field, types.field(type, key), fieldOf(place, key, isMap(type)));
    }
  };
  walk(object, types.kind(String(object.apiVersion), String(object.kind)), root);
  return found;
}

/** Only Helm 3 takes what the kind does not have, and drops it. */
function findUnknownFields({ equivalences }: Analysis): readonly Draft[] {
  const unknown = equivalences.filter(
    ({ path, rules, after }) => rules.includes('N22') && after !== undefined && !isWithin(path, 'status'),
  );
  return unknown.map(({ path, after }) => ({
    code: 'field-unknown',
    risk: 'R1',
    path,
    after,
    rules: ['N22'],
    consequence: 'kubectl and Helm 4 refuse the object: the kind does not have this field.',
    remedy: 'Remove the field, or correct its name.',
  }));
}

/** Defaults that the server has written belong to nobody, stay, and contradict the new type. */
const leftovers: ReadonlyMap<string, readonly [strategy: string, type: string]> = new Map([
  ['Deployment', ['spec.strategy', 'Recreate']],
  ['StatefulSet', ['spec.updateStrategy', 'OnDelete']],
]);

function findLeftovers({ effective, baseline }: Analysis, written: JsonObject): readonly Draft[] {
  const [strategy, type] = leftovers.get(baseline.kind) ?? [];
  const path = `${strategy}.rollingUpdate`;
  const change = effective.find(({ place }) => place.path === `${strategy}.type`);
  if (change?.after !== type || fieldAt(baseline, path) === undefined) return [];
  // What the baseline wrote belongs to who applies, and goes.
  if (fieldAt(written, path) !== undefined) return [];
  return [
    {
      code: 'strategy-leftover',
      risk: 'R1',
      path,
      consequence: `The API server refuses the update: rollingUpdate stays beside type: ${type}, as nobody removes it.`,
      remedy: 'Take rollingUpdate out of the live object first, with kubectl patch.',
    },
  ];
}

function findConflicts({ effective, stored }: Analysis, managedFields: readonly Json[]): readonly Draft[] {
  const owners = managedFields
    .filter(isJsonObject)
    .filter(({ manager, subresource }) => manager !== 'kubectl' && subresource === undefined);
  const owned = owners.map(({ manager, fieldsV1 }) => ({ manager, paths: listOwned(fieldsV1 ?? {}) }));
  const changes = [...effective, ...stored].filter(({ after }) => after !== undefined);
  return [...new Map(changes.map((change) => [change.place.path, change])).values()].flatMap(
    ({ place, before, after }) => {
      const owner = owned.find(({ paths }) =>
        paths.some((path) => path === place.path || (after !== undefined && isWithin(path, place.path))),
      );
      if (!owner) return [];
      return [
        {
          code: 'field-conflict',
          risk: 'R1' as const,
          ...{ path: place.path, before, after },
          consequence: `Server-side apply refuses the update: ${String(owner.manager)} manages this field.`,
          remedy: 'Apply with --force-conflicts, or have the other manager give the field up.',
        },
      ];
    },
  );
}

/** The leaves of a manager's fieldsV1, as paths are written here. */
function listOwned(fields: Json, place: Place = root): readonly string[] {
  if (!isJsonObject(fields)) return [];
  const inner = Object.entries(fields).filter(([key]) => key !== '.');
  if (inner.length === 0) return [place.path];
  return inner.flatMap(([key, below]) => listOwned(below, stepInto(place, key)));
}

/** `f:name` is a field, `k:{…}` an entry by its keys, `v:…` one by its value, `i:0` one by its index. */
function stepInto(place: Place, step: string): Place {
  const [kind, rest] = [step.slice(0, 2), step.slice(2)];
  if (kind === 'f:') return fieldOf(place, rest, false);
  if (kind === 'k:') return entryOf(place, Object.values(JSON.parse(rest) as JsonObject).join('/'));
  return entryOf(place, kind === 'v:' ? String(JSON.parse(rest)) : rest);
}
