// What all cases of a proof are drawn from, and how a draft of one is made.
import { mergeMaps } from '../../chart/set/userValues.ts';
import type { Twin, TwinRequest } from '../../chart/twin.ts';
import type { Schema } from '../../schema/schema.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { Random } from '../../shared/random.ts';
import type { Ledger } from '../coverage/ledger.ts';
import type { Look } from '../coverage/look.ts';
import type { Goal } from '../values/boundary.ts';
import type { DrawContext } from '../values/draw.ts';
import { drawDocument } from '../values/draw.ts';
import type { Examiner } from '../values/examine.ts';
import { linkTexts } from '../values/link.ts';
import type { Vocabulary } from '../values/vocabulary.ts';
import type { Origin, ProofCase } from './case.ts';
import type { InputSource } from './inputs.ts';

export interface Generation {
  /** Without references. */
  readonly schema: Schema;
  readonly examiner: Examiner;
  readonly twin: Twin;
  readonly inputs: InputSource;
  /** The application's code. */
  readonly source: string;
  /** Texts that its conditions ask for. */
  readonly asked?: readonly string[];
  readonly ledger: Ledger;
  /** Values that each guard asks for; the values of the request are complete. */
  readonly compared?: (request: TwinRequest) => readonly (readonly Goal[])[];
  readonly look: Look;
  readonly seed: number;
  readonly count: number;
}

/** A case that may become one of the proof. */
export type Draft = Omit<ProofCase, 'index' | 'sets'>;

export interface CaseSource {
  readonly generation: Generation;
  readonly random: Random;
  readonly vocabulary: Vocabulary;
  /** Asserts that have refused a case. */
  readonly places: Set<string>;
  /** Random cases since one has shown something new. */
  barren: number;
}

/** What the twin says to a request. */
export function ask({ twin }: Generation, origin: Origin, request: TwinRequest): Draft {
  return { origin, request, twin: twin.render(request) };
}

/** For one document. */
export function createContext({ generation, random, vocabulary }: CaseSource, density: number): DrawContext {
  const { words, names, texts } = vocabulary;
  return { random, examiner: generation.examiner, density, seen: [...texts], words, names };
}

const densities: readonly number[] = [0.05, 0.15, 0.3, 0.6, 0.9];
/** How many random documents have a text in two places on purpose. */
const linkShare = 0.3;

/** How many are put over an example, whose rare settings chance would hardly find together. */
const exampleShare = 0.3;

export function drawRandom(source: CaseSource): Draft {
  const { generation, random } = source;
  const drawn = overExample(
    drawDocument(generation.schema, createContext(source, random.pick(densities))),
    source,
  );
  const values = random.chance(linkShare) ? linkTexts(drawn, generation.twin.complete(drawn), random) : drawn;
  return ask(generation, 'random', { ...generation.inputs.draw(random), values });
}

function overExample(drawn: JsonObject, { generation, random }: CaseSource): JsonObject {
  const examples = (generation.schema.examples ?? []).filter(isJsonObject);
  return examples.length > 0 && random.chance(exampleShare) ? mergeMaps(random.pick(examples), drawn) : drawn;
}

/** Whether nothing before has shown the same: anything of the ledger, or an assert that refuses. */
export function isNew(draft: Draft, source: CaseSource): boolean {
  const { ledger, look } = source.generation;
  return isNewRefusal(draft, source) || ledger.countNew(look(draft.request, draft.twin)) > 0;
}

export function isNewRefusal({ twin }: Draft, { places }: CaseSource): boolean {
  if (twin.kind !== 'refused' || twin.place === undefined) return twin.kind === 'broken';
  const known = places.size;
  return places.add(twin.place).size > known;
}
