// Boundary cases: as many limits in one as go together.
import type { JsonObject } from '../../shared/json.ts';
import type { Random } from '../../shared/random.ts';
import { areApart, type Goal, withGoal } from '../values/boundary.ts';
import { ask, type CaseSource, type Draft, drawRandom, isNewRefusal } from './source.ts';

/** As many goals in one case as render together; what renders with none of them is tried beside random values. */
export function* draftBoundaries(goals: readonly Goal[], source: CaseSource): Generator<Draft> {
  const { generation, random } = source;
  const lonely: Goal[] = [];
  for (const round of roundsOf(goals, random)) {
    const inputs = generation.inputs.draw(random);
    const render = (values: JsonObject): Draft => ask(generation, 'boundary', { ...inputs, values });
    const packed = pack({ goals: round, values: {}, render, lonely });
    if (packed !== undefined) yield packed;
  }
  for (const goal of random.shuffle(lonely)) {
    const alone = ask(generation, 'boundary', { ...generation.inputs.plain, values: withGoal({}, goal) });
    if (isNewRefusal(alone, source)) yield alone;
    const beside = findCompany(goal, source);
    if (beside !== undefined) yield beside;
  }
}

const companions = 12;

/** Random values beside which the goal renders. */
function findCompany(goal: Goal, source: CaseSource): Draft | undefined {
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
  for (const goal of random.shuffle(goals)) {
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
