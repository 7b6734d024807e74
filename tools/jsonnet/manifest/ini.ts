// std.manifestIni: `{ main: {…}, sections: { name: {…} } }`, where an array repeats its key.

import { isObject } from '../evaluation/objects.ts';
import { indexValue, toText } from '../evaluation/operators.ts';
import { element, isList, unexpectedType, type Value } from '../evaluation/values.ts';

export function manifestIni(ini: Value): string {
  const lines: string[] = [];
  if (visibleFields(ini).includes('main')) addBody(lines, indexValue(ini, 'main'));
  const sections = indexValue(ini, 'sections');
  for (const name of visibleFields(sections)) {
    lines.push(`[${name}]`);
    addBody(lines, indexValue(sections, name));
  }
  return [...lines, ''].join('\n');
}

function addBody(lines: string[], body: Value): void {
  for (const name of visibleFields(body)) {
    const value = indexValue(body, name);
    if (!isList(value)) lines.push(`${name} = ${toText(value)}`);
    else for (let at = 0; at < value.length; at++) lines.push(`${name} = ${toText(element(value, at))}`);
  }
}

/** Sorted names of an object's visible fields. Throws for anything else. */
export function visibleFields(value: Value): readonly string[] {
  if (!isObject(value)) throw unexpectedType(value, 'object');
  return value.fieldNames();
}
