// Texts as text: literals and actions beside each other, as in the body of a helper.
import { type If, type Node, widen } from '../../symbolic/tree.ts';
import { isInteger, isKind, memberOf } from '../../symbolic/types.ts';
import { filledIn, isCall } from './condition.ts';
import { attempt, type Context, inner, isNamed } from './context.ts';
import { fallbackOf } from './fallback.ts';
import { pipe, quoteGo } from './go.ts';
import { castInteger } from './numbers.ts';
import { textsOfKey } from './shape.ts';
import { formatKey } from './yaml.ts';

/** The text of a node on one line, or undefined where it needs statements in its middle. */
export function printInline(node: Node, context: Context): string {
  const wide = widen(node);
  if (isNamed(node, context)) return action(context.print.expression(node, context).text);
  if (wide.kind === 'literal') return escapeLiteral(String(wide.value));
  if (wide.kind === 'call' && wide.operation === 'concat')
    return wide.args.map((arg) => printInline(arg, context)).join('');
  if (wide.kind === 'if' && !fallbackOf(wide)) return printInlineIf(wide, context);
  const [shown] = isCall(wide, 'toText') ? wide.args : [];
  if (shown && isInteger(shown.type)) return action(castInteger(shown, context).text);
  if (shown && isKind(shown.type, 'boolean')) return action(context.print.expression(shown, context).text);
  return action(context.print.expression(node, context).text);
}

/** A computed key, without quotes where all that it may be needs none. */
export function printKey(key: Node, context: Context): string {
  if (textsOfKey(key)?.every((text) => formatKey(text) === text)) return printInline(key, context);
  return action(pipe(context.print.expression(key, context), 'quote').text);
}

function action(text: string): string {
  return `{{ ${text} }}`;
}

/** Text in which nothing is taken for an action. */
function escapeLiteral(text: string): string {
  return text.replace(/\{\{|<no value>/g, (found) => action(quoteGo(found)));
}

function printInlineIf({ condition, then, otherwise }: If, context: Context): string {
  const isTurned = isCall(condition, 'empty');
  const tested = isTurned ? widen(condition.args[0] as Node) : filledIn(condition);
  const [yes, no] = isTurned ? [otherwise, then] : [then, otherwise];
  const end = isEmptyText(no) ? '' : `{{ else }}${printInline(no, context)}`;
  const head = tested
    ? `with ${context.print.expression(tested, context).text}`
    : `if ${context.print.condition(condition, context).text}`;
  return `{{ ${head} }}${within(yes, tested, context)}${end}{{ end }}`;
}

function within(node: Node, dot: Node | undefined, context: Context): string {
  let text = '';
  const items = inner(
    context,
    (inside) => {
      text = printInline(node, inside);
    },
    dot ? { dot } : {},
  );
  if (items.length > 0) context.items.push(...items);
  return text;
}

function isEmptyText(node: Node): boolean {
  return node.kind === 'literal' && node.value === '';
}

/** Unquoted YAML, where the pieces make sure that it is read as a string. */
export function printPlainText(node: Node, context: Context): string | undefined {
  if (!isCall(node, 'concat') || isNamed(node, context)) return undefined;
  if (!node.args.every(isPlainPiece)) return undefined;
  const [first] = node.args;
  const text = node.args.map((arg) => (arg.kind === 'literal' ? String(arg.value) : ''));
  const startsSafely = first?.kind !== 'literal' ? isName(first as Node) : /^[A-Za-z]/.test(text[0] ?? '');
  const isWord = text.some((piece) => /-[g-z]/.test(piece)) || /^[A-Za-z]+-/.test(text[0] ?? '');
  if (!startsSafely || !isWord) return undefined;
  const { result, items, keep } = attempt(context, (inside) =>
    node.args.map((arg) => printInline(arg, inside)).join(''),
  );
  if (items.length > 0) keep();
  return result;
}

function isPlainPiece(node: Node): boolean {
  if (node.kind === 'literal') return /^[A-Za-z0-9._/-]*$/.test(String(node.value));
  if (isCall(node, 'replace')) {
    const [from, , to] = node.args as [Node, Node, Node];
    return isName(from) && isPlainPiece(to);
  }
  return isName(node);
}

/** A name as Kubernetes wants it: letters, digits, dashes and dots, neither of them at the beginning. */
function isName(node: Node): boolean {
  if (node.kind === 'field' && node.of.kind === 'input' && node.of.input === 'chart')
    return node.field === 'version';
  const pattern = memberOf(node.type, 'string')?.pattern;
  return pattern !== undefined && /^\^\[a-z0-9\]\(/.test(pattern);
}
