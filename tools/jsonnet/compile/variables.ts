// Reading variables, self and super: how many frames out, which slot, and forcing what is there once.
import { type JsonnetObject, layerSlot } from '../evaluation/objects.ts';
import { enter, type Site, stack } from '../evaluation/stack.ts';
import { type Code, type Frame, type Lazy, Thunk, unexpectedType, type Value } from '../evaluation/values.ts';
import type * as Tree from '../syntax/tree.ts';
import { type Context, createSite, inside, type LazyCode } from './context.ts';
import { type Place, resolveDollar, resolveName, resolveSelf } from './scope.ts';

/** The frame that is `depth` steps outside. */
function frameAt(frame: Frame, depth: number): Frame {
  let at = frame;
  for (let left = depth; left > 0; left--) at = at[0] as Frame;
  return at;
}

export function compileVariable(node: Tree.Variable, context: Context): Code {
  const { depth, slot } = resolveName(context.scope, node.name) as Place;
  const site = createSite(context, node);
  switch (depth) {
    case 0:
      return (frame) => readSlot(frame, slot, site);
    case 1:
      return (frame) => readSlot(frame[0] as Frame, slot, site);
    case 2:
      return (frame) => readSlot((frame[0] as Frame)[0] as Frame, slot, site);
    default:
      return (frame) => readSlot(frameAt(frame, depth), slot, site);
  }
}

/** A variable passed on: no promise of a promise. */
export function compileLazyVariable(node: Tree.Variable, context: Context): LazyCode {
  const { depth, slot } = resolveName(context.scope, node.name) as Place;
  switch (depth) {
    case 0:
      return (frame) => frame[slot] as Lazy;
    case 1:
      return (frame) => (frame[0] as Frame)[slot] as Lazy;
    default:
      return (frame) => frameAt(frame, depth)[slot] as Lazy;
  }
}

function readSlot(frame: Frame, slot: number, site: Site): Value {
  const lazy = frame[slot] as Lazy;
  if (!(lazy instanceof Thunk)) return lazy;
  enter(site);
  const value = lazy.force();
  stack.depth--;
  frame[slot] = value;
  return value;
}

export function compileSelf(context: Context): Code {
  return compilePlace(resolveSelf(context.scope) as Place);
}

export function compileDollar(context: Context): Code {
  return compilePlace(resolveDollar(context.scope) as Place);
}

function compilePlace({ depth, slot }: Place): Code {
  if (depth === 0) return (frame) => frame[slot] as Value;
  if (depth === 1) return (frame) => (frame[0] as Frame)[slot] as Value;
  return (frame) => frameAt(frame, depth)[slot] as Value;
}

/** `super.name` and `super[index]`. */
export function compileSuperIndex(node: Tree.SuperIndex, context: Context): Code {
  const { depth } = resolveSelf(context.scope) as Place;
  const name = compileSuperName(node, context);
  const site = createSite(context, node);
  return (frame) => {
    const index = name(frame);
    const object = frameAt(frame, depth);
    enter(site);
    if (typeof index !== 'string') throw unexpectedType(index, 'string');
    const value = (object[1] as JsonnetObject).getSuper(index, object[layerSlot] as number);
    stack.depth--;
    return value;
  };
}

function compileSuperName({ index }: Tree.SuperIndex, context: Context): Code {
  if ('expression' in index) return context.compiler.code(index.expression, inside(context));
  const { name } = index;
  return () => name;
}

/** `name in super`. */
export function compileInSuper(node: Tree.InSuper, context: Context): Code {
  const { depth } = resolveSelf(context.scope) as Place;
  const name = context.compiler.code(node.name, inside(context));
  const site = createSite(context, node);
  return (frame) => {
    const index = name(frame);
    if (typeof index === 'string') {
      const object = frameAt(frame, depth);
      return (object[1] as JsonnetObject).hasSuper(index, object[layerSlot] as number);
    }
    enter(site);
    throw unexpectedType(index, 'string');
  };
}
