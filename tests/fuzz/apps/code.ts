// Generated Jsonnet as a tree of pieces, so that a failing application can be made smaller piece by piece.
import type { Type } from './types.ts';

export interface Expression {
  readonly kind: 'expression';
  readonly type: Type;
  readonly parts: readonly Piece[];
}

/** Members of which any can be left out. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly separator: string;
  readonly items: readonly Piece[];
}

/** Text with expressions in it that is no expression itself: a field, a local. */
export interface Fragment {
  readonly kind: 'fragment';
  readonly parts: readonly Piece[];
}

export type Code = Expression | Sequence | Fragment;
export type Piece = string | Code;

type Template = (strings: TemplateStringsArray, ...pieces: readonly Piece[]) => Expression;

function interleave(strings: readonly string[], pieces: readonly Piece[]): readonly Piece[] {
  return strings.flatMap((part, at): readonly Piece[] => {
    const piece = pieces[at];
    return piece === undefined ? [part] : [part, piece];
  });
}

/** ``code(type)`if ${condition} then ${a} else ${b}` ``. */
export function code(type: Type): Template {
  return (strings, ...pieces) => ({ kind: 'expression', type, parts: interleave(strings, pieces) });
}

export function fragment(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Fragment {
  return { kind: 'fragment', parts: interleave(strings, pieces) };
}

export function sequence(items: readonly Piece[], separator = ', '): Sequence {
  return { kind: 'sequence', separator, items };
}

/** Text of a literal; strings, numbers and structures of JSON are Jsonnet. */
export function literal(type: Type, value: unknown): Expression {
  return { kind: 'expression', type, parts: [JSON.stringify(value)] };
}

export function printCode(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  if (piece.kind === 'sequence') return piece.items.map(printCode).join(piece.separator);
  return piece.parts.map(printCode).join('');
}

/** `holder.name`, or with brackets where the name is no identifier. */
export function member(holder: string, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !keywords.has(name)
    ? `${holder}.${name}`
    : `${holder}[${quote(name)}]`;
}

/** A name as an object's key. */
export function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !keywords.has(name) ? name : quote(name);
}

export function quote(name: string): string {
  return JSON.stringify(name);
}

const keywords: ReadonlySet<string> = new Set(
  'assert else error false for function if import importstr importbin in local null tailstrict then self super true'.split(
    ' ',
  ),
);
