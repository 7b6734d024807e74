// What of a finished tree has no sound template, as operations/ says.

import { childrenOf } from './children.ts';
import { operations } from './operations/index.ts';
import type { Limit } from './operations/operation.ts';
import type { Fault, Node } from './tree.ts';

/** Of these groups, each Helm has the versions that it was built with, whatever the cluster has. */
const ownGroups =
  /^(?:v1(?:\/|$)|(?:apps|autoscaling|batch|extensions|policy|(?:admissionregistration|authentication|authorization|certificates|coordination|discovery|events|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration|(?:flowcontrol|internal)\.apiserver)\.k8s\.io)\/)/;

function isApiVersions(node: Node): boolean {
  return node.kind === 'field' && node.field === 'apiVersions' && node.of.kind === 'input';
}

/** `std.member(capabilities.apiVersions, 'example.com/v1')`. */
function asksForOne(node: Node): boolean {
  if (node.kind !== 'call' || node.operation !== 'member') return false;
  const [, name] = node.args;
  return name?.kind === 'literal' && !ownGroups.test(String(name.value));
}

function limitOfCapabilities(node: Node): Limit | undefined {
  if (!childrenOf(node).some(isApiVersions) || asksForOne(node)) return undefined;
  return {
    reason: 'Helm adds the APIs of Kubernetes itself to those that it is told',
    remedy:
      "ask for one that Kubernetes does not bring: std.member(capabilities.apiVersions, 'example.com/v1')",
  };
}

/** One refusal for each call that cannot be compiled. */
export function findLimits(trees: readonly Node[]): readonly Fault[] {
  const seen = new Set<Node>();
  const found: Fault[] = [];
  const refuse = ({ site }: Node, what: string, limit: Limit): void => {
    found.push({ kind: 'refusal', code: 'symbolic-unsupported', args: { what, ...limit }, site });
  };
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const child of childrenOf(node)) visit(child);
    const capabilities = limitOfCapabilities(node);
    if (capabilities) refuse(node, 'this use of capabilities.apiVersions', capabilities);
    if (node.kind !== 'call') return;
    const { label, limit } = operations[node.operation];
    const reason = limit?.(...node.args);
    if (reason) refuse(node, label, reason);
  };
  for (const tree of trees) visit(tree);
  return found;
}
