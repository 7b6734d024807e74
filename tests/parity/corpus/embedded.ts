// Documents inside of texts, as values of variables and ConfigMaps have them.
import { type Draft, isMap } from './draft.ts';

/** The list or map that the text is JSON of; undefined where it is something else. */
export function readJson(text: string): Draft | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Draft;
  } catch {
    return undefined;
  }
}

/** A copy whose last scalar is another one. */
export function changeLeaf(value: Draft): Draft {
  if (Array.isArray(value)) return [...value.slice(0, -1), changeLeaf(value.at(-1) ?? null)];
  if (isMap(value)) {
    const key = Object.keys(value).at(-1) ?? 'key';
    return { ...value, [key]: changeLeaf(value[key] ?? null) };
  }
  if (typeof value === 'boolean') return !value;
  return typeof value === 'number' ? value + 1 : `${value ?? ''}-other`;
}

/** A copy in which the first list that is not the same in both directions is turned round. */
export function reverseFirstList(value: Draft): Draft {
  if (Array.isArray(value)) {
    const reversed = value.toReversed();
    if (JSON.stringify(reversed) !== JSON.stringify(value)) return reversed;
  }
  if (!isMap(value)) return value;
  for (const [key, inner] of Object.entries(value)) {
    const reversed = reverseFirstList(inner);
    if (JSON.stringify(reversed) !== JSON.stringify(inner)) return { ...value, [key]: reversed };
  }
  return value;
}

/** Whether there is a list that is not the same in both directions. */
export function hasOrder(value: Draft): boolean {
  return JSON.stringify(reverseFirstList(value)) !== JSON.stringify(value);
}
