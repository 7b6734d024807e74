// Object expressions: the shape that all their instances share, names computed at run time, comprehensions.
import { Closure } from '../evaluation/functions.ts';
import { CodeLayer, checkDuplicate, type FieldCode, Shape } from '../evaluation/layers.ts';
import { JsonnetObject, layerSlot, selfSlot } from '../evaluation/objects.ts';
import { add } from '../evaluation/operators.ts';
import { enter, runtimeError, type Site, stack } from '../evaluation/stack.ts';
import { type Code, type Frame, typeName, type Value } from '../evaluation/values.ts';
import type * as Tree from '../syntax/tree.ts';
import { compileFunction } from './calls.ts';
import { compileCheck } from './conditions.ts';
import { type Context, createSite, inObject, inside } from './context.ts';
import { compileClauses } from './lists.ts';
import { compileBind, once } from './locals.ts';
import { openFrame } from './scope.ts';

export function compileObject(node: Tree.ObjectLiteral, context: Context): Code {
  const fields: Tree.Field[] = [];
  const binds: Tree.Bind[] = [];
  const asserts: Tree.ObjectAssert[] = [];
  for (const member of node.members) {
    if (member.kind === 'field') fields.push(member);
    else if (member.kind === 'object-local') binds.push(member.bind);
    else asserts.push(member);
  }
  const within = openObject(binds, context);
  const parts: ObjectParts = {
    frame: within.scope.frame,
    locals: compileLocals(binds, within),
    asserts: asserts.map((assert) => compileCheck(assert, 'Object assertion failed.', within)),
  };
  const codes = fields.map((field) => compileField(field, within));
  const names = fields.map((field) => compileName(field.name, context));
  if (names.every((name) => typeof name === 'string') && new Set(names).size === names.length)
    return compileStatic(codes, names, parts);
  return compileDynamic(codes, { names, parts, site: createSite(context, node) });
}

type ObjectParts = Pick<Shape, 'frame' | 'locals' | 'asserts'>;
/** A field whose name may differ from instance to instance. `plus` is the place of a `+:`. */
interface FieldPart {
  readonly visibility: Tree.Visibility;
  readonly plus: Site | undefined;
  readonly code: Code;
}

function openObject(binds: readonly Tree.Bind[], context: Context): Context {
  return inObject(
    context,
    openFrame(
      'object',
      context.scope,
      binds.map(({ name }) => name),
    ),
  );
}

function compileLocals(binds: readonly Tree.Bind[], context: Context): Shape['locals'] {
  return binds.map((bind) => ({
    slot: context.scope.names.get(bind.name) as number,
    create: compileBind(bind, context),
  }));
}

function compileStatic(codes: readonly FieldPart[], names: readonly string[], parts: ObjectParts): Code {
  const shape = new Shape(
    codes.map((part, at) => nameField(part, names[at] as string)),
    parts,
  );
  return (frame) => new JsonnetObject([new CodeLayer(shape, frame)]);
}

interface Dynamic {
  readonly names: readonly (string | Code)[];
  readonly parts: ObjectParts;
  readonly site: Site;
}

/** Names are computed for each instance; instances with the same names share a shape. */
function compileDynamic(codes: readonly FieldPart[], { names, parts, site }: Dynamic): Code {
  let shape: Shape | undefined;
  let shapeNames: readonly (string | null)[] = [];
  return (frame) => {
    const current = names.map((name) => (typeof name === 'string' ? name : evaluateName(name(frame), site)));
    if (!shape || current.some((name, at) => name !== shapeNames[at])) {
      shape = createShape(codes, current, { parts, site });
      shapeNames = current;
    }
    return new JsonnetObject([new CodeLayer(shape, frame)]);
  };
}

function createShape(
  codes: readonly FieldPart[],
  names: readonly (string | null)[],
  { parts, site }: Omit<Dynamic, 'names'>,
): Shape {
  const fields: FieldCode[] = [];
  const seen = new Set<string>();
  for (const [at, code] of codes.entries()) {
    const name = names[at];
    if (typeof name !== 'string') continue;
    checkDuplicate(seen, name, site);
    fields.push(nameField(code, name));
  }
  return new Shape(fields, parts);
}

/** `name +: body` adds what the body gives to what is inherited, if anything is. */
function nameField({ visibility, plus, code }: FieldPart, name: string): FieldCode {
  if (!plus) return { name, visibility, code };
  const sum: Code = (frame) => {
    enter(plus);
    const right = code(frame);
    const left = (frame[selfSlot] as JsonnetObject).inherited(name, frame[layerSlot] as number);
    const value = left === undefined ? right : add(left, right);
    stack.depth--;
    return value;
  };
  return { name, visibility, code: sum };
}

/** A string, or null for a field that is left out. */
function evaluateName(value: Value, site: Site): string | null {
  if (typeof value === 'string' || value === null) return value;
  throw runtimeError(`Field name must be string, got ${typeName(value)}`, site);
}

function compileName(name: Tree.FieldName, context: Context): string | Code {
  if (name.kind !== 'computed') return name.value;
  if (name.expression.kind === 'string') return name.expression.value;
  return context.compiler.code(name.expression, inside(context));
}

function compileField(field: Tree.Field, context: Context): FieldPart {
  return {
    visibility: field.visibility,
    plus: field.plus ? createSite(context, field.body, '+:') : undefined,
    code: once(() => compileFieldBody(field, context)),
  };
}

function compileFieldBody(field: Tree.Field, context: Context): Code {
  if (!field.parameters) return context.compiler.code(field.body, context);
  const code = compileFunction(field.parameters, field.body, context);
  return (frame) => new Closure(code, frame);
}

/** `{ [name]: body for x in list }`: one shape with a field and an enclosing frame per turn. */
export function compileObjectComprehension(node: Tree.ObjectComprehension, context: Context): Code {
  const site = createSite(context, node);
  // In go-jsonnet a comprehension is a merge of the objects that its loops make: calls of library functions.
  const merge = createSite(context, node, '');
  let part: FieldPart | undefined;
  let name: string | Code = '';
  let parts: ObjectParts | undefined;
  const compileBody = (turn: Context): void => {
    name = compileName(node.field.name, turn);
    const within = openObject(node.locals, turn);
    parts = { frame: within.scope.frame, locals: compileLocals(node.locals, within), asserts: [] };
    part = compileField(node.field, within);
  };
  const loop = compileClauses(node.clauses, context, { site: merge, compileBody });
  return (frame) => {
    const turns: Frame[] = [];
    enter(merge);
    loop(frame, (turn) => turns.push(turn));
    const names = turns.map((turn) => (typeof name === 'string' ? name : evaluateName(name(turn), site)));
    stack.depth--;
    return mergeTurns(turns, names, { part: part as FieldPart, parts: parts as ObjectParts, merge });
  };
}

interface Comprehension {
  readonly part: FieldPart;
  readonly parts: ObjectParts;
  readonly merge: Site;
}

function mergeTurns(
  turns: readonly Frame[],
  names: readonly (string | null)[],
  { part, parts, merge }: Comprehension,
): JsonnetObject {
  const fields: FieldCode[] = [];
  const frames: Frame[] = [];
  const seen = new Set<string>();
  for (const [at, name] of names.entries()) {
    if (name === null) continue;
    checkDuplicate(seen, name, merge);
    fields.push(nameField(part, name));
    frames.push(turns[at] as Frame);
  }
  return new JsonnetObject([new CodeLayer(new Shape(fields, parts), frames, true)]);
}
