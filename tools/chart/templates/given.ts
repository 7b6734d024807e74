// What holds where a piece of template stands, because a condition around it has been asked.
import { and, call, not } from '../../symbolic/build.ts';
import { type Node, widen } from '../../symbolic/tree.ts';
import { filledIn, isCall } from './condition.ts';

/** Conditions, none of which is a conjunction. */
export type Given = ReadonlySet<Node>;

/** With what a true condition says in addition. */
export function addGiven(given: Given, condition: Node): Given {
  const found = conjunctsOf(condition).flatMap((one) => {
    const filled = filledIn(one);
    return filled ? [one, fillednessOf(filled)] : [one];
  });
  return new Set([...given, ...found]);
}

/** Whether they say that a text, a list or a map is not empty. */
export function isFilledBy(given: Given, node: Node): boolean {
  return conjunctsOf(fillednessOf(node)).every((one) => given.has(one));
}

/** The condition that a text, a list or a map is not empty. */
export function fillednessOf(node: Node): Node {
  return not(call('empty', widen(node)));
}

/** `a`, `b` and `c` of `a && b && c`. */
export function conjunctsOf(condition: Node): readonly Node[] {
  return isCall(condition, 'and') ? condition.args.flatMap(conjunctsOf) : [condition];
}

/** What a condition asks beyond another, which it begins with; undefined where it does not. */
export function askedBeyond(condition: Node, start: Node): Node | undefined {
  const [all, first] = [conjunctsOf(condition), conjunctsOf(start)];
  const isStart = first.length < all.length && first.every((one, at) => all[at] === one);
  return isStart ? and(...all.slice(first.length)) : undefined;
}
