// What of a finished tree has no sound template, as operations/ says.
import { operations } from './operations/index.ts';
import { childrenOf, type Fault, type Node } from './tree.ts';

/** One refusal for each call that cannot be compiled. */
export function findLimits(trees: readonly Node[]): readonly Fault[] {
  const seen = new Set<Node>();
  const found: Fault[] = [];
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const child of childrenOf(node)) visit(child);
    if (node.kind !== 'call') return;
    const { label, limit } = operations[node.operation];
    const reason = limit?.(...node.args);
    if (reason)
      found.push({
        kind: 'refusal',
        code: 'symbolic-unsupported',
        args: { what: label, ...reason },
        site: node.site,
      });
  };
  for (const tree of trees) visit(tree);
  return found;
}
