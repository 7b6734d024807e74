// What the explanation of a validation error is made of.
import type { ErrorObject } from 'ajv';
import type { Json, JsonObject } from '../shared/json.ts';
import type { Code } from '../shared/messages.ts';
import type { JsonPath } from './json.ts';
import type { Schema } from './schema.ts';

/** A finding before it knows its file: the place and what fills its text. */
export interface Finding {
  readonly code: Code;
  readonly path: JsonPath;
  readonly args: Readonly<Record<string, string>>;
  /** Findings that this one makes superfluous, as `findingKey` names them. */
  readonly hides?: readonly string[];
  /** Superfluous itself when something was found at one of these places, as `formatPath` writes them. */
  readonly unless?: readonly string[];
}

/** A finding by its explainer: at the error's place unless it names another. */
export type Explained = Omit<Finding, 'path'> & { readonly path?: JsonPath };

/** What an explanation may look at. `given` is what the user wrote, `document` what was validated. */
export interface Context {
  readonly schema: Schema;
  readonly document: Json;
  readonly given: Json;
}

/** An error of AJV, its place as a path, and the errors of the schemas that it tried. */
export interface ErrorNode {
  readonly error: ErrorObject;
  readonly path: JsonPath;
  readonly parentSchema: Schema;
  readonly params: JsonObject;
  readonly causes: readonly ErrorNode[];
}

/** Names a finding by its code and its place. */
export function findingKey(code: Code, formattedPath: string): string {
  return `${code} ${formattedPath}`;
}
