// Where a value stands in YAML: after a key, as an item of a list, or alone.
import type { Context } from './context.ts';
import { type Item, line } from './document.ts';

export interface Place {
  /** On one line. */
  readonly inline: (text: string, context: Context) => Item[];
  /** Below. */
  readonly block: (items: readonly Item[], context: Context) => Item[];
  /** Keys are not Kubernetes', so that they stay in the order of the source. */
  readonly isFree?: boolean;
}

/** The key is printed where the line stands: inside of `with` an expression is another one. */
export function fieldPlace(key: (context: Context) => string): Place {
  return {
    inline: (text, context) => [line(`${key(context)}: ${text}`)],
    block: (items, context) =>
      isEmptyValue(items)
        ? [line(`${key(context)}: ${items[0].text}`)]
        : [line(`${key(context)}:`), { kind: 'nest', items }],
  };
}

function isEmptyValue(items: readonly Item[]): items is readonly [Extract<Item, { kind: 'line' }>] {
  const [only] = items;
  return items.length === 1 && only?.kind === 'line' && (only.text === '{}' || only.text === '[]');
}

export const itemPlace: Place = {
  inline: (text) => [line(`- ${text}`)],
  block: (items) => [{ kind: 'entry', items }],
};

export const bodyPlace: Place = { inline: (text) => [line(text)], block: (items) => [...items] };
