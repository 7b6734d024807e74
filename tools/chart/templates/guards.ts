// Guards as one helper that ends in `fail` where a condition holds which the values schema cannot exclude.
import { type Guard, nodesOfPath, type Step } from '../../symbolic/reach.ts';
import { isLiteral, widen } from '../../symbolic/tree.ts';
import { type Context, createContext, inner, type Where } from './context.ts';
import { type Arm, type Item, statement } from './document.ts';
import { argument, quoteGo } from './go.ts';
import { printLoop } from './loops.ts';

/** The helper that every manifest begins with: Helm does not render them in the order of their names. */
export function defineGuards(name: string, guards: readonly Guard[], where: Where): Item {
  const comment = 'Refuses what the schema of the values cannot; every manifest begins with it.';
  return { kind: 'define', name, comment, items: guardItems(guards, where), isGuard: true };
}

/** Guards in their order; neighbours on the same way share it. */
function guardItems(guards: readonly Guard[], where: Where): readonly Item[] {
  const context = createContext(where);
  layOutGuards(guards, 0, context);
  return context.items;
}

function layOutGuards(guards: readonly Guard[], depth: number, context: Context): void {
  let from = 0;
  while (from < guards.length) {
    const first = guards[from] as Guard;
    const step = first.path[depth];
    let below = from + 1;
    if (!step) layOutGuard(first, context);
    else {
      while (below < guards.length && isSameStep(guards[below]?.path[depth], step)) below++;
      layOutStep(step, guards.slice(from, below), { depth, context });
    }
    from = below;
  }
}

function isSameStep(a: Step | undefined, b: Step): boolean {
  if (a?.kind === 'when' && b.kind === 'when') return a.condition === b.condition;
  return (
    a?.kind === 'each' &&
    b.kind === 'each' &&
    a.loop.over === b.loop.over &&
    a.loop.item === b.loop.item &&
    a.loop.index === b.loop.index
  );
}

interface GuardPlace {
  readonly depth: number;
  readonly context: Context;
}

function layOutStep(step: Step, guards: readonly Guard[], { depth, context }: GuardPlace): void {
  const write = (inside: Context): void => layOutGuards(guards, depth + 1, inside);
  const nodes = guards.flatMap(({ path, condition, message }) => [
    ...nodesOfPath(path.slice(depth + 1)),
    condition,
    message,
  ]);
  const arm: Arm =
    step.kind === 'each'
      ? printLoop(step.loop, { nodes, write }, context)
      : {
          header: `if ${context.print.condition(step.condition, context).text}`,
          items: inner(context, write),
          step,
        };
  context.items.push({ kind: 'control', arms: [arm] });
}

function layOutGuard({ condition, message }: Guard, context: Context): void {
  const fail = (inside: Context): void => {
    const text =
      widen(message).kind === 'literal'
        ? quoteGo(String((message as { value?: unknown }).value))
        : argument(inside.print.expression(message, inside));
    inside.items.push(statement(`fail ${text}`));
  };
  if (isLiteral(condition, true)) return fail(context);
  const header = `if ${context.print.condition(condition, context).text}`;
  const step = { kind: 'when', condition } as const;
  context.items.push({ kind: 'control', arms: [{ header, items: inner(context, fail), step }] });
}
