// Questions about a list that loops and conditions make, answered without making it: any, all, how many.
import { not } from '../../symbolic/build.ts';
import { type Call, type ListNode, type Node, type Part, widen } from '../../symbolic/tree.ts';
import { type Context, declare, freshName, hintOf } from './context.ts';
import { type Item, statement } from './document.ts';
import { argument, type Expression } from './go.ts';
import { addStructure, control } from './materialize.ts';
import { joinConditions } from './order.ts';

/** Whether the list is put together here, rather than being a value or a variable. */
export function isComputed(node: Node): node is ListNode {
  return widen(node).kind === 'list';
}

/** std.any and std.all of a list that a loop makes: a flag that an item changes. */
export function printQuantifier(word: 'any' | 'all', node: Call, context: Context): Expression {
  const list = widen(node.args[0] as Node) as ListNode;
  const items: Node[] = [];
  eachItem(list.parts, (item) => items.push(item));
  return declare(node, context, (place) => {
    const name = freshName(node.name ?? list.name ?? hintOf(items[0] ?? list, word), place);
    place.items.push(statement(`${name} := ${word === 'all'}`));
    addTests(name, { word, parts: list.parts }, place);
    return name;
  });
}

function addTests(
  name: string,
  { word, parts }: { word: 'any' | 'all'; parts: readonly Part[] },
  context: Context,
): void {
  const change = statement(`${name} = ${word === 'any'}`);
  const test = (condition: string): Item => control({ header: `if ${condition}`, items: [change] });
  for (const part of joinConditions(parts)) {
    if (part.kind === 'item') {
      const asked = word === 'all' ? not(part.value) : part.value;
      context.items.push(test(context.print.condition(asked, context).text));
    } else if (part.kind === 'splice') {
      const list = argument(context.print.expression(part.of, context));
      context.items.push(test(`has ${word === 'any'} ${list}`));
    } else addStructure(part, context, (inside, place) => addTests(name, { word, parts: inside }, place));
  }
}

function eachItem(parts: readonly Part[], visit: (item: Node) => void): void {
  for (const part of joinConditions(parts)) {
    if (part.kind === 'item') visit(part.value);
    if (part.kind === 'each') eachItem(part.parts, visit);
    if (part.kind === 'when') eachItem([...part.parts, ...part.otherwise], visit);
  }
}

/** The length of a list that loops and conditions make, counted without making it. */
export function countItems(node: Call, context: Context): Expression {
  const list = widen(node.args[0] as Node) as ListNode;
  return declare(node, context, (place) => {
    const name = freshName(node.name ?? 'count', place);
    place.items.push(statement(`${name} := 0`));
    addCounts(name, list.parts, place);
    return name;
  });
}

function addCounts(name: string, parts: readonly Part[], context: Context): void {
  for (const part of joinConditions(parts)) {
    if (part.kind === 'item') context.items.push(statement(`${name} = add1 ${name}`));
    else if (part.kind === 'splice') {
      const list = argument(context.print.expression(part.of, context));
      context.items.push(statement(`${name} = add ${name} (len ${list})`));
    } else addStructure(part, context, (inside, place) => addCounts(name, inside, place));
  }
}
