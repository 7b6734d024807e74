// Objects: a stack of layers with late binding. `a + b` puts b's layers on a's; self and super are found at use.
import { compareStrings } from '../../shared/order.ts';
import type { Visibility } from '../syntax/tree.ts';
import { createFrame } from './functions.ts';
import {
  CodeLayer,
  collectVisibilities,
  DataLayer,
  type FieldCode,
  type Layer,
  MaskLayer,
  type Shape,
} from './layers.ts';
import { runtimeError } from './stack.ts';
import { type Frame, type Lazy, Thunk, type Value } from './values.ts';

/** A code layer in one object: its frame (self bound) and the values computed so far. */
interface Bound {
  readonly frame: Frame | undefined;
  readonly values: (Value | undefined)[];
}

/** Slots of the frame that fields run in. */
export const selfSlot = 1;
export const layerSlot = 2;

export class JsonnetObject {
  /** Bottom first. Undefined while this is an unflattened sum of `left` and `right`. */
  private ownLayers: readonly Layer[] | undefined;
  private left: JsonnetObject | undefined;
  private right: JsonnetObject | undefined;
  private bound: (Bound | undefined)[] | undefined;
  private visibilities: ReadonlyMap<string, Visibility> | undefined;
  private topLayers: Map<string, number> | undefined;
  private asserted = false;

  constructor(layers: readonly Layer[] | undefined, left?: JsonnetObject, right?: JsonnetObject) {
    this.ownLayers = layers;
    this.left = left;
    this.right = right;
  }

  get layers(): readonly Layer[] {
    this.ownLayers ??= this.flatten();
    return this.ownLayers;
  }

  /** A long sum is flattened once, when it is first looked into, and without recursion. */
  private flatten(): readonly Layer[] {
    const layers: Layer[] = [];
    const pending: JsonnetObject[] = [this];
    for (let object = pending.pop(); object; object = pending.pop()) {
      if (object.ownLayers) for (const layer of object.ownLayers) layers.push(layer);
      else pending.push(object.right as JsonnetObject, object.left as JsonnetObject);
    }
    this.left = undefined;
    this.right = undefined;
    return layers;
  }

  /** The value of a field; runs the object's assertions first. */
  get(name: string): Value {
    this.check();
    const at = this.find(name, this.layers.length);
    if (at < 0) throw runtimeError(`Field does not exist: ${name}`);
    return this.valueAt(at, name);
  }

  /** What a field inherits; undefined where it inherits nothing. The object's assertions are not run. */
  inherited(name: string, below: number): Value | undefined {
    const at = this.find(name, below);
    return at < 0 ? undefined : this.valueAt(at, name);
  }

  /** `super.name` seen from the layer numbered `below`. */
  getSuper(name: string, below: number): Value {
    this.check();
    if (below === 0) throw runtimeError('Attempt to use super when there is no super class.');
    const at = this.find(name, below);
    if (at < 0) throw runtimeError(`Field does not exist: ${name}`);
    return this.valueAt(at, name);
  }

  /** A field's value if it is there, hidden or not; undefined otherwise. */
  lookup(name: string): Value | undefined {
    const at = this.find(name, this.layers.length);
    if (at < 0) return undefined;
    this.check();
    return this.valueAt(at, name);
  }

  /** Hidden fields count. */
  has(name: string): boolean {
    return this.find(name, this.layers.length) >= 0;
  }

  hasSuper(name: string, below: number): boolean {
    return this.find(name, below) >= 0;
  }

  /** All fields with what they end up as; inherited fields come first. */
  fields(): ReadonlyMap<string, Visibility> {
    this.visibilities ??= collectVisibilities(this.layers);
    return this.visibilities;
  }

  /** Names in order of code points. */
  fieldNames(hidden = false): readonly string[] {
    const [layer, another] = this.layers;
    if (!hidden && !another && layer instanceof CodeLayer) return layer.shape.visibleNames();
    const names: string[] = [];
    for (const [name, visibility] of this.fields()) if (hidden || visibility !== '::') names.push(name);
    return names.sort(compareStrings);
  }

  /** This object without the field, for std.objectRemoveKey: what it inherits still sees it. */
  without(name: string): JsonnetObject {
    return new JsonnetObject([...this.layers, new MaskLayer(name, this.layers.length)]);
  }

  /** Run the assertions of all layers, once. They may use the object themselves. */
  check(): void {
    if (this.asserted) return;
    this.asserted = true;
    const { layers } = this;
    try {
      for (let at = layers.length - 1; at >= 0; at--) {
        const layer = layers[at];
        if (!(layer instanceof CodeLayer) || layer.shape.asserts.length === 0) continue;
        const frame = this.bindLayer(layer, at).frame as Frame;
        for (const code of layer.shape.asserts) code(frame);
      }
    } catch (error) {
      // Another evaluation that shares this object has another trace and perhaps a larger stack.
      this.asserted = false;
      throw error;
    }
  }

  /** The number of the topmost layer below `below` that has the field, or -1. */
  private find(name: string, below: number): number {
    const { layers } = this;
    if (below === layers.length && below > 8) return this.findTop(name);
    for (let at = below - 1; at >= 0; at--) {
      const layer = layers[at] as Layer;
      if (
        layer instanceof CodeLayer
          ? layer.shape.index.has(name)
          : layer instanceof DataLayer && layer.fields.has(name)
      )
        return at;
      if (layer instanceof MaskLayer && layer.name === name) at -= layer.span;
    }
    return -1;
  }

  /** Objects of many layers, such as sums made by a fold, get an index. */
  private findTop(name: string): number {
    if (!this.topLayers) {
      this.topLayers = new Map();
      for (const [at, layer] of this.layers.entries()) {
        if (layer instanceof MaskLayer)
          this.topLayers.set(layer.name, this.find(layer.name, at - layer.span));
        else
          for (const field of (layer instanceof CodeLayer ? layer.shape.index : layer.fields).keys())
            this.topLayers.set(field, at);
      }
    }
    return this.topLayers.get(name) ?? -1;
  }

  private valueAt(at: number, name: string): Value {
    const layer = this.layers[at] as CodeLayer | DataLayer;
    if (layer instanceof DataLayer) {
      const item = layer.fields.get(name) as Lazy;
      if (!(item instanceof Thunk)) return item;
      const value = item.force();
      layer.fields.set(name, value);
      return value;
    }
    const index = layer.shape.index.get(name) as number;
    const bound = this.bindLayer(layer, at);
    const known = bound.values[index];
    if (known !== undefined) return known;
    const field = layer.shape.fields[index] as FieldCode;
    const frame =
      bound.frame ?? this.createFrame(layer.shape, (layer.env as readonly Frame[])[index] as Frame, at);
    const value = field.code(frame);
    bound.values[index] = value;
    return value;
  }

  private bindLayer(layer: CodeLayer, at: number): Bound {
    this.bound ??= new Array<Bound | undefined>(this.layers.length).fill(undefined);
    let bound = this.bound[at];
    if (!bound) {
      bound = {
        frame: layer.perField ? undefined : this.createFrame(layer.shape, layer.env as Frame, at),
        values: new Array<Value | undefined>(layer.shape.fields.length).fill(undefined),
      };
      this.bound[at] = bound;
    }
    return bound;
  }

  private createFrame(shape: Shape, env: Frame, at: number): Frame {
    const frame = createFrame(env, shape.frame.size);
    frame[selfSlot] = this;
    frame[layerSlot] = at;
    for (const { slot, create } of shape.locals) frame[slot] = create(frame);
    return frame;
  }
}

/** An object of visible fields that refer to nothing. */
export function createObject(fields: Map<string, Lazy> | Iterable<readonly [string, Lazy]>): JsonnetObject {
  return new JsonnetObject([new DataLayer(fields instanceof Map ? fields : new Map(fields))]);
}

export function isObject(value: Value): value is JsonnetObject {
  return value instanceof JsonnetObject;
}
