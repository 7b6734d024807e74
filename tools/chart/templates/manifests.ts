// Each field of `render` is one manifest and gets one file: what may be none, or more than one, is refused.
import { and, not } from '../../symbolic/build.ts';
import type { SymbolicResource } from '../../symbolic/index.ts';
import { makeObject } from '../../symbolic/parts.ts';
import { refuse } from '../../symbolic/refused.ts';
import { type Fault, isLiteral, type Node, type Part, widen } from '../../symbolic/tree.ts';

/** The manifests, each with the condition under which it is one. Fails with ToolError `symbolic-refused`. */
export function manifestsOf(resources: readonly SymbolicResource[]): readonly SymbolicResource[] {
  const manifests = resources.flatMap(withoutNothing);
  const wrong = manifests.filter(({ value }) => !isManifest(value));
  if (wrong.length === 0) return manifests;
  throw refuse(wrong.map(faultOf));
}

/** Where an `if` gives null or `{}` there is no manifest. */
function withoutNothing(resource: SymbolicResource): readonly SymbolicResource[] {
  const { value } = resource;
  const under = (condition: Node, inner: Node): readonly SymbolicResource[] =>
    withoutNothing({ ...resource, condition: and(resource.condition, condition), value: inner });
  if (isNothing(value)) return [];
  if (value.kind === 'if' && isNothing(value.otherwise)) return under(value.condition, value.then);
  if (value.kind === 'if' && isNothing(value.then)) return under(not(value.condition), value.otherwise);
  const [part, another] = value.kind === 'object' ? value.parts : [];
  if (part?.kind === 'when' && !another && part.otherwise.length === 0)
    return under(part.condition, makeObject(part.parts));
  return [resource];
}

function isNothing(node: Node): boolean {
  return isLiteral(node, null) || (node.kind === 'object' && node.parts.length === 0);
}

function isManifest(node: Node): boolean {
  const value = widen(node);
  if (value.kind === 'if') return isManifest(value.then) && isManifest(value.otherwise);
  return value.kind === 'object' && hasField(value.parts, 'apiVersion') && hasField(value.parts, 'kind');
}

function hasField(parts: readonly Part[], key: string): boolean {
  return parts.some(
    (part) =>
      (part.kind === 'field' && part.key === key) ||
      (part.kind === 'when' && hasField(part.parts, key) && hasField(part.otherwise, key)),
  );
}

function faultOf({ name, value }: SymbolicResource): Fault {
  const missing = missingOf(value);
  return {
    kind: 'refusal',
    code: 'symbolic-unsupported',
    args: {
      what: `the field ${JSON.stringify(name)}`,
      reason: `${missing ?? 'it is not always one manifest'}, and a chart has one file for each manifest`,
      remedy: 'give each manifest a field of its own, with apiVersion and kind',
    },
    site: value.site,
  };
}

/** What a single object would need to be a manifest. */
function missingOf(value: Node): string | undefined {
  if (value.kind !== 'object') return undefined;
  const names = ['apiVersion', 'kind'].filter((name) => !hasField(value.parts, name));
  const isKnown = value.parts.every(({ kind }) => kind === 'field');
  return isKnown ? `it has no ${names.join(' and no ')}` : `it does not always have ${names.join(' and ')}`;
}
