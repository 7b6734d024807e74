// Values that need statements: lists and maps that are built step by step, folds, choices.

import { nodesOfParts } from '../../symbolic/children.ts';
import {
  type Fold,
  type If,
  type ListNode,
  type Node,
  type ObjectNode,
  type Part,
  widen,
} from '../../symbolic/tree.ts';
import { isFilled } from '../../symbolic/types.ts';
import { filledIn, isCall } from './condition.ts';
import { attempt, type Context, declare, freshName, hintOf, inner, isNamed } from './context.ts';
import { type Arm, type Item, statement } from './document.ts';
import { gatherFields } from './gather.ts';
import { argument, atom, type Expression, invoke, pipe, quoteGo } from './go.ts';
import { printLoop } from './loops.ts';
import { printFresh, printMerged, splitMap } from './merge.ts';
import { joinConditions } from './order.ts';
import { mayCollide, turn, type When } from './shape.ts';
import { canFail } from './total.ts';

export function control(...arms: readonly Arm[]): Item {
  return { kind: 'control', arms };
}

/** The value as an expression: in one where that is short, else in a variable that is filled before. */
export function materialize(node: ObjectNode | ListNode | Fold | If, context: Context): Expression {
  const short =
    node.kind === 'object'
      ? (printDict(gatherFields(node.parts), context) ?? printMergedMap(node, context))
      : node.kind === 'list'
        ? (printList(node.parts, context) ?? printListOrOther(node.parts, context))
        : undefined;
  if (short) return short;
  return declare(node, context, (place) => fill(node, place));
}

function printMergedMap(node: ObjectNode, context: Context): Expression | undefined {
  const [only, ...others] = gatherFields(node.parts);
  if (only?.kind === 'splice' && others.length === 0) return context.print.expression(only.of, context);
  return mayCollide(node.parts) ? printMerged(node, context) : undefined;
}

function fill(node: ObjectNode | ListNode | Fold | If, context: Context): string {
  switch (node.kind) {
    case 'object':
      return fillObject(node, context);
    case 'list':
      return fillList(node, context);
    case 'fold':
      return fillFold(node, context);
    case 'if':
      return fillChoice(node, context);
  }
}

/** `dict "a" x "b" y`, where every field is always there. */
function printDict(parts: readonly Part[], context: Context): Expression | undefined {
  const words: string[] = [];
  for (const part of parts) {
    if (part.kind !== 'field' && part.kind !== 'entry') return undefined;
    const key =
      part.kind === 'field' ? quoteGo(part.key) : argument(context.print.expression(part.key, context));
    words.push(key, argument(context.print.expression(part.value, context)));
  }
  return parts.length > 6 ? undefined : invoke('dict', ...words);
}

/** `xs | default (list y)`. */
function printListOrOther([only, another]: readonly Part[], context: Context): Expression | undefined {
  if (only?.kind !== 'when' || another) return undefined;
  const { condition, parts, otherwise } = turn(only);
  const [some, others] = isCall(condition, 'empty') ? [otherwise, parts] : [parts, otherwise];
  const [copy, more] = some;
  const tested = isCall(condition, 'empty') ? condition.args[0] : filledIn(condition);
  if (copy?.kind !== 'splice' || more || !tested || widen(tested) !== widen(copy.of)) return undefined;
  if (others.length === 0 || others.some((part) => part.kind !== 'item' || canFail(part.value)))
    return undefined;
  const { result, items } = attempt(context, (inside) => printList(others, inside));
  if (!result || items.length > 0) return undefined;
  return pipe(context.print.expression(copy.of, context), 'default', result);
}

/** `list x y`, or `concat (list x) ys`. Concatenated emptiness is no list in Go. */
function printList(parts: readonly Part[], context: Context): Expression | undefined {
  if (parts.some(({ kind }) => kind !== 'item' && kind !== 'splice')) return undefined;
  const runs: Expression[] = [];
  let items: Expression[] = [];
  const flush = (): void => {
    if (items.length > 0) runs.push(invoke('list', ...items));
    items = [];
  };
  for (const part of joinConditions(parts)) {
    if (part.kind === 'item') items.push(context.print.expression(part.value, context));
    if (part.kind !== 'splice') continue;
    flush();
    runs.push(context.print.expression(part.of, context));
  }
  const [start, end] = parts;
  if (parts.length === 2 && start?.kind === 'splice' && end?.kind === 'item')
    return invoke('append', runs[0] as Expression, items[0] as Expression);
  flush();
  if (runs.length < 2) return runs[0] ?? atom('list');
  const all = invoke('concat', ...runs);
  return parts.some(({ kind }) => kind === 'item')
    ? all
    : { text: `${all.text} | default list`, form: 'pipe' };
}

function fillObject(node: ObjectNode, context: Context): string {
  const name = freshName(hintOf(node, 'map', context.keys), context);
  const { start, rest } = startOf(node, context);
  context.items.push(statement(`${name} := ${start.text}`));
  addFields(name, rest, context);
  return name;
}

function startOf(
  node: ObjectNode,
  context: Context,
): { readonly start: Expression; readonly rest: readonly Part[] } {
  const split = splitMap(node, context);
  if (split.base && isNamed(split.base, context)) return printFresh(split, context);
  if (!split.base) return printFresh(split, context);
  const until = node.parts.findIndex(({ kind }) => kind !== 'field');
  const first = node.parts.slice(0, Math.min(until < 0 ? node.parts.length : until, 4));
  return { start: printDict(first, context) ?? atom('dict'), rest: node.parts.slice(first.length) };
}

function addFields(target: string, parts: readonly Part[], context: Context): void {
  for (const part of joinConditions(parts)) addField(target, part, context);
}

function addField(target: string, part: Part, context: Context): void {
  const { expression } = context.print;
  const set = (key: string, value: string): Item => statement(`$_ := set ${target} ${key} ${value}`);
  switch (part.kind) {
    case 'field':
      context.items.push(set(quoteGo(part.key), argument(expression(part.value, context))));
      return;
    case 'entry':
      context.items.push(
        set(argument(expression(part.key, context)), argument(expression(part.value, context))),
      );
      return;
    case 'splice': {
      // Neither may hide the variable that is added to.
      const inside = { ...context, taken: new Set(context.taken) };
      const [key, value] = [freshName('key', inside), freshName('value', inside)];
      const header = `range ${key}, ${value} := ${expression(part.of, context).text}`;
      context.items.push(control({ header, items: [set(key, value)] }));
      return;
    }
    default:
      addStructure(part, context, (parts, inside) => addFields(target, parts, inside));
  }
}

type Fill = (parts: readonly Part[], inside: Context) => void;

/** A loop or a condition around what `add` adds. */
export function addStructure(part: Part, context: Context, add: Fill): void {
  if (part.kind === 'each') {
    const body = { nodes: nodesOfParts(part.parts), write: (inside: Context) => add(part.parts, inside) };
    context.items.push(control(printLoop(part.loop, body, context)));
  }
  if (part.kind === 'when') context.items.push(control(...chooseArms(part, context, add)));
}

function chooseArms(part: When, context: Context, add: Fill): readonly Arm[] {
  const { condition, parts, otherwise } = turn(part);
  const header = `if ${context.print.condition(condition, context).text}`;
  const then: Arm = {
    header,
    items: inner(context, (inside) => add(parts, inside)),
    step: { kind: 'when', condition },
  };
  if (otherwise.length === 0) return [then];
  return [then, { header: 'else', items: inner(context, (inside) => add(otherwise, inside)) }];
}

function fillList(node: ListNode, context: Context): string {
  const name = freshName(hintOf(node, 'items', context.keys), context);
  const until = node.parts.findIndex(({ kind }) => kind !== 'item');
  const first = node.parts.slice(0, until);
  context.items.push(statement(`${name} := ${(printList(first, context) ?? atom('list')).text}`));
  addItems(name, node.parts.slice(first.length), context);
  return name;
}

function addItems(target: string, parts: readonly Part[], context: Context): void {
  for (const part of joinConditions(parts)) {
    if (part.kind === 'item') {
      const value = argument(context.print.expression(part.value, context));
      context.items.push(statement(`${target} = append ${target} ${value}`));
    } else if (part.kind === 'splice') {
      const list = argument(context.print.expression(part.of, context));
      const rest = isFilled(part.of.type) ? '' : ' | default list';
      context.items.push(statement(`${target} = concat ${target} ${list}${rest}`));
    } else addStructure(part, context, (inside, place) => addItems(target, inside, place));
  }
}

function fillFold({ over, item, accumulator, initial, body, ...node }: Fold, context: Context): string {
  const name = freshName(node.name ?? hintOf(accumulator, 'result'), context);
  const added = addedTo(accumulator, body);
  const start = context.print.expression(initial, context);
  const isFresh = !added || initial.kind === 'object';
  context.items.push(statement(`${name} := ${isFresh ? start.text : `deepCopy ${argument(start)}`}`));
  context.names.set(accumulator, name);
  const write = (inside: Context): void => {
    if (added) return addFields(name, added, inside);
    const { text } = inside.print.expression(body, inside);
    inside.items.push(statement(`${name} = ${text}`));
  };
  context.items.push(control(printLoop({ over, item }, { nodes: [body], write }, context)));
  return name;
}

/** The one field that each round adds to a map, which is then set in place. */
function addedTo(accumulator: Node, body: Node): readonly Part[] | undefined {
  const wide = widen(body);
  if (wide.kind !== 'object' || wide.parts.length !== 2) return undefined;
  const [start, ...rest] = wide.parts;
  return start?.kind === 'splice' && widen(start.of) === accumulator ? rest : undefined;
}

/** The branch that cannot fail comes first, unless both can. */
function fillChoice(node: If, context: Context): string {
  const name = freshName(hintOf(node, 'value'), context);
  const { condition, then, otherwise } = node;
  const start = canFail(otherwise) ? undefined : context.print.expression(otherwise, context).text;
  context.items.push(statement(`${name} := ${start ?? '""'}`));
  const assign = (value: Node): Item[] =>
    inner(context, (inside) => {
      const { text } = inside.print.expression(value, inside);
      inside.items.push(statement(`${name} = ${text}`));
    });
  const header = `if ${context.print.condition(condition, context).text}`;
  const first: Arm = { header, items: assign(then), step: { kind: 'when', condition } };
  context.items.push(
    control(first, ...(start === undefined ? [{ header: 'else', items: assign(otherwise) }] : [])),
  );
  return name;
}
