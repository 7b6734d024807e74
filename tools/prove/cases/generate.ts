// The cases of a proof, in an order that finds most first: defaults, examples, boundaries, what must be refused, random values.
import { defaultsOf } from '../../schema/defaults.ts';
import { isJsonObject } from '../../shared/json.ts';
import { createRandom, type Random } from '../../shared/random.ts';
import { type Goal, listGoals, withGoal } from '../values/boundary.ts';
import { vocabularyOf } from '../values/vocabulary.ts';
import { draftBoundaries } from './boundaries.ts';
import type { ProofCase } from './case.ts';
import { drawSets } from './delivery.ts';
import { drawBest, searchNew } from './search.ts';
import { ask, type CaseSource, createContext, type Draft, type Generation } from './source.ts';

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
  const { count, inputs, schema } = generation;
  const plain = ask(generation, 'defaults', { ...inputs.plain, values: {} });
  yield plain;
  yield ask(generation, 'defaults', { ...inputs.draw(random), values: {} });
  for (const values of (schema.examples ?? []).filter(isJsonObject))
    yield ask(generation, 'given', { ...inputs.plain, values });
  const source = createSource(generation, random, plain);
  const { allowed, forbidden } = listGoals(schema, createContext(source, 0.5));
  yield* take(draftBoundaries(allowed, source), count * (1 - randomShare - forbiddenShare));
  yield* take(searchNew(source), count * searchShare);
  yield* take(draftForbidden(forbidden, source), count * forbiddenShare);
  for (;;) yield drawBest(source);
}

function createSource(generation: Generation, random: Random, { twin }: Draft): CaseSource {
  const manifests = twin.kind === 'rendered' ? twin.manifests : [];
  const vocabulary = vocabularyOf({
    manifests,
    source: generation.source,
    defaults: defaultsOf(generation.schema),
    asked: generation.asked ?? [],
  });
  return { generation, random, vocabulary, places: new Set(), barren: 0 };
}

/** Each by itself: what stands beside it must not be refused, or it would hide it. */
function* draftForbidden(goals: readonly Goal[], { generation, random }: CaseSource): Generator<Draft> {
  for (const goal of random.shuffle(goals)) {
    yield ask(generation, 'forbidden', { ...generation.inputs.draw(random), values: withGoal({}, goal) });
  }
}

function* take<T>(items: Generator<T>, limit: number): Generator<T> {
  for (let taken = 0; taken < limit; taken++) {
    const next = items.next();
    if (next.done) return;
    yield next.value;
  }
}
