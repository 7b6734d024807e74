// Every schema inside a schema, once, with how it is reached.
import { formatPointer, parsePointer } from './json.ts';
import { type InnerSchema, innerSchemas, resolvePointer, type Schema, type SchemaNode } from './schema.ts';

export interface Site {
  /** JSON pointer from the root of the document; `` is the root. */
  readonly pointer: string;
  readonly schema: Schema;
  /** The name of the property that it describes, when it stands under `properties`. */
  readonly property: string | undefined;
  /** Whether users write it at a fixed path (through `properties` alone); references count. */
  readonly isFixed: boolean;
  /** Whether users write it in list items, map values or alternatives. */
  readonly isNested: boolean;
  /** Whether it only tests or refines a value that another schema describes. */
  readonly isCondition: boolean;
}

const conditionKeywords: readonly string[] = [
  'allOf',
  'contains',
  'dependencies',
  'else',
  'if',
  'not',
  'propertyNames',
  'then',
];

type Use = 'fixed' | 'nested' | 'unused';

/** All sites, parents first, in the order of the document. */
export function listSites(root: Schema): readonly Site[] {
  const uses = new Map<string, Set<Use>>();
  collectUses({ root, pointer: '', node: root, use: 'fixed', uses });
  return collectSites({ pointer: '', node: root, property: undefined, isCondition: false }, uses);
}

interface Visit {
  readonly root: Schema;
  readonly pointer: string;
  readonly node: SchemaNode;
  readonly use: Use;
  readonly uses: Map<string, Set<Use>>;
}

/** Follows what users can write, through references; definitions count where they are referred to. */
function collectUses(visit: Visit): void {
  const { root, pointer, node, use, uses } = visit;
  const known = uses.get(pointer) ?? new Set();
  if (typeof node === 'boolean' || known.has(use)) return;
  uses.set(pointer, known.add(use));
  if (node.$ref !== undefined) {
    const target = resolvePointer(root, node.$ref);
    if (target !== undefined) collectUses({ ...visit, pointer: normalPointer(node.$ref), node: target });
    return;
  }
  for (const inner of innerSchemas(node)) {
    if (inner.keyword === 'definitions') continue;
    const innerUse = inner.keyword === 'properties' ? use : 'nested';
    collectUses({ ...visit, pointer: pointerOf(pointer, inner), node: inner.node, use: innerUse });
  }
}

interface Place {
  readonly pointer: string;
  readonly node: SchemaNode;
  readonly property: string | undefined;
  readonly isCondition: boolean;
}

function collectSites(place: Place, uses: ReadonlyMap<string, ReadonlySet<Use>>): readonly Site[] {
  const { pointer, node, property, isCondition } = place;
  if (typeof node === 'boolean') return [];
  const known = uses.get(pointer);
  const isNested = known?.has('nested') === true;
  const site = {
    pointer,
    schema: node,
    property,
    isFixed: known?.has('fixed') === true,
    isNested,
    isCondition,
  };
  const inside = innerSchemas(node).flatMap((inner) => {
    const name = inner.keyword === 'properties' ? inner.key : undefined;
    const tests = isCondition || conditionKeywords.includes(inner.keyword);
    return collectSites(
      { pointer: pointerOf(pointer, inner), node: inner.node, property: name, isCondition: tests },
      uses,
    );
  });
  return [site, ...inside];
}

/** Where a schema inside another is. */
export function pointerOf(parent: string, { keyword, key }: InnerSchema): string {
  return `${parent}${formatPointer(key === undefined ? [keyword] : [keyword, key])}`;
}

function normalPointer(reference: string): string {
  return formatPointer(parsePointer(reference.slice(1)));
}
