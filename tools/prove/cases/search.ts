// Random cases, chosen for what earlier ones have not shown.
import { isJsonObject } from '../../shared/json.ts';
import { listProbes, withGoal } from '../values/boundary.ts';
import {
  ask,
  type CaseSource,
  createContext,
  type Draft,
  drawRandom,
  type Generation,
  isNew,
} from './source.ts';

const searched = 400;

/** Cases that show something new, found by trying many: also the first that an assert refuses. */
export function* searchNew(source: CaseSource): Generator<Draft> {
  const { generation, random, vocabulary } = source;
  for (const draft of violateGuards(generation)) if (isNew(draft, source)) yield draft;
  const probes = random.shuffle(listProbes(generation.schema, vocabulary.maps, createContext(source, 0.5)));
  for (const probe of probes.slice(0, searched)) {
    const draft = ask(generation, 'random', { ...generation.inputs.plain, values: withGoal({}, probe) });
    if (isNew(draft, source)) yield draft;
  }
  for (let attempt = 0; attempt < searched; attempt++) {
    const draft = drawRandom(source);
    if (isNew(draft, source)) yield draft;
  }
}

/** What guards compare with, one by one and all of a guard together: alone, and beside each example. */
function* violateGuards(generation: Generation): Generator<Draft> {
  const { schema, inputs, twin, compared = () => [] } = generation;
  for (const base of [{}, ...(schema.examples ?? []).filter(isJsonObject)])
    for (const goals of compared({ ...inputs.plain, values: twin.complete(base) }))
      for (const some of [...goals.map((goal) => [goal]), ...(goals.length > 1 ? [goals] : [])])
        yield ask(generation, 'random', { ...inputs.plain, values: some.reduce(withGoal, base) });
}

const candidates = 4;
const candidatesWhileOpen = 12;
/** So many cases without anything new, and what is open is taken for out of reach. */
const patience = 40;
const refusalShare = 0.15;

/** The first candidate that shows something new, else one that renders, and now and then one that is refused. */
export function drawBest(source: CaseSource): Draft {
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
