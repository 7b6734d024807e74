// JSON values and places inside them, as people and as JSON pointers write them.
import { isJsonObject, type Json } from '../shared/json.ts';

/** Keys and list indices from the root. */
export type JsonPath = readonly (string | number)[];

/** The value under an own key: user data may hold `constructor` or `__proto__`. */
export function ownValue<Value>(object: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** The value at a path, or undefined when something on the way is missing. */
export function valueAt(document: Json, path: JsonPath): Json | undefined {
  let current: Json | undefined = document;
  for (const segment of path) {
    if (Array.isArray(current)) current = (current as readonly Json[])[Number(segment)];
    else if (isJsonObject(current)) current = ownValue(current, String(segment));
    else return undefined;
  }
  return current;
}

/** `config.lanes[0].id`; keys that are not plain words as `env["a.b"]`. The root is `the document`. */
export function formatPath(path: JsonPath): string {
  if (path.length === 0) return 'the document';
  const text = path.map((segment) => {
    if (typeof segment === 'number') return `[${segment}]`;
    return /^[A-Za-z_][\w-]*$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
  });
  return text.join('').replace(/^\./, '');
}

/** `/config/lanes/0/id` */
export function formatPointer(path: JsonPath): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The segments of a JSON pointer, all of them strings. */
export function parsePointer(pointer: string): readonly string[] {
  const segments = pointer.split('/').slice(1);
  return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
