// NOTES.txt: lines of text, with control structures between them.
import { nodesOfParts } from '../../symbolic/children.ts';
import { type ListNode, type Node, type Part, widen } from '../../symbolic/tree.ts';
import { isKind } from '../../symbolic/types.ts';
import { type Branch, type Choice, chooseItems } from './choice.ts';
import { type Context, isNamed } from './context.ts';
import { type Item, line } from './document.ts';
import { fallbackOf } from './fallback.ts';
import { printLoop } from './loops.ts';
import { joinConditions } from './order.ts';
import { turn } from './shape.ts';
import { printInline } from './text.ts';

/** A list of lines, or one text, as a template. */
export function layOutNotes(notes: Node, context: Context): void {
  if (widen(notes).kind === 'list' && !isNamed(notes, context))
    layOutLines((widen(notes) as ListNode).parts, context);
  else if (isKind(notes.type, 'array'))
    context.items.push(line(`{{ join "\\n" ${context.print.expression(notes, context).text} }}`));
  else context.items.push(...printInline(notes, context).replace(/\n$/, '').split('\n').map(line));
  protectBlanks(context.items);
}

function layOutLines(parts: readonly Part[], context: Context): void {
  for (const part of joinConditions(parts)) layOutPart(part, context);
}

function layOutPart(part: Part, context: Context): void {
  switch (part.kind) {
    case 'item':
      return layOutLine(part.value, context);
    case 'when': {
      const { condition, parts, otherwise } = turn(part);
      const rest = otherwise.length > 0 ? { otherwise: branchOf(otherwise) } : {};
      context.items.push(...chooseItems({ condition, body: branchOf(parts), ...rest }, context));
      return;
    }
    case 'each': {
      const arm = printLoop(part.loop, branchOf(part.parts), context);
      context.items.push({ kind: 'control', arms: [arm] });
      return;
    }
    case 'splice': {
      const header = `range ${context.print.expression(part.of, context).text}`;
      context.items.push({ kind: 'control', arms: [{ header, items: [line('{{ . }}')] }] });
      return;
    }
    default:
      throw new Error(`a ${part.kind} is no line`);
  }
}

function branchOf(parts: readonly Part[]): Branch {
  return {
    nodes: nodesOfParts(parts),
    write: (inside) => {
      layOutLines(parts, inside);
      protectBlanks(inside.items);
    },
  };
}

/** A line that is one of two becomes two lines under a condition. */
function layOutLine(node: Node, context: Context): void {
  const wide = widen(node);
  if (wide.kind !== 'if' || isNamed(node, context) || fallbackOf(wide)) {
    context.items.push(...printInline(node, context).split('\n').map(line));
    return;
  }
  const branch = (value: Node): Branch => ({ nodes: [value], write: (inside) => layOutLine(value, inside) });
  const choice: Choice = {
    condition: wide.condition,
    body: branch(wide.then),
    otherwise: branch(wide.otherwise),
  };
  context.items.push(...chooseItems(choice, context));
}

/**
 * An action that cuts off the white space before it would take an empty line with it. The line moves into the branches
 * that follow, where each has text; elsewhere an action that prints nothing keeps it.
 */
function protectBlanks(items: Item[]): void {
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at] as Item;
    if (item.kind !== 'line' || item.text !== '') continue;
    const next = items[at + 1];
    if (next?.kind === 'line') continue;
    const isMoved = next?.kind === 'control' && isComplete(next);
    if (isMoved)
      items.splice(at, 2, {
        ...next,
        arms: next.arms.map((arm) => ({ ...arm, items: [item, ...arm.items] })),
      });
    else items[at] = line('{{ "" }}');
  }
}

function isComplete({ arms }: Extract<Item, { kind: 'control' }>): boolean {
  return (
    arms.length > 1 && arms.at(-1)?.header === 'else' && arms.every(({ items }) => items[0]?.kind === 'line')
  );
}
