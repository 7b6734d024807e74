// Makes a failing application small: leaves out members, puts literals and inner expressions in place of larger ones.

import type { GeneratedApp } from './application.ts';
import type { Code, Expression, Piece } from './code.ts';
import { fits, type Type } from './types.ts';

type Shows = (candidate: GeneratedApp) => boolean | Promise<boolean>;

/** Takes every smaller application that still shows the failure, until none does or the budget is spent. */
export async function shrinkApp(app: GeneratedApp, shows: Shows, budget: number): Promise<GeneratedApp> {
  let best = app;
  let left = budget;
  for (;;) {
    const before = best;
    for (const place of ['main', 'library'] as const) {
      const tried = new Set<Piece>();
      let at = 0;
      while (left > 0) {
        const candidate = nthSmaller(best[place], at);
        if (candidate === undefined) break;
        at++;
        if (tried.has(candidate)) continue;
        left--;
        const smaller = { ...best, [place]: candidate };
        if (!(await shows(smaller))) continue;
        best = smaller;
      }
    }
    if (best === before || left <= 0) return best;
  }
}

/** Candidates are made anew for the smaller piece; those before the number did not help. */
function nthSmaller(piece: Piece, number: number): Piece | undefined {
  let at = 0;
  for (const candidate of smaller(piece)) if (at++ === number) return candidate;
  return undefined;
}

/** The largest steps first, the outermost before what is inside. */
function* smaller(piece: Piece): Generator<Piece> {
  if (typeof piece === 'string') return;
  yield* replacements(piece);
  if (piece.kind === 'sequence') {
    for (let size = piece.items.length; size >= 1; size = size >> 1)
      for (let at = 0; at < piece.items.length; at += size)
        yield { ...piece, items: [...piece.items.slice(0, at), ...piece.items.slice(at + size)] };
    for (const [at, item] of piece.items.entries())
      for (const other of smaller(item)) yield { ...piece, items: piece.items.with(at, other) };
    return;
  }
  for (const [at, part] of piece.parts.entries())
    for (const other of smaller(part)) yield { ...piece, parts: piece.parts.with(at, other) };
}

function* replacements(piece: Code): Generator<Piece> {
  if (piece.kind !== 'expression') return;
  const [only] = piece.parts;
  const isLeaf = piece.parts.length === 1 && typeof only === 'string';
  for (const simple of simplest(piece.type)) if (only !== simple) yield { ...piece, parts: [simple] };
  if (isLeaf) return;
  for (const inner of innerExpressions(piece)) if (fits(inner.type, piece.type)) yield inner;
}

/** Those directly inside first. */
function* innerExpressions(piece: Piece): Generator<Expression> {
  if (typeof piece === 'string') return;
  const parts = piece.kind === 'sequence' ? piece.items : piece.parts;
  for (const part of parts) if (typeof part !== 'string' && part.kind === 'expression') yield part;
  for (const part of parts) yield* innerExpressions(part);
}

function simplest(type: Type): readonly string[] {
  switch (type.kind) {
    case 'text':
      return ["'a'"];
    case 'integer':
      return ['1', '0'];
    case 'boolean':
      return ['true', 'false'];
    case 'list':
    case 'freeList':
      return ['[]'];
    case 'map':
    case 'free':
    case 'record':
      return ['{}'];
    case 'number':
      return ['0'];
    case 'null':
      return ['null'];
    default:
      return [];
  }
}
