// Rewrites of tests for emptiness, and of lengths.
import type { OperationName } from '../operations/index.ts';
import { literal, type Node, type Part } from '../tree.ts';
import { isFilled } from '../types.ts';
import { type CallRules, chain, isBooleanLiteral, isCall, type Make, mayFail, rule } from './rule.ts';

export const emptinessRules: CallRules = {
  empty: [
    rule('never empty', 'the type says so', (_, a) =>
      isFilled(a.type) && !mayFail(a) ? literal(false) : undefined,
    ),
    rule('of a choice', 'one branch is known, so the test gets no longer', (make, a) => {
      if (a.kind !== 'if') return undefined;
      const [then, otherwise] = [make.call('empty', a.then), make.call('empty', a.otherwise)];
      return isBooleanLiteral(then) || isBooleanLiteral(otherwise)
        ? make.choose(a.condition, then, otherwise)
        : undefined;
    }),
    rule('part by part', 'a list or object is empty when each of its parts is', (make, a) =>
      (a.kind === 'list' || a.kind === 'object') && !mayFail(a) ? emptyParts(make, a.parts) : undefined,
    ),
    rule('of text put together', 'it is empty when each of its parts is', (make, a) =>
      isCall(a, 'concat') && !mayFail(a)
        ? chain(
            make,
            'and',
            a.args.map((arg) => make.call('empty', arg)),
          )
        : undefined,
    ),
    rule('of the same items', 'the operation gives nothing exactly when it gets nothing', (make, a) =>
      asManyItems(a, ['keys', 'characters', 'reverse', 'sort', 'set'], (of) => make.call('empty', of)),
    ),
  ],
  length: [
    rule('of a fixed list', 'every part is one item', (_, a) =>
      a.kind === 'list' && a.parts.every(({ kind }) => kind === 'item') && !mayFail(a)
        ? literal(a.parts.length)
        : undefined,
    ),
    rule('of the same items', 'the operation gives as many items as it gets', (make, a) =>
      asManyItems(a, ['keys', 'characters', 'reverse', 'sort'], (of) => make.call('length', of)),
    ),
  ],
};

function asManyItems(
  node: Node,
  allowed: readonly OperationName[],
  make: (of: Node) => Node,
): Node | undefined {
  if (node.kind !== 'call' || !allowed.includes(node.operation) || mayFail(node)) return undefined;
  return make(node.args[0] as Node);
}

/** Whether parts give nothing; undefined where a loop or a repetition would have to be looked into. */
function emptyParts(make: Make, parts: readonly Part[]): Node | undefined {
  const each: Node[] = [];
  for (const part of parts) {
    const one = emptyPart(make, part);
    if (!one) return undefined;
    each.push(one);
  }
  return chain(make, 'and', each) ?? literal(true);
}

function emptyPart(make: Make, part: Part): Node | undefined {
  switch (part.kind) {
    case 'item':
    case 'field':
    case 'entry':
      return literal(false);
    case 'splice':
      return make.call('empty', part.of);
    case 'each':
      return part.parts.some(({ kind }) => kind === 'item' || kind === 'entry' || kind === 'field')
        ? make.call('empty', part.loop.over)
        : undefined;
    case 'when': {
      const [then, otherwise] = [emptyParts(make, part.parts), emptyParts(make, part.otherwise)];
      return then && otherwise && make.choose(part.condition, then, otherwise);
    }
  }
}
