// What objects are made of: shapes, shared by all objects of one expression, and layers, which `+` stacks.
import { compareStrings } from '../../shared/order.ts';
import { quoteString } from '../manifest/escape.ts';
import type { Visibility } from '../syntax/tree.ts';
import type { Layout } from './functions.ts';
import { runtimeError, type Site } from './stack.ts';
import type { Code, Frame, Lazy } from './values.ts';

/** One field of an object expression, as compiled. */
export interface FieldCode {
  readonly name: string;
  readonly visibility: Visibility;
  readonly code: Code;
}

/** What all objects made by one object expression have in common. */
export class Shape {
  readonly fields: readonly FieldCode[];
  readonly index: ReadonlyMap<string, number>;
  /** Size of the frame that fields run in: parent, self, layer number, object locals, locals of the bodies. */
  readonly frame: Layout;
  readonly locals: readonly { readonly slot: number; readonly create: (frame: Frame) => Lazy }[];
  readonly asserts: readonly Code[];
  private visible: readonly string[] | undefined;

  constructor(
    fields: readonly FieldCode[],
    { frame, locals, asserts }: Pick<Shape, 'frame' | 'locals' | 'asserts'>,
  ) {
    this.fields = fields;
    this.index = new Map(fields.map((field, at) => [field.name, at]));
    this.frame = frame;
    this.locals = locals;
    this.asserts = asserts;
  }

  /** Names of the fields that are not hidden, in order of code points; all instances share the list. */
  visibleNames(): readonly string[] {
    this.visible ??= this.fields
      .filter(({ visibility }) => visibility !== '::')
      .map(({ name }) => name)
      .sort(compareStrings);
    return this.visible;
  }
}

/** Two fields of one name in one object expression are an error. */
export function checkDuplicate(seen: Set<string>, name: string, site: Site): void {
  if (seen.has(name)) throw runtimeError(`Duplicate field name: ${quoteString(name)}`, site);
  seen.add(name);
}

/** Fields with code, closed over the frame that the object expression was evaluated in. */
export class CodeLayer {
  readonly shape: Shape;
  /** The enclosing frame; for a comprehension one per field. */
  readonly env: Frame | readonly Frame[];
  readonly perField: boolean;

  constructor(shape: Shape, env: Frame | readonly Frame[], perField = false) {
    this.shape = shape;
    this.env = env;
    this.perField = perField;
  }
}

/** Visible fields that refer to nothing: parsed data, results of library functions. */
export class DataLayer {
  readonly fields: Map<string, Lazy>;

  constructor(fields: Map<string, Lazy>) {
    this.fields = fields;
  }
}

/** Takes a field of the `span` layers right below away; what is put under them later shows through. */
export class MaskLayer {
  readonly name: string;
  readonly span: number;

  constructor(name: string, span: number) {
    this.name = name;
    this.span = span;
  }
}

export type Layer = CodeLayer | DataLayer | MaskLayer;

/** All fields of the layers with what they end up as; inherited fields come first. */
export function collectVisibilities(layers: readonly Layer[]): ReadonlyMap<string, Visibility> {
  const all = new Map<string, Visibility>();
  for (const [at, layer] of layers.entries()) {
    if (layer instanceof DataLayer) {
      for (const name of layer.fields.keys()) if (!all.has(name)) all.set(name, ':');
    } else if (layer instanceof CodeLayer) {
      for (const { name, visibility } of layer.shape.fields) {
        if (visibility !== ':' || !all.has(name)) all.set(name, visibility);
      }
    } else {
      const shown = collectVisibilities(layers.slice(0, at - layer.span)).get(layer.name);
      all.delete(layer.name);
      if (shown) all.set(layer.name, shown);
    }
  }
  return all;
}
