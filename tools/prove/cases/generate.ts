// The cases of a proof, in an order that finds most first: defaults, boundaries, what must be refused, random values.
import type { Twin, TwinRequest } from '../../chart/twin.ts';
import { defaultsOf } from '../../schema/defaults.ts';
import type { Schema } from '../../schema/schema.ts';
import type { JsonObject } from '../../shared/json.ts';
import { createRandom, type Random } from '../../shared/random.ts';
import type { Ledger } from '../coverage/ledger.ts';
import type { Look } from '../coverage/look.ts';
import { areApart, type Goal, listGoals, listProbes, withGoal } from '../values/boundary.ts';
import { type DrawContext, drawDocument, textsOf } from '../values/draw.ts';
import type { Examiner } from '../values/examine.ts';
import { linkTexts } from '../values/link.ts';
import { type Vocabulary, vocabularyOf } from '../values/vocabulary.ts';
import type { Origin, ProofCase } from './case.ts';
import { drawSets } from './delivery.ts';
import type { InputSource } from './inputs.ts';

export interface Generation {
  /** Without references. */
  readonly schema: Schema;
  readonly examiner: Examiner;
  readonly twin: Twin;
  readonly inputs: InputSource;
  /** The application's code. */
  readonly source: string;
  readonly ledger: Ledger;
  readonly look: Look;
  readonly seed: number;
  readonly count: number;
}

type Draft = Omit<ProofCase, 'index' | 'sets'>;

/** Makes the cases one by one. The ledger is kept: later cases are chosen for what earlier ones have not shown. */
export function* generateCases(generation: Generation): Generator<ProofCase> {
  const { count, seed, ledger, look, twin } = generation;
  const random = createRandom(seed);
  let index = 0;
  for (const draft of draftCases(generation, random)) {
    if (index === count) return;
    ledger.record(look(draft.request, draft.twin));
    const { values } = draft.request;
    const sets = random.chance(setsShare) ? drawSets(values, twin.complete(values), random) : [];
    yield { ...draft, index: index++, sets };
  }
}

/** How many cases have numbers from the command line. */
const setsShare = 0.3;
/** Random cases get at least this part of all. */
const randomShare = 0.3;
const forbiddenShare = 0.2;
const searchShare = 0.1;

function* draftCases(generation: Generation, random: Random): Generator<Draft> {
  const { count, inputs, schema, examiner } = generation;
  const plain = ask(generation, 'defaults', { ...inputs.plain, values: {} });
  yield plain;
  yield ask(generation, 'defaults', { ...inputs.draw(random), values: {} });
  const vocabulary = vocabularyOf(
    plain.twin.kind === 'rendered' ? plain.twin.manifests : [],
    generation.source,
  );
  const { allowed, forbidden } = listGoals(schema, {
    random,
    examiner,
    density: 0.5,
    seen: [],
    ...vocabulary,
  });
  const refusals = Math.ceil(count * forbiddenShare);
  const texts = textsOf(defaultsOf(schema));
  const source: RandomSource = { generation, random, vocabulary, texts, places: new Set(), barren: 0 };
  yield* take(draftBoundaries(allowed, source), count * (1 - randomShare - forbiddenShare));
  yield* take(searchNew(source), Math.ceil(count * searchShare));
  yield* take(draftForbidden(shuffle(forbidden, random), generation, random), refusals);
  for (;;) yield drawBest(source);
}

function* take<T>(items: Generator<T>, limit: number): Generator<T> {
  for (let taken = 0; taken < limit; taken++) {
    const next = items.next();
    if (next.done) return;
    yield next.value;
  }
}

function ask({ twin }: Generation, origin: Origin, request: TwinRequest): Draft {
  return { origin, request, twin: twin.render(request) };
}

/** As many goals in one case as render together; what renders with none of them is tried beside random values. */
function* draftBoundaries(goals: readonly Goal[], source: RandomSource): Generator<Draft> {
  const { generation, random } = source;
  const lonely: Goal[] = [];
  for (const round of roundsOf(goals, random)) {
    const inputs = generation.inputs.draw(random);
    const render = (values: JsonObject): Draft => ask(generation, 'boundary', { ...inputs, values });
    const packed = pack({ goals: round, values: {}, render, lonely });
    if (packed !== undefined) yield packed;
  }
  for (const goal of shuffle(lonely, random)) {
    const alone = ask(generation, 'boundary', { ...generation.inputs.plain, values: withGoal({}, goal) });
    if (isNewRefusal(alone, source)) yield alone;
    const beside = findCompany(goal, source);
    if (beside !== undefined) yield beside;
  }
}

const companions = 12;

/** Random values beside which the goal renders. */
function findCompany(goal: Goal, source: RandomSource): Draft | undefined {
  for (let attempt = 0; attempt < companions; attempt++) {
    const { request } = drawRandom(source);
    const draft = ask(source.generation, 'boundary', { ...request, values: withGoal(request.values, goal) });
    if (draft.twin.kind === 'rendered') return draft;
  }
  return undefined;
}

/** Each round has one goal for each place; places with many come in every round. */
function roundsOf(goals: readonly Goal[], random: Random): readonly (readonly Goal[])[] {
  const rounds: Goal[][] = [];
  for (const goal of shuffle(goals, random)) {
    const round = rounds.find((others) => others.every((other) => areApart(goal, other)));
    if (round === undefined) rounds.push([goal]);
    else round.push(goal);
  }
  return rounds;
}

interface Packing {
  readonly goals: readonly Goal[];
  readonly values: JsonObject;
  readonly render: (values: JsonObject) => Draft;
  /** Goals that nothing can stand beside. */
  readonly lonely: Goal[];
}

/** Halves what does not render, until the goals that spoil it are alone. */
function pack({ goals, values, render, lonely }: Packing): Draft | undefined {
  if (goals.length === 0) return undefined;
  const whole = render(goals.reduce(withGoal, values));
  if (whole.twin.kind === 'rendered') return whole;
  if (goals.length === 1) {
    lonely.push(...goals);
    return undefined;
  }
  const middle = goals.length >> 1;
  const first = pack({ goals: goals.slice(0, middle), values, render, lonely });
  const base = first?.request.values ?? values;
  return pack({ goals: goals.slice(middle), values: base, render, lonely }) ?? first;
}

/** What stands beside a forbidden value must not be refused itself. */
function* draftForbidden(goals: readonly Goal[], generation: Generation, random: Random): Generator<Draft> {
  for (const goal of goals) {
    yield ask(generation, 'forbidden', { ...generation.inputs.draw(random), values: withGoal({}, goal) });
  }
}

interface RandomSource {
  readonly generation: Generation;
  readonly random: Random;
  readonly vocabulary: Vocabulary;
  /** Asserts that have refused a case. */
  readonly places: Set<string>;
  /** The texts of the defaults. */
  readonly texts: readonly string[];
  /** Random cases since one has shown something new. */
  barren: number;
}

const densities: readonly number[] = [0.05, 0.15, 0.3, 0.6, 0.9];
const searched = 400;
/** How many random documents have a text in two places on purpose. */
const linkShare = 0.3;

/** Cases that show something new, found by trying many: also the first that an assert refuses. */
function* searchNew(source: RandomSource): Generator<Draft> {
  const { generation, random, vocabulary } = source;
  const { schema, examiner } = generation;
  const context: DrawContext = { random, examiner, density: 0.5, seen: [], words: vocabulary.words };
  const probes = shuffle(listProbes(schema, vocabulary.maps, context), random);
  for (const probe of probes.slice(0, searched)) {
    const draft = ask(generation, 'random', { ...generation.inputs.plain, values: withGoal({}, probe) });
    if (isNew(draft, source)) yield draft;
  }
  for (let attempt = 0; attempt < searched; attempt++) {
    const draft = drawRandom(source);
    if (isNew(draft, source)) yield draft;
  }
}

function isNew(draft: Draft, source: RandomSource): boolean {
  const { ledger, look } = source.generation;
  return isNewRefusal(draft, source) || ledger.countNew(look(draft.request, draft.twin)) > 0;
}

function isNewRefusal({ twin }: Draft, { places }: RandomSource): boolean {
  if (twin.kind !== 'refused' || twin.place === undefined) return twin.kind === 'broken';
  const known = places.size;
  return places.add(twin.place).size > known;
}

const candidates = 4;
const candidatesWhileOpen = 12;
/** So many cases without anything new, and what is open is taken for out of reach. */
const patience = 40;
const refusalShare = 0.15;

/** The first candidate that shows something new, else one that renders, and now and then one that is refused. */
function drawBest(source: RandomSource): Draft {
  const isSearching = source.generation.ledger.hasOpen() && source.barren < patience;
  const wantsRefusal = source.random.chance(refusalShare);
  const isWanted = ({ twin }: Draft): boolean => (twin.kind === 'rendered') !== wantsRefusal;
  const tries = isSearching ? candidatesWhileOpen : candidates;
  let best: Draft | undefined;
  for (let attempt = 0; attempt < tries; attempt++) {
    const next = drawRandom(source);
    if (isNew(next, source)) {
      source.barren = 0;
      return next;
    }
    if (best === undefined || (!isWanted(best) && isWanted(next))) best = next;
    if (!isSearching && isWanted(best)) break;
  }
  source.barren++;
  return best as Draft;
}

function drawRandom({ generation, random, vocabulary, texts }: RandomSource): Draft {
  const { schema, examiner, inputs } = generation;
  const context: DrawContext = {
    random,
    examiner,
    density: random.pick(densities),
    seen: [...texts],
    ...vocabulary,
  };
  const drawn = drawDocument(schema, context);
  const values = random.chance(linkShare) ? linkTexts(drawn, generation.twin.complete(drawn), random) : drawn;
  return ask(generation, 'random', { ...inputs.draw(random), values });
}

function shuffle<T>(items: readonly T[], random: Random): readonly T[] {
  const shuffled = [...items];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other] as T, shuffled[at] as T];
  }
  return shuffled;
}
