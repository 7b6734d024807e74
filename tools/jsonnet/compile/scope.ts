// Where variables live: which frame, counted outwards from the code that uses them, and which slot in it.
import type { Layout } from '../evaluation/functions.ts';
import { selfSlot } from '../evaluation/objects.ts';

/** One kind of activation, nested as the code is. */
export interface FrameScope extends Layout {
  readonly kind: 'file' | 'function' | 'loop' | 'object';
  readonly parent: FrameScope | undefined;
}

/** Names visible at one place, innermost first. */
export interface Scope {
  readonly frame: FrameScope;
  readonly names: ReadonlyMap<string, number>;
  readonly outer: Scope | undefined;
}

/** `depth` frames outwards, then `slot`. */
export interface Place {
  readonly depth: number;
  readonly slot: number;
}

export function openFrame(
  kind: FrameScope['kind'],
  outer: Scope | undefined,
  names: readonly string[],
): Scope {
  const reserved = kind === 'object' ? 3 : 1;
  const frame: FrameScope = { kind, parent: outer?.frame, size: reserved + names.length };
  return { frame, names: new Map(names.map((name, at) => [name, reserved + at])), outer };
}

/** New variables in the frame that `outer` is in: `local` needs no frame of its own. */
export function extendScope(outer: Scope, names: readonly string[]): Scope {
  const { frame } = outer;
  const slots = new Map(names.map((name) => [name, frame.size++]));
  return { frame, names: slots, outer };
}

export function resolveName(scope: Scope, name: string): Place | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const slot = at.names.get(name);
    if (slot !== undefined) return { depth: distance(scope.frame, at.frame), slot };
  }
  return undefined;
}

/** The nearest enclosing object, for `self` and `super`; undefined outside of objects. */
export function resolveSelf(scope: Scope): Place | undefined {
  let depth = 0;
  for (let at: FrameScope | undefined = scope.frame; at; at = at.parent, depth++) {
    if (at.kind === 'object') return { depth, slot: selfSlot };
  }
  return undefined;
}

/** The outermost object, for `$`. */
export function resolveDollar(scope: Scope): Place | undefined {
  let depth = 0;
  let found: Place | undefined;
  for (let at: FrameScope | undefined = scope.frame; at; at = at.parent, depth++) {
    if (at.kind === 'object') found = { depth, slot: selfSlot };
  }
  return found;
}

function distance(from: FrameScope, to: FrameScope): number {
  let depth = 0;
  for (let at: FrameScope | undefined = from; at !== to; at = at?.parent) depth++;
  return depth;
}
