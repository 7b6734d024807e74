// The four forms in which a program's value leaves: JSON, a bare string, files, a stream of documents.
import { JsonnetObject } from './evaluation/objects.ts';
import { enter, runtimeError, stack } from './evaluation/stack.ts';
import { element, isList, typeName, type Value } from './evaluation/values.ts';
import { manifestJson } from './manifest/json.ts';
import { FieldPlace, resultPlace } from './manifest/places.ts';

/** The value as indented JSON, without a newline at the end. */
export function formatResult(value: Value): string {
  return manifestJson(value, { multiline: true, result: true });
}

/** The value itself, which must be a string. */
export function formatString(value: Value): string {
  enter(resultPlace);
  if (typeof value !== 'string') throw runtimeError(`expected string result, got: ${typeName(value)}`);
  stack.depth--;
  return value;
}

/** One text per field of the value, by field name; with `strings` the fields must be strings. */
export function formatFiles(value: Value, strings: boolean): Map<string, string> {
  enter(resultPlace);
  if (!(value instanceof JsonnetObject)) {
    throw runtimeError(
      `multi mode: top-level object was a ${typeName(value)}, should be an object whose keys are filenames and values hold the JSON for that file.`,
    );
  }
  const place = new FieldPlace();
  enter(place);
  const files = new Map<string, string>();
  for (const name of value.fieldNames()) {
    place.name = name;
    files.set(name, formatFile(name, value.get(name), strings));
  }
  stack.depth -= 2;
  return files;
}

function formatFile(name: string, value: Value, strings: boolean): string {
  if (!strings) return manifestJson(value, { multiline: true });
  if (typeof value === 'string') return value;
  throw runtimeError(
    `multi mode: top-level object's key ${name} has a value of type ${typeName(value)}, should be a string`,
  );
}

/** One JSON text per element of the value, which must be an array. */
export function formatDocuments(value: Value): string[] {
  enter(resultPlace);
  if (!isList(value)) {
    throw runtimeError(
      `stream mode: top-level object was a ${typeName(value)}, should be an array whose elements hold the JSON for each document in the stream.`,
    );
  }
  const documents = value.map((_, at) => manifestJson(element(value, at), { multiline: true }));
  stack.depth--;
  return documents;
}
