// Values become nodes: objects and lists with everything in them evaluated, errors kept where they are.
import { and, call, choose, not } from '../build.ts';
import { substitute } from '../map.ts';
import { heightOfPart, makeList, makeObject, mapParts, usesPart, when } from '../parts.ts';
import { mayFail } from '../rules/rule.ts';
import { freshVariable, literal, type Node, type Part, type Variable, variable } from '../tree.ts';
import { integer, largest, memberOf, never, type Type } from '../types.ts';
import { guardsOf, isVisible, knownNames, lookup, splicesOf } from './objects.ts';
import {
  attempt,
  Choice,
  force,
  type Guard,
  isNode,
  type Lazy,
  ListValue,
  ObjectValue,
  refusal,
  type Segment,
  type Value,
} from './values.ts';

/** The node of a value. Errors inside become error nodes. */
export function toNode(value: Value): Node {
  if (isNode(value)) return value;
  if (value instanceof ObjectValue) return named(value, () => guarded(objectToNode(value), guardsOf(value)));
  if (value instanceof ListValue) return named(value, () => guarded(listToNode(value), value.guards));
  if (value instanceof Choice) return choose(value.condition, toNode(value.chosen), toNode(value.otherwise));
  return refusal('symbolic-failure', value.site, { problem: 'a function is no data' });
}

export function lazyToNode(lazy: Lazy): Node {
  return toNode(attempt(() => force(lazy)));
}

function named(value: ObjectValue | ListValue, make: () => Node): Node {
  value.node ??= make();
  if (value.name !== undefined) value.node.name ??= value.name;
  if (value.site !== undefined) value.node.site ??= value.site;
  return value.node;
}

function guarded(node: Node, guards: readonly Guard[]): Node {
  return guards.reduceRight((all, { condition, error }) => choose(condition, error, all), node);
}

function objectToNode(self: ObjectValue): Node {
  if (splicesOf(self).length === 0) return makeObject(plainParts(self));
  const node = makeObject(mergedParts(self));
  if (self.base?.name !== undefined) node.beginning ??= self.base.name;
  return node;
}

function plainParts(self: ObjectValue): readonly Part[] {
  return knownNames(self).flatMap((name) => {
    const visible = isVisible(self, name);
    if (visible.kind === 'literal' && visible.value === false) return [];
    const { present, value } = lookup(self, name);
    return when(visible, [fieldPart(name, value(), present)]);
  });
}

function fieldPart(name: string, value: Value, present: Node): Extract<Part, { kind: 'field' }> {
  const node = assumePresent(toNode(value), present);
  return { kind: 'field', key: name, value: node };
}

/** Inside of `if present`, the last of the alternatives needs no test. */
function assumePresent(node: Node, present: Node): Node {
  if (node.kind !== 'if') return node;
  if (node.condition === present && node.otherwise.kind === 'error') return node.then;
  return node.condition === not(present) && node.then.kind === 'error' ? node.otherwise : node;
}

/** Fields and unknown maps in their order: runs of layers with known fields between the maps. */
function mergedParts(self: ObjectValue): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const [at, layer] of self.layers.entries()) {
    if (!layer.splice) continue;
    parts.push(...runParts(self, from, at), ...when(layer.condition, spliceParts(layer.splice)));
    from = at + 1;
  }
  return [...parts, ...runParts(self, from, self.layers.length)];
}

function spliceParts(of: Node): readonly Part[] {
  return of.kind === 'object' ? of.parts : [{ kind: 'splice', of }];
}

function runParts(self: ObjectValue, from: number, below: number): readonly Part[] {
  const names = [
    ...new Set(self.layers.slice(from, below).flatMap(({ fields }) => fields.map(({ name }) => name))),
  ];
  return names.flatMap((name) => {
    if (isHidden(self, name)) return hiddenParts(self, name);
    const { present, value } = lookup(self, name, { from, below });
    const part = fieldPart(name, value(), present);
    if (!mayFail(part.value)) return when(present, [part]);
    // What a later layer replaces is never looked at: an error in it does not count.
    return when(and(present, not(lookup(self, name, { from: below }).present)), [part]);
  });
}

function isHidden(self: ObjectValue, name: string): boolean {
  return self.layers.some(({ fields }) =>
    fields.some((definition) => definition.name === name && definition.visibility !== ':'),
  );
}

/** A hidden field hides the entry of that name in an unknown map too, which no template could read well. */
function hiddenParts(self: ObjectValue, name: string): readonly Part[] {
  const mayClash = splicesOf(self).some((splice) => {
    const has = call('has', splice, literal(name));
    return !(has.kind === 'literal' && has.value === false);
  });
  if (!mayClash) return [];
  const error = refusal('symbolic-unsupported', undefined, {
    what: `the hidden field ${JSON.stringify(name)} of an object that an unknown map is added to`,
    reason: 'it would hide an entry of that name in the map',
    remedy: 'make it a local',
  });
  return [{ kind: 'field', key: name, value: error }];
}

function listToNode(list: ListValue): Node {
  for (const piece of list.pieces) nameItems(toNode(piece), piece.name as string);
  return makeList(partsOf(list.segments, (item) => [{ kind: 'item', value: lazyToNode(item) }]));
}

/** Items tell the list that they come from, in case that a helper is made of them. */
function nameItems(list: Node, name: string): void {
  if (list.kind !== 'list') return;
  for (const part of list.parts) if (part.kind === 'item') part.value.listName ??= name;
}

/** The list with errors in it replaced: for questions that do not look at the items. */
export function shapeOf(list: ListValue): Node {
  return makeList(
    partsOf(list.segments, (item) => {
      const node = toNode(attempt(() => force(item)));
      return [{ kind: 'item', value: node.kind === 'error' || node.kind === 'if' ? literal(null) : node }];
    }),
  );
}

/** The parts that segments stand for; `leaf` makes those of an item. */
export function partsOf(
  segments: readonly Segment[],
  leaf: (item: Lazy) => readonly Part[],
): readonly Part[] {
  const convert = (segment: Segment): readonly Part[] => {
    switch (segment.kind) {
      case 'item':
        return leaf(segment.value);
      case 'splice':
        return segment.of.kind === 'list' ? segment.of.parts : [{ kind: 'splice', of: segment.of }];
      case 'when':
        return when(segment.condition, partsOf(segment.segments, leaf), partsOf(segment.otherwise, leaf));
      case 'each':
        return loopParts(segment, leaf);
    }
  };
  return segments.flatMap(convert);
}

function loopParts(
  { over, name, make }: Extract<Segment, { kind: 'each' }>,
  leaf: (item: Lazy) => readonly Part[],
): readonly Part[] {
  const item = freshVariable(itemType(over), name);
  const index = freshVariable(integer(0, largest));
  return bindEach({ over, item, index }, partsOf(make(item, index), leaf));
}

/** The type of a list's items. */
export function itemType(list: Node): Type {
  return memberOf(list.type, 'array')?.items ?? never;
}

/** A loop whose variables have their final numbers. A loop that only copies is a splice. */
export function bindEach(
  { over, item, index }: { readonly over: Node; readonly item: Variable; readonly index?: Variable },
  parts: readonly Part[],
): readonly Part[] {
  const [only] = parts;
  if (parts.length === 0) return [];
  if (parts.length === 1 && only?.kind === 'item' && only.value === item)
    return [{ kind: 'splice', of: over }];
  const height = Math.max(0, ...parts.map(heightOfPart));
  const finalItem = variable(height + 1, item.type);
  const finalIndex = index && usesPart(parts, index) ? variable(height + 2, index.type) : undefined;
  const change = (node: Node): Node => {
    const once = substitute(node, item, finalItem);
    return finalIndex && index ? substitute(once, index, finalIndex) : once;
  };
  const loop = {
    over,
    item: finalItem,
    ...(item.name === undefined ? {} : { name: item.name }),
    ...(finalIndex ? { index: finalIndex } : {}),
  };
  return [{ kind: 'each', loop, parts: mapParts(parts, change) }];
}
