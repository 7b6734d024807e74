// Trees of small texts as nested arrays that tests can spell out.
import { JsonnetError } from '../../../tools/jsonnet/errors.ts';
import { createSource, formatSpan } from '../../../tools/jsonnet/source.ts';
import { parse } from '../../../tools/jsonnet/syntax/parser.ts';
import type { Expression, Tree } from '../../../tools/jsonnet/syntax/tree.ts';

export function parseText(text: string): Tree {
  return parse(createSource('probe.jsonnet', text));
}

/** The root expression of a text. */
export function rootOf<K extends Expression['kind']>(
  text: string,
  kind: K,
): Extract<Expression, { kind: K }> {
  const { root } = parseText(text);
  if (root.kind !== kind) throw new Error(`${text} is ${root.kind}, not ${kind}`);
  return root as Extract<Expression, { kind: K }>;
}

/** The error of a text that does not parse, as `place message`. */
export function errorOf(text: string): string {
  try {
    parseText(text);
  } catch (error) {
    if (!(error instanceof JsonnetError) || error.kind !== 'static') throw error;
    const place = error.frames[0]?.place;
    if (error.frames.length !== 1 || !place || typeof place === 'string') throw error;
    return `${formatSpan(place.source, place.span)} ${error.message}`;
  }
  throw new Error(`${text} parses`);
}

/** Every node, bind, parameter, clause … below the root: its kind (or name) and the text that it spans. */
export function spansOf(text: string): readonly string[] {
  const found: string[] = [];
  visit(parseText(text).root, (node, key) => {
    const label = 'kind' in node ? node.kind : key;
    found.push(`${label} ${text.slice(node.start, node.end)}`);
  });
  return found;
}

interface Spanned {
  readonly start: number;
  readonly end: number;
  readonly kind?: string;
}

function visit(value: unknown, seen: (node: Spanned, key: string) => void, key = 'root'): void {
  if (Array.isArray(value)) for (const item of value) visit(item, seen, key);
  else if (typeof value === 'object' && value !== null) {
    if ('start' in value && 'end' in value) seen(value as Spanned, key);
    for (const [name, child] of Object.entries(value)) visit(child, seen, name);
  }
}

/** An expression without its positions and with operators fully bracketed. */
export function bracketsOf(text: string): string {
  return brackets(parseText(text).root);
}

function brackets(node: Expression): string {
  switch (node.kind) {
    case 'binary':
      return `(${brackets(node.left)} ${node.operator} ${brackets(node.right)})`;
    case 'in-super':
      return `(${brackets(node.name)} in super)`;
    case 'unary':
      return `(${node.operator}${brackets(node.operand)})`;
    case 'variable':
      return node.name;
    case 'number':
      return node.text;
    case 'dot':
      return `${brackets(node.target)}.${node.name}`;
    case 'apply':
      return `${brackets(node.target)}(${node.positional.map(brackets).join(', ')})`;
    case 'error':
      return `(error ${brackets(node.message)})`;
    case 'local':
      return `(local ${node.binds.map(({ name, body }) => `${name} = ${brackets(body)}`).join(', ')}; ${brackets(node.body)})`;
    case 'if':
      return `(if ${brackets(node.condition)} then ${brackets(node.then)}${node.otherwise ? ` else ${brackets(node.otherwise)}` : ''})`;
    default:
      return `<${node.kind}>`;
  }
}
