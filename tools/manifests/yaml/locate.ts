// Where things stand in a YAML text, for messages about data that was read from it.
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { FileSpan } from '../../shared/diagnostics.ts';

/** Finds the line and column of the key or item at a path of the first document; undefined where there is none. */
export function createLocator(text: string): (path: readonly (string | number)[]) => FileSpan | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: false, logLevel: 'silent' });
  return (path) => {
    const offset = offsetOf(document.contents, path);
    if (offset === undefined) return undefined;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
}

interface Ranged {
  readonly range?: readonly [number, number, number] | null | undefined;
}

/** The place of the key for an entry of a map, of the value for everything else. */
function offsetOf(contents: unknown, path: readonly (string | number)[]): number | undefined {
  let node = contents;
  let place = contents as Ranged | null;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.source ?? key.value) === String(step),
      );
      if (!pair) return undefined;
      node = pair.value;
      place = pair.key as Ranged;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      place = node as Ranged | null;
    } else return undefined;
  }
  return place?.range?.[0];
}
