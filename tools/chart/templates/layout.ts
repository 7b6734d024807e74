// Nodes as lines of YAML, with control structures around what is conditional or repeated.

import { call, not } from '../../symbolic/build.ts';
import { nodesOfParts } from '../../symbolic/children.ts';
import { makeList, makeObject } from '../../symbolic/parts.ts';
import {
  isLiteral,
  type ListNode,
  type Loop,
  type Node,
  type ObjectNode,
  type Part,
  widen,
} from '../../symbolic/tree.ts';
import { isKind } from '../../symbolic/types.ts';
import { type Branch, type Choice, chooseItems } from './choice.ts';
import { filledIn, isCall } from './condition.ts';
import { type Context, include, inner, isNamed } from './context.ts';
import { type Arm, type Item, line } from './document.ts';
import { fallbackOf, isTernary } from './fallback.ts';
import { gatherFields } from './gather.ts';
import { fillednessOf, isFilledBy } from './given.ts';
import { type Expression, invoke, pipe } from './go.ts';
import { type Body, printLoop } from './loops.ts';
import { materialize } from './materialize.ts';
import { without } from './merge.ts';
import { joinConditions, orderParts, startPlainly } from './order.ts';
import { bodyPlace, fieldPlace, itemPlace, type Place } from './place.ts';
import { printIsFloat, printScalar, textOfUnion } from './scalar.ts';
import { maybeEmpty, maybeNone, mayCollide, turn, type When } from './shape.ts';
import { printKey } from './text.ts';
import { formatBlock, formatKey } from './yaml.ts';

const freeKeys: ReadonlySet<string> = new Set([
  ...['data', 'stringData', 'binaryData', 'labels', 'annotations', 'matchLabels'],
]);

/** A field of a map. */
function layOutField(key: string, node: Node, context: Context): void {
  layOut(node, context, { ...fieldPlace(() => formatKey(key)), isFree: freeKeys.has(key) });
}

/** The node alone, as the body of a helper or of a file. */
export function layOutBody(node: Node, context: Context): void {
  layOut(node, context, bodyPlace);
}

function layOut(node: Node, context: Context, place: Place): void {
  const wide = widen(node);
  if (isNamed(node, context)) return layOutKnown(node, context, place);
  const choice = choiceOf(node, context, place);
  if (choice) {
    context.items.push(...chooseItems(choice, context));
    return;
  }
  if (wide.kind === 'object') context.items.push(...place.block(objectItems(wide, context, place), context));
  else if (wide.kind === 'list') context.items.push(...place.block(listItems(wide, context), context));
  else layOutKnown(node, context, place);
}

/** The value as a choice between two, where it is no expression of one line. */
function choiceOf(node: Node, context: Context, place: Place): Choice | undefined {
  if (isNamed(node, context)) return undefined;
  const union = textOfUnion(node);
  const wide = union ?? widen(node);
  if (wide.kind !== 'if' || fallbackOf(wide) || (!union && isTernary(wide))) return undefined;
  const branch = (value: Node): Branch => {
    const choice = choiceOf(value, context, place);
    const body = { nodes: [value], write: (inside: Context) => layOut(value, inside, place) };
    return choice ? { ...body, choice } : body;
  };
  return {
    condition: wide.condition,
    ...(union ? { header: printIsFloat(node, context) } : {}),
    body: branch(wide.then),
    otherwise: branch(wide.otherwise),
  };
}

/** A value that is at hand: a path, a variable, a helper, a literal, or the result of functions. */
function layOutKnown(node: Node, context: Context, place: Place): void {
  const block =
    node.kind === 'literal' && typeof node.value === 'string' ? formatBlock(node.value) : undefined;
  if (block && place !== bodyPlace) {
    const [first, ...rest] = place.inline(block.header, context);
    const lines = block.lines.map((text) => line(text));
    context.items.push(first as Item, { kind: 'nest', items: lines }, ...rest);
    return;
  }
  if (isKind(node.type, 'object') || isKind(node.type, 'array')) {
    context.items.push(...place.block([insertYaml(node, context)], context));
  } else {
    const text = printScalar(node, context);
    context.items.push(...place.inline(text, context));
  }
}

function insertYaml(node: Node, context: Context): Item {
  const helper = context.helpers.get(widen(node));
  if (!helper || helper.node === context.self || context.names.has(helper.node))
    return { kind: 'insert', text: printYaml(context.print.expression(node, context)) };
  return { kind: 'insert', text: include(helper.name, context).text, helper: helper.name };
}

function printYaml(value: Expression): string {
  return (value.form === 'atom' ? invoke('toYaml', value) : pipe(value, 'toYaml')).text;
}

/** The lines of a map; `{}` where there are none. */
function objectItems(node: ObjectNode, context: Context, place: Place): Item[] {
  if (node.parts.length === 0) return [line('{}')];
  return inner(context, (inside) => {
    const base = context.bases.get(node);
    const isIncluded = base !== undefined && isNamed(base, context);
    const parts = gatherFields(isIncluded ? without(node.parts, base) : node.parts);
    const found: readonly Part[] = isIncluded ? [{ kind: 'splice', of: base }, ...parts] : parts;
    const all = place.isFree ? found : orderParts(shareConditions(found, inside));
    if (mayCollide(all)) inside.items.push({ kind: 'insert', text: printYaml(materialize(node, inside)) });
    else layOutParts(place === itemPlace ? startPlainly(all) : all, { empty: '{}', node }, inside);
  });
}

/** A field with one of two values joins other fields under the same condition. */
function shareConditions(parts: readonly Part[], context: Context): readonly Part[] {
  const choices = new Map(parts.map((part) => [part, choiceOfField(part, context)]));
  const conditions = parts.flatMap((part) => {
    const when = part.kind === 'when' ? turn(part) : choices.get(part);
    return when ? [when.condition] : [];
  });
  const isShared = ({ condition }: When): boolean => conditions.filter((one) => one === condition).length > 1;
  return parts.map((part) => {
    const choice = choices.get(part);
    return choice && isShared(choice) ? choice : part;
  });
}

function choiceOfField(part: Part, context: Context): When | undefined {
  const value = part.kind === 'field' ? widen(part.value) : undefined;
  if (part.kind !== 'field' || value?.kind !== 'if' || isNamed(value, context) || fallbackOf(value))
    return undefined;
  const { condition, then, otherwise } = value;
  const field = (one: Node): readonly Part[] => [{ ...part, value: one }];
  return { kind: 'when', condition, parts: field(then), otherwise: field(otherwise) };
}

function listItems(node: ListNode, context: Context): Item[] {
  if (node.parts.length === 0) return [line('[]')];
  const parts = context.runs.get(node) ?? node.parts;
  return inner(context, (inside) => layOutParts(joinConditions(parts), { empty: '[]', node }, inside));
}

interface Whole {
  readonly empty: '{}' | '[]';
  readonly node: Node;
}

/** Text that is never empty: where all parts may be absent, the empty value stands instead. */
function layOutParts(parts: readonly Part[], { empty, node }: Whole, context: Context): void {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'splice') context.items.push(insertYaml(only.of, context));
  else if (!maybeNone(parts) || isFilledBy(context.given, node)) layOutEach(parts, context);
  else if (parts.length === 1 && only?.kind === 'each' && !maybeNone(only.parts)) {
    const arm = loopArm(only.loop, only.parts, context);
    const otherwise = isFilledBy(context.given, only.loop.over)
      ? []
      : [{ header: 'else', items: [line(empty)] }];
    context.items.push({ kind: 'control', arms: [arm, ...otherwise] });
  } else if (parts.length === 1 && only?.kind === 'when' && isChain(only)) {
    context.items.push(...chooseItems(choiceOfWhen(only, context, emptyBranch(empty)), context));
  } else if (parts.length === 1 && only?.kind === 'when' && only.otherwise.length > 0) {
    const { condition, parts: some, otherwise: others } = turn(only);
    const whole = (inner: readonly Part[]): Body => wholeBody(inner, { empty, node });
    context.items.push(
      ...chooseItems({ condition, body: whole(some), otherwise: whole(others), plain: true }, context),
    );
  } else if (asksOfParts(fillednessOf(node), node)) {
    const choice = { body: bodyOf(parts), otherwise: emptyBranch(empty), plain: true };
    context.items.push(...chooseItems({ ...choice, condition: fillednessOf(node) }, context));
  } else
    context.items.push({
      kind: 'insert',
      text: printYaml(materialize(node as ObjectNode | ListNode, context)),
    });
}

/** Whether the parts say when there are any, so that the whole need not be put together to find out. */
function asksOfParts(filledness: Node, node: Node): boolean {
  return filledIn(filledness) !== node;
}

/** One of two texts that each are never empty. */
function wholeBody(parts: readonly Part[], { empty, node }: Whole): Body {
  const own = node.kind === 'object' ? makeObject(parts) : makeList(parts);
  const write = (inside: Context): void => layOutParts(joinConditions(parts), { empty, node: own }, inside);
  return { nodes: nodesOfParts(parts), write };
}

function emptyBranch(empty: string): Branch {
  return { nodes: [], write: (inside) => void inside.items.push(line(empty)) };
}

/** `if … else if …`, each with something in it. */
function isChain({ parts, otherwise }: When): boolean {
  const [next] = otherwise;
  if (maybeNone(parts)) return false;
  if (otherwise.length === 1 && next?.kind === 'when') return isChain(next);
  return otherwise.length === 0 || !maybeNone(otherwise);
}

function layOutEach(parts: readonly Part[], context: Context): void {
  for (const part of joinConditions(parts)) layOutPart(part, context);
}

function layOutPart(part: Part, context: Context): void {
  switch (part.kind) {
    case 'field':
      return layOutField(part.key, part.value, context);
    case 'entry':
      return layOut(
        part.value,
        context,
        fieldPlace((inside) => printKey(part.key, inside)),
      );
    case 'item':
      return layOut(part.value, context, itemPlace);
    case 'splice':
      return layOutSplice(part.of, context);
    case 'each':
      context.items.push({ kind: 'control', arms: [loopArm(part.loop, part.parts, context)] });
      return;
    case 'when':
      return layOutWhen(part, context);
  }
}

/** Beside siblings there must be no `{}` or `[]`. */
function layOutSplice(of: Node, context: Context): void {
  if (!maybeEmpty(of)) {
    context.items.push(insertYaml(of, context));
    return;
  }
  const value = context.print.expression(of, context);
  const items: Item[] = [{ kind: 'insert', text: 'toYaml .' }];
  const step = { kind: 'when', condition: not(call('empty', of)) } as const;
  context.items.push({ kind: 'control', arms: [{ header: `with ${value.text}`, items, step }] });
}

function layOutWhen(part: When, context: Context): void {
  const list = splicedIfThere(part);
  if (list) return layOutSplice(list, context);
  context.items.push(...chooseItems(choiceOfWhen(part, context), context));
}

/** What is spliced if it is there: `with` asks for both that and that it is not empty. */
function splicedIfThere({ condition, parts, otherwise }: When): Node | undefined {
  const [only] = parts;
  if (parts.length !== 1 || only?.kind !== 'splice' || otherwise.length > 0 || !isCall(condition, 'has'))
    return undefined;
  const of = widen(only.of);
  const [map, key] = condition.args as [Node, Node];
  const isEntry =
    of.kind === 'field'
      ? of.of === map && isLiteral(key, of.field)
      : of.kind === 'index' && of.of === map && of.key === key;
  return isEntry && maybeEmpty(of) ? of : undefined;
}

/** Where no condition holds, `last` stands. */
function choiceOfWhen({ condition, parts, otherwise }: When, context: Context, last?: Branch): Choice {
  const branch = (some: readonly Part[], end?: Branch): Branch => {
    const choice = nextChoice(some, context, end);
    return choice ? { ...bodyOf(some), choice } : bodyOf(some);
  };
  const rest = otherwise.length > 0 ? branch(otherwise, last) : last;
  return { condition, body: branch(parts), ...(rest ? { otherwise: rest } : {}) };
}

function bodyOf(parts: readonly Part[]): Body {
  return { nodes: nodesOfParts(parts), write: (inside) => layOutEach(parts, inside) };
}

/** The choice that parts consist of: an `else if`. */
function nextChoice(parts: readonly Part[], context: Context, last?: Branch): Choice | undefined {
  const [only] = parts;
  if (parts.length !== 1 || !only) return undefined;
  if (only.kind === 'when') return choiceOfWhen(turn(only), context, last);
  if (only.kind === 'field')
    return choiceOf(
      only.value,
      context,
      fieldPlace(() => formatKey(only.key)),
    );
  return only.kind === 'item' ? choiceOf(only.value, context, itemPlace) : undefined;
}

function loopArm(loop: Loop, parts: readonly Part[], context: Context): Arm {
  return printLoop(loop, bodyOf(parts), context);
}
