// Bodies of helpers that give a text: lines with actions, or one branch below the other.
import type { If, Node } from '../../symbolic/tree.ts';
import { widen } from '../../symbolic/tree.ts';
import { type Branch, type Choice, chooseItems } from './choice.ts';
import type { Context, Helper } from './context.ts';
import { line, statement } from './document.ts';
import { fallbackOf } from './fallback.ts';
import { quoteGo } from './go.ts';
import { printInline } from './text.ts';

/** The text of a helper; `true` or nothing for a condition. */
export function layOutText(helper: Helper, context: Context): void {
  if (helper.gives === 'boolean') {
    const header = `if ${context.print.condition(helper.node, context).text}`;
    context.items.push({
      kind: 'control',
      arms: [{ header, items: [statement('"true"')], step: { kind: 'when', condition: helper.node } }],
    });
    return;
  }
  layOutLine(helper.node, context, true);
}

function layOutLine(node: Node, context: Context, first: boolean): void {
  const wide = widen(node);
  if (wide.kind === 'if' && !fallbackOf(wide)) return layOutBranches(wide, context);
  const text = printInline(node, context);
  const isAlone = first && context.items.length === 0;
  if (isAlone && !/^\s|\n|\s$/.test(text)) context.items.push(...breakText(text).map(line));
  else if (text.startsWith('{{ ') && !/\n|\s$/.test(text))
    context.items.push(...breakText(`{{-${text.slice(2)}`).map(line));
  else if (wide.kind === 'literal') context.items.push(statement(quoteGo(String(wide.value))));
  else context.items.push(statement(context.print.expression(node, context).text));
}

/** A long text goes on below, where an action follows an action: the new line is cut off again. */
function breakText(text: string): readonly string[] {
  if (text.length <= 100) return [text];
  const [start, ...rest] = text.split(/(?<=\}\})\{\{ (?=(?:with|if) )/);
  return [start as string, ...rest.map((one) => `{{- ${one}`)];
}

function layOutBranches(node: If, context: Context): void {
  context.items.push(...chooseItems(choiceOf(node), context));
}

function choiceOf({ condition, then, otherwise }: If): Choice {
  return { condition, body: branchOf(then), otherwise: branchOf(otherwise) };
}

function branchOf(node: Node): Branch {
  const wide = widen(node);
  const body = { nodes: [node], write: (inside: Context) => layOutLine(node, inside, false) };
  return wide.kind === 'if' && !fallbackOf(wide) ? { ...body, choice: choiceOf(wide) } : body;
}
