// Objects: which fields there are, under which conditions, and what they are. Late binding as in the concrete engine.
import { call, not, or } from '../build.ts';
import { substitute } from '../map.ts';
import { keysCopied } from '../rules/objects.ts';
import { field, isLiteral, literal, type Node, no, type Part, type Site } from '../tree.ts';
import { memberOf } from '../types.ts';
import { join, withGuards } from './join.ts';
import {
  absence,
  attempt,
  type FieldDefinition,
  type Guard,
  noField,
  ObjectValue,
  refusal,
  type Value,
} from './values.ts';

/** One place where a field may come from, the topmost first. */
interface Source {
  readonly condition: Node;
  readonly layer: number;
  readonly definition: FieldDefinition;
}

export interface Lookup {
  /** Whether the field is there. */
  readonly present: Node;
  /** Its value, an error node where it is not there. */
  readonly value: () => Value;
}

/** The field as the layers below `below` and from `from` on define it. */
export function lookup(
  self: ObjectValue,
  name: string,
  {
    below = self.layers.length,
    from = 0,
    site,
  }: { below?: number; from?: number; site?: Site | undefined } = {},
): Lookup {
  const sources = sourcesOf(self, name, below, from);
  const present = or(...sources.map(({ condition }) => condition));
  return { present, value: () => valueFrom(self, name, sources, site) };
}

function sourcesOf(self: ObjectValue, name: string, below: number, from: number): readonly Source[] {
  const key = `${below} ${from} ${name}`;
  const known = self.lookups.get(key) as readonly Source[] | undefined;
  if (known) return known;
  const sources = collectSources(self, name, below, from);
  self.lookups.set(key, sources);
  return sources;
}

function collectSources(self: ObjectValue, name: string, below: number, from: number): readonly Source[] {
  const sources: Source[] = [];
  for (let at = below - 1; at >= from; at--) {
    const layer = self.layers[at] as ObjectValue['layers'][number];
    for (const definition of definitionsOf(layer, name)) {
      const condition = call('and', layer.condition, definition.condition);
      if (isLiteral(condition, false)) continue;
      sources.push({ condition, layer: at, definition });
      if (isLiteral(condition, true)) return sources;
    }
  }
  return sources;
}

function definitionsOf(layer: ObjectValue['layers'][number], name: string): readonly FieldDefinition[] {
  const { splice } = layer;
  if (!splice) return layer.fields.filter((definition) => definition.name === name);
  const condition = call('has', splice, literal(name));
  if (condition.kind === 'literal' && condition.value === false) return [];
  return [{ name, condition, visibility: ':', make: () => fieldOfNode(splice, name) }];
}

/** A field that is there. */
export function fieldOfNode(node: Node, name: string): Node {
  const mapped = mappedEntry(node, literal(name));
  if (mapped) return mapped;
  const type = memberOf(node.type, 'object');
  return field(node, name, type?.fields.get(name)?.type ?? type?.rest ?? { kind: 'never' });
}

/** Where a loop gives one entry under each key of a map, the one that is asked for is made of that key alone. */
export function mappedEntry(map: Node, key: Node): Node | undefined {
  const [part, another] = map.kind === 'object' ? map.parts : [];
  if (part?.kind !== 'each' || another || part.loop.index || !keysCopied(part)) return undefined;
  const { value } = part.parts[0] as Extract<Part, { kind: 'entry' }>;
  return substitute(value, part.loop.item, key);
}

function valueFrom(
  self: ObjectValue,
  name: string,
  sources: readonly Source[],
  site: Site | undefined,
): Value {
  const last = sources.at(-1);
  const total = last?.condition.kind === 'literal';
  const tail: Value = total
    ? definitionValue(self, last)
    : sources.length > 0
      ? absence('field', site, name)
      : noField(name, site, { known: knownNames(self) });
  return sources
    .slice(0, total ? -1 : undefined)
    .reduceRight<Value>((rest, source) => join(source.condition, definitionValue(self, source), rest), tail);
}

/** One definition may stand in several layers, where values were joined; what it inherits differs between them. */
function definitionValue(self: ObjectValue, { definition, layer }: Source): Value {
  const values = self.values.get(definition) ?? new Map<number, Value | 'running'>();
  self.values.set(definition, values);
  const known = values.get(layer);
  if (known === 'running')
    return refusal('symbolic-failure', undefined, {
      problem: `the field ${JSON.stringify(definition.name)} depends on itself`,
    });
  if (known) return known;
  values.set(layer, 'running');
  try {
    const value = attempt(() => definition.make(self, layer));
    values.set(layer, value);
    return value;
  } catch (error) {
    values.delete(layer);
    throw error;
  }
}

/** The conditions under which the object has no value: its own, and those of its asserts. */
export function guardsOf(self: ObjectValue): readonly Guard[] {
  if (self.checked === 'running') return [];
  if (!self.checked) {
    self.checked = 'running';
    const asserted = self.layers.flatMap((layer, at) => layer.asserts?.(self, at) ?? []);
    self.checked = [...self.guards, ...asserted];
  }
  return self.checked;
}

/** `object.name`, from outside. */
export function getField(self: ObjectValue, name: string, site: Site | undefined): Value {
  return withGuards(lookup(self, name, { site }).value(), guardsOf(self));
}

/** Names of the fields that are known, in the order of the source. */
export function knownNames(self: ObjectValue): readonly string[] {
  return [...new Set(self.layers.flatMap(({ fields }) => fields.map(({ name }) => name)))];
}

export function splicesOf(self: ObjectValue): readonly Node[] {
  return self.layers.flatMap(({ splice }) => (splice ? [splice] : []));
}

/** Whether the field is there and not hidden. */
export function isVisible(self: ObjectValue, name: string): Node {
  const definitions = self.layers.flatMap((layer) => definitionsOf(layer, name));
  const plain = definitions.every(({ visibility }) => visibility === ':');
  return plain ? lookup(self, name).present : visibilityOf(self, name);
}

/** The topmost layer that says `::` or `:::` decides; layers that hide nothing leave it to those below. */
function visibilityOf(self: ObjectValue, name: string): Node {
  let visible = no() as Node;
  for (const [at, layer] of self.layers.entries()) {
    for (const { condition, visibility } of definitionsOf(layer, name)) {
      const here = call('and', layer.condition, condition);
      const below = lookup(self, name, { below: at }).present;
      if (visibility === '::') visible = call('and', visible, not(here));
      else if (visibility === ':::') visible = call('or', visible, here);
      else visible = call('or', visible, call('and', here, not(below)));
    }
  }
  return visible;
}

/** `left + right`. */
export function addObjects(left: ObjectValue, right: ObjectValue): ObjectValue {
  // Of several that were added one after the other, the one with a name.
  const base = left.name === undefined ? (left.base ?? left) : left;
  return new ObjectValue([...left.layers, ...right.layers], [...left.guards, ...right.guards], base);
}
