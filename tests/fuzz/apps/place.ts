// Where an expression is generated: what is in scope there, and how deep it may still grow.
import type { Random } from '../../../tools/shared/random.ts';
import { type Expression, member, quote } from './code.ts';
import { fits, type Type } from './types.ts';

/** Something that can be read: `values.image`, `item`. */
export interface Variable {
  readonly text: string;
  readonly type: Type;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly optional: boolean;
}

export interface Callable {
  readonly text: string;
  readonly parameters: readonly Parameter[];
  readonly result: Type;
}

/** A field that may be absent from an object that can be read. */
export interface Optional {
  readonly holder: string;
  readonly name: string;
  readonly type: Type;
}

export interface Place {
  readonly random: Random;
  readonly depth: number;
  readonly variables: readonly Variable[];
  readonly functions: readonly Callable[];
  /** Loops around it: templates with many are not readable, and slow. */
  readonly loops: number;
  /** An expression of the type. */
  readonly grow: (place: Place, wanted: Type) => Expression;
}

export function deeper(place: Place): Place {
  return { ...place, depth: place.depth - 1 };
}

/** Inside of another object, `self` and `super` mean something else. */
export function intoObject(place: Place): Place {
  return { ...place, variables: place.variables.filter(({ text }) => !/^(self|super)\b/.test(text)) };
}

/** A new name hides the old one and all that is read through it. */
export function hide(place: Place, name: string): Place {
  const pattern = new RegExp(`\\b${name}\\b`);
  return {
    ...place,
    variables: place.variables.filter(({ text }) => !pattern.test(text)),
    functions: place.functions.filter(({ text }) => !pattern.test(text)),
  };
}

export function bind(place: Place, name: string, type: Type): Place {
  const inner = hide(place, name);
  return { ...inner, variables: [...inner.variables, { text: name, type }] };
}

/** What a test has shown about something that can be read. */
export function know(place: Place, text: string, type: Type): Place {
  return { ...place, variables: [...place.variables, { text, type }] };
}

/** Names of locals, loop variables and parameters; some are functions of templates. */
const names: readonly string[] = [
  ...['x', 'item', 'key', 'name', 'labels', 'env', 'list', 'index', 'len', 'all', 'dict', 'one', 'other'],
  ...['total', 'default', 'range', 'part', 'root', 'Values', 'host', 'port', 'v', 'printf', 'define'],
];

export function newName(random: Random): string {
  return random.pick(names);
}

/** All that can be read, fields of known objects included. */
export function readable(place: Place): readonly Variable[] {
  return place.variables.flatMap((variable) => expandFields(variable, 3));
}

function expandFields(variable: Variable, levels: number): readonly Variable[] {
  const { text, type } = variable;
  if (type.kind !== 'struct' || levels === 0) return [variable];
  const inside = type.fields.filter(({ optional }) => !optional);
  return [
    variable,
    ...inside.flatMap((field) =>
      expandFields({ text: member(text, field.name), type: field.type }, levels - 1),
    ),
  ];
}

export function optionalFields(place: Place): readonly Optional[] {
  return readable(place).flatMap(({ text, type }) =>
    type.kind === 'struct'
      ? type.fields
          .filter(({ optional }) => optional)
          .map(({ name, type: inner }) => ({ holder: text, name, type: inner }))
      : [],
  );
}

/** Something readable that fits. */
export function pickFitting(place: Place, wanted: Type): Variable | undefined {
  return pickWhere(place, (type) => fits(type, wanted));
}

export function pickWhere(place: Place, test: (type: Type) => boolean): Variable | undefined {
  const fitting = readable(place).filter(({ type }) => test(type));
  return fitting.length === 0 ? undefined : place.random.pick(fitting);
}

export function has({ holder, name }: Optional, random: Random): string {
  return random.chance(0.5) ? `${quote(name)} in ${holder}` : `std.objectHas(${holder}, ${quote(name)})`;
}

/** A list that can be looped over, and what its items are called in it. */
export function pickList(place: Place): Variable | undefined {
  return pickWhere(place, ({ kind }) => kind === 'list');
}
