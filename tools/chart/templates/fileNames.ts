// What the file of a manifest is called: its kind, where the field says the same, else the field in kebab case.
import type { SymbolicResource } from '../../symbolic/index.ts';
import type { Node } from '../../symbolic/tree.ts';

/** Each manifest with the name of its file, without `.yaml`. Where two fields would give one name, numbers tell them apart. */
export function fileNames(
  resources: readonly SymbolicResource[],
): readonly (readonly [SymbolicResource, string])[] {
  const taken = new Set<string>();
  return resources.map((resource) => {
    const base = fileName(resource.name, kindOf(resource.value)) || 'manifest';
    let name = base;
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}`;
    taken.add(name);
    return [resource, name];
  });
}

function fileName(field: string, kind: string | undefined): string {
  if (kind?.toLowerCase() === field.toLowerCase()) return kind.toLowerCase();
  return field
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}

function kindOf(node: Node): string | undefined {
  if (node.kind !== 'object') return undefined;
  for (const part of node.parts)
    if (part.kind === 'field' && part.key === 'kind' && part.value.kind === 'literal')
      return String(part.value.value);
  return undefined;
}
