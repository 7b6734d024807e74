// Rewrites of parts keep the meaning: lists and objects give the same with and without them.
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../tools/shared/random.ts';
import { call } from '../../tools/symbolic/build.ts';
import { FaultReached, type Inputs, interpret } from '../../tools/symbolic/interpret.ts';
import { makeList, makeObject } from '../../tools/symbolic/parts.ts';
import { partRules } from '../../tools/symbolic/rules/parts.ts';
import {
  errorNode,
  freshVariable,
  growTree,
  index,
  listNode,
  literal,
  type Node,
  objectNode,
  type Part,
} from '../../tools/symbolic/tree.ts';
import { anyType, arrayOf, mapOf, stringType } from '../../tools/symbolic/types.ts';
import { Grower } from './trees.ts';
import { drawInputs } from './treeValues.ts';

type Kind = 'list' | 'object';

function partOf(kind: Kind, grower: Grower, random: Random): Part {
  const value = grower.grow('string', 1);
  if (kind === 'list') return { kind: 'item', value };
  return { kind: 'field', key: random.pick(['a', 'b', 'x']), value };
}

/** A loop that copies a list or a map, or nearly so. */
function copyOf(kind: Kind, grower: Grower, random: Random): Part {
  const item = freshVariable(stringType);
  if (kind === 'list') {
    const value = random.chance(0.7) ? item : call('concat', item, literal('!'));
    return { kind: 'each', loop: { over: grower.grow('words', 1), item }, parts: [{ kind: 'item', value }] };
  }
  const map = grower.values('map');
  const value = random.chance(0.7) ? index(map, item, stringType) : item;
  return {
    kind: 'each',
    loop: { over: call('keys', map), item },
    parts: [{ kind: 'entry', key: item, value }],
  };
}

/** Parts that no rule has seen. */
function drawParts(
  kind: Kind,
  depth: number,
  { grower, random }: { grower: Grower; random: Random },
): readonly Part[] {
  const tools = { grower, random };
  return Array.from({ length: random.below(4) }, (): Part => {
    const roll = random.below(depth > 0 ? 5 : 2);
    if (roll === 0) return partOf(kind, grower, random);
    if (roll === 1) return copyOf(kind, grower, random);
    const parts = drawParts(kind, depth - 1, tools);
    if (roll === 2) return { kind: 'splice', of: rawNode(kind, parts) };
    const otherwise = random.chance(0.5) ? parts : drawParts(kind, depth - 1, tools);
    return { kind: 'when', condition: grower.grow('boolean', 1), parts, otherwise };
  });
}

function rawNode(kind: Kind, parts: readonly Part[]): Node {
  return kind === 'list' ? listNode(parts, arrayOf(anyType)) : objectNode(parts, mapOf(anyType));
}

function outcome(node: Node, inputs: Inputs): string {
  try {
    return JSON.stringify(interpret(node, inputs));
  } catch (error) {
    if (error instanceof FaultReached) return 'fails';
    throw error;
  }
}

function eachPart(parts: readonly Part[], visit: (part: Part) => void): void {
  for (const part of parts) {
    visit(part);
    if (part.kind === 'when') eachPart([...part.parts, ...part.otherwise], visit);
    if (part.kind === 'each') eachPart(part.parts, visit);
  }
}

describe('rewrites of parts', () => {
  it.each(['list', 'object'] as const)('keep what a %s is', (kind) => {
    const random = createRandom(21);
    const counts = new Map(partRules.map(({ name }) => [name, 0]));
    for (let round = 0; round < 150; round++) {
      growTree(100_000, () => {
        const parts = drawParts(kind, 2, { grower: new Grower(random), random });
        for (const { name, apply } of partRules)
          eachPart(parts, (part) => apply(part) && counts.set(name, (counts.get(name) ?? 0) + 1));
        const [before, after] = [rawNode(kind, parts), kind === 'list' ? makeList(parts) : makeObject(parts)];
        for (let time = 0; time < 8; time++) {
          const inputs = drawInputs(random);
          expect(outcome(after, inputs)).toBe(outcome(before, inputs));
        }
      });
    }
    const unused = [...counts].filter(([, count]) => count < 8).map(([name]) => name);
    expect(unused).toEqual([kind === 'list' ? 'a copy of a map' : 'a copy of a list']);
  });

  it('keep a condition that fails', () => {
    const condition = call('not', errorNode({ kind: 'user', message: literal('no'), site: undefined }));
    const parts: readonly Part[] = [{ kind: 'item', value: literal(1) }];
    const list = makeList([{ kind: 'when', condition, parts, otherwise: parts }]);
    expect(() => interpret(list, {})).toThrow('no');
  });
});
