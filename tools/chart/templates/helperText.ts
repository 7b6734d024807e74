// Bodies of helpers that give a text: lines with actions, or one branch below the other.
import type { If, Node } from '../../symbolic/tree.ts';
import { widen } from '../../symbolic/tree.ts';
import { chooseItems } from './choice.ts';
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
  const startsSafely = isAlone && !/^\s|\n|\s$/.test(text);
  if (startsSafely) context.items.push(line(text));
  else if (text.startsWith('{{ ') && !/\n/.test(text)) context.items.push(line(`{{-${text.slice(2)}`));
  else if (wide.kind === 'literal') context.items.push(statement(quoteGo(String(wide.value))));
  else context.items.push(statement(context.print.expression(node, context).text));
}

function layOutBranches({ condition, then, otherwise }: If, context: Context): void {
  const body = (node: Node) => ({
    nodes: [node],
    write: (inside: Context) => layOutLine(node, inside, false),
  });
  const rest = widen(otherwise);
  const choice = rest.kind === 'if' && !fallbackOf(rest) ? { choice: chainOf(rest, body) } : {};
  context.items.push(
    ...chooseItems({ condition, body: body(then), otherwise: { ...body(otherwise), ...choice } }, context),
  );
}

function chainOf(
  { condition, then, otherwise }: If,
  body: (node: Node) => { nodes: Node[]; write: (inside: Context) => void },
): import('./choice.ts').Choice {
  const rest = widen(otherwise);
  const choice = rest.kind === 'if' && !fallbackOf(rest) ? { choice: chainOf(rest, body) } : {};
  return { condition, body: body(then), otherwise: { ...body(otherwise), ...choice } };
}
