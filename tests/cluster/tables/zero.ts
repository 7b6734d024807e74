// Which explicit zero values the server stores as they are written, and which it drops or replaces.
import { isJsonObject, type Json } from '../../../tools/shared/json.ts';
import { type Answer, type Api, mapSome } from './api.ts';
import { getAt, isSame, setAt } from './edit.ts';
import {
  type Definitions,
  formatPattern,
  type Instance,
  mapValues,
  objectName,
  type Path,
  refName,
  type Schema,
} from './schema.ts';
import type { Seed } from './seeds.ts';
import type { Behaviour, FieldNames, Value } from './table.ts';
import { fieldsOf, listConfiguration } from './variants.ts';

/** A place at which a field may be set to its zero. */
interface Spot {
  readonly seed: Seed;
  readonly path: Path;
  /** Whether the seed has something there. */
  readonly isUsed: boolean;
}

interface Field {
  readonly definition: string;
  readonly name: string;
  readonly zero: Json;
  /** Maps are stored as they are; an empty object may come back with defaults in it. */
  readonly isMap: boolean;
  readonly spots: readonly Spot[];
}

/** Places that are tried for one field, and answers that suffice. */
const mostSpots = 24;
const enoughAnswers = 3;

/** Sets every field to its zero in a few places. */
export async function measureZeros(
  api: Api,
  seeds: readonly Seed[],
): Promise<Pick<Behaviour, 'dropped' | 'kept'>> {
  const fields = listFields(seeds, api.definitions);
  const answers = await mapSome(fields, (field) => isKept(api, field));
  const pick = (wanted: boolean): FieldNames => {
    const names: Record<string, string[]> = {};
    for (const [index, { definition, name }] of fields.entries()) {
      if (answers[index] !== wanted) continue;
      names[definition] = [...(names[definition] ?? []), name];
    }
    return names;
  };
  return { dropped: pick(false), kept: pick(true) };
}

function listFields(seeds: readonly Seed[], definitions: Definitions): readonly Field[] {
  const fields = new Map<string, Field & { readonly spots: Spot[] }>();
  for (const seed of seeds) {
    for (const instance of listConfiguration(seed, definitions)) {
      for (const [name, schema] of fieldsOf(instance, definitions)) addSpot(name, schema, instance);
    }
    function addSpot(name: string, schema: Schema, { definition, path, value }: Instance): void {
      const zero = zeroOf(schema, definitions);
      if (zero === undefined) return;
      const field = fields.get(`${definition} ${name}`) ?? {
        definition,
        name,
        zero,
        isMap: mapValues(schema) !== undefined,
        spots: [],
      };
      fields.set(`${definition} ${name}`, field);
      field.spots.push({ seed, path: [...path, name], isUsed: value[name] !== undefined });
    }
  }
  return [...fields.values()];
}

/** The zero value of a field's type; undefined where it has none. */
function zeroOf(schema: Schema, definitions: Definitions): Value {
  if (objectName(schema, definitions) !== undefined || mapValues(schema)) return {};
  const type = definitions[refName(schema) ?? '']?.type ?? schema.type;
  const zeros: Readonly<Record<string, Json>> = {
    string: '',
    integer: 0,
    number: 0,
    boolean: false,
    array: [],
    object: {},
  };
  if (refName(schema)?.endsWith('.Quantity')) return '0';
  if (refName(schema)?.endsWith('.IntOrString')) return 0;
  return zeros[type ?? ''];
}

/** Undefined where no place takes the zero. One place that keeps it decides: then it makes a difference. */
async function isKept(api: Api, { zero, isMap, spots }: Field): Promise<boolean | undefined> {
  const answers: boolean[] = [];
  for (const { seed, path } of orderSpots(spots).slice(0, mostSpots)) {
    const answer = await api.dryCreate(setAt(seed.object, path, zero));
    if (!('object' in answer)) continue;
    const stored = getAt(answer.object, path);
    answers.push(isSame(stored, zero) || (!isMap && isJsonObject(zero) && isJsonObject(stored)));
    if (answers.length === 1) await checkNull(api, seed, path);
    if (answers.length === enoughAnswers) break;
  }
  return answers.length === 0 ? undefined : answers.includes(true);
}

/** The tables say that null is nothing. */
async function checkNull(api: Api, { object, kind }: Seed, path: Path): Promise<void> {
  const answers = [undefined, null].map((item) => api.dryCreate(setAt(object, path, item)));
  const [none, empty] = (await Promise.all(answers)).map((answer) => describe(answer, path));
  if (none !== empty) throw new Error(`${kind} ${formatPattern(path)}: null makes ${empty}, nothing ${none}`);
}

/** What is generated differs between two answers; that something is there does not. */
function describe(answer: Answer, path: Path): string {
  if ('refusal' in answer) return 'an error';
  return (getAt(answer.object, path) ?? null) === null ? 'nothing' : 'a value';
}

/** One place of every kind first; among them those that have the field. */
function orderSpots(spots: readonly Spot[]): readonly Spot[] {
  const rounds = new Map<string, number>();
  const ranked = spots.map((spot) => {
    const key = `${spot.seed.kind} ${spot.isUsed}`;
    const round = rounds.get(key) ?? 0;
    rounds.set(key, round + 1);
    return { spot, rank: round * 2 + (spot.isUsed ? 0 : 1) };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ spot }) => spot);
}
