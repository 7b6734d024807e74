// Rewrites of tests for kinds, by what the types say.
import { literal, type Node, widen } from '../tree.ts';
import { type Kind, kindsOf } from '../types.ts';
import { type CallRules, mayFail, rule } from './rule.ts';

/** Kinds by how simple their test is to read; of two that exclude each other the simpler one is asked for. */
const simplest: readonly Kind[] = ['null', 'string', 'boolean', 'array', 'object', 'number'];

export const kindRules: CallRules = {
  is: [
    rule('the type says so', 'a value is of one of the kinds of its type', (_, a, b) => {
      if (b.kind !== 'literal' || mayFail(a)) return undefined;
      const kinds: readonly string[] = kindsOf(a.type);
      if (!kinds.includes(b.value as string)) return literal(false);
      return kinds.length === 1 ? literal(true) : undefined;
    }),
    rule('whatever is known about the type', 'narrowing changes no value', (make, a, b) =>
      a.kind === 'narrow' ? make.call('is', widen(a), b) : undefined,
    ),
    rule('of a choice', 'the kind is that of what is chosen', (make, a, b) => {
      if (a.kind !== 'if' || mayFail(a)) return undefined;
      const [then, otherwise] = [make.call('is', a.then, b), make.call('is', a.otherwise, b)];
      return then.kind === 'literal' || otherwise.kind === 'literal'
        ? make.choose(a.condition, then, otherwise)
        : undefined;
    }),
    rule('one of two kinds', 'what is not of one kind is of the other', (make, a, b) => {
      const other = otherKind(a, b);
      return other && make.not(make.call('is', a, literal(other)));
    }),
  ],
};

function otherKind(a: Node, b: Node): Kind | undefined {
  const kinds = kindsOf(a.type);
  if (b.kind !== 'literal' || kinds.length !== 2) return undefined;
  const simpler = simplest.find((kind) => kinds.includes(kind));
  return simpler !== b.value && kinds.includes(b.value as Kind) ? simpler : undefined;
}
