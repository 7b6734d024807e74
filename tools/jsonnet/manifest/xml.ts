// std.manifestXmlJsonml: JsonML, where an element is `[tag, attributes?, ...children]`. Nothing is escaped.

import { isObject, type JsonnetObject } from '../evaluation/objects.ts';
import { indexValue, toText } from '../evaluation/operators.ts';
import { runtimeError } from '../evaluation/stack.ts';
import { element, isList, type List, typeName, type Value } from '../evaluation/values.ts';

export function manifestXml(value: Value): string {
  if (!isList(value)) throw runtimeError(`Expected a JSONML value (an array), got ${typeName(value)}`);
  return renderNode(value);
}

function renderNode(node: Value): string {
  if (typeof node === 'string') return node;
  const tag = renderTag(indexValue(node, 0));
  const list = node as List;
  const second = list.length > 1 ? element(list, 1) : null;
  const attributes = isObject(second) ? renderAttributes(second) : '';
  const children: string[] = [];
  for (let at = isObject(second) ? 2 : 1; at < list.length; at++)
    children.push(renderNode(element(list, at)));
  return `<${tag}${attributes}>${children.join('')}</${tag}>`;
}

/** Text, or any nesting of arrays of text. */
function renderTag(tag: Value): string {
  if (typeof tag === 'string') return tag;
  if (!isList(tag)) throw runtimeError(`Expected string or array, got ${typeName(tag)}`);
  return tag.map((_, at) => renderTag(element(tag, at))).join('');
}

function renderAttributes(attributes: JsonnetObject): string {
  return attributes
    .fieldNames()
    .map((name) => ` ${name}="${toText(attributes.get(name))}"`)
    .join('');
}
