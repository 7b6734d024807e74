// Helpers that nothing includes are left out: a condition may be printed as its opposite, or a choice as one of its sides.
import { type Item, printDocument } from './document.ts';

/** The definitions that are included from the roots, or from one that is; in their order. */
export function keepUsed(
  definitions: ReadonlyMap<string, readonly Item[]>,
  roots: readonly (readonly Item[])[],
): readonly (readonly Item[])[] {
  const used = new Set<string>();
  const visit = (items: readonly Item[]): void => {
    for (const name of namesIncluded(items)) {
      const definition = definitions.get(name);
      if (definition === undefined || used.has(name)) continue;
      used.add(name);
      visit(definition);
    }
  };
  roots.forEach(visit);
  return [...definitions].flatMap(([name, items]) => (used.has(name) ? [items] : []));
}

function namesIncluded(items: readonly Item[]): readonly string[] {
  const { text } = printDocument('', items);
  return Array.from(text.matchAll(/\binclude\s+"([^"]+)"/g), ([, name]) => name as string);
}
