// The documents of a stream: each by the quick reader or, where that gives up, by the full one.
import { ToolError } from '../../shared/diagnostics.ts';
import { composeDocuments } from './documents.ts';
import { type Extent, type ReadDocument, readQuickly } from './quick.ts';
import type { Source } from './source.ts';
import { documentToJson } from './values.ts';

/** What may concern more than one document, or look different to the two readers. */
const unusual = /[\r\ufeff]|(?:^|\n)(?:%|\.\.\.)/;

/** All documents, in their order. Whatever is wrong with the stream is what the full reader finds in it. */
export function readStream(source: Source): readonly ReadDocument[] {
  if (source.original !== undefined || unusual.test(source.text)) return readFully(source);
  try {
    return readEach(source);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    // The first fault of the whole stream need not be the first that was found here.
    return readFully(source);
  }
}

/** As `readStream`, by the full reader alone. */
export function readFully(source: Source): readonly ReadDocument[] {
  return Array.from(composeDocuments(source), (document) => ({
    value: documentToJson(source, document, 'v2'),
    offset: document.contents?.range?.[0] ?? document.range[0],
  }));
}

function readEach(source: Source): readonly ReadDocument[] {
  const documents: ReadDocument[] = [];
  // Where the documents begin that wait for the full reader, which reads neighbours together.
  let waiting: number | undefined;
  const catchUp = (to: number): void => {
    if (waiting !== undefined) for (const document of readPart(source, waiting, to)) documents.push(document);
    waiting = undefined;
  };
  for (const extent of splitDocuments(source.text)) {
    const quick = readOnce(extent, source);
    if (quick) {
      catchUp(extent.from);
      documents.push(quick);
    } else waiting ??= extent.from;
  }
  catchUp(source.text.length);
  return documents;
}

/** A document that was read before is the same data again. */
function readOnce(extent: Extent, { known, limits }: Source): ReadDocument | undefined {
  if (known === undefined) return readQuickly(extent, limits.depth);
  const { text, from, to } = extent;
  const part = text.slice(from, to);
  const before = known.get(part);
  if (before) return { value: before.value, offset: before.offset + from };
  const quick = readQuickly(extent, limits.depth);
  if (quick) known.set(part, { value: quick.value, offset: quick.offset - from });
  return quick;
}

/** Cuts before every `---` line: whatever is open there, the library ends the document too. */
function* splitDocuments(text: string): Generator<Extent> {
  let from = 0;
  for (const { index } of text.matchAll(/\n---(?=[ \t\n]|$)/g)) {
    yield { text, from, to: index + 1 };
    from = index + 1;
  }
  yield { text, from, to: text.length };
}

function readPart(source: Source, from: number, to: number): readonly ReadDocument[] {
  const part = readFully({ ...source, text: source.text.slice(from, to) });
  return part.map(({ value, offset }) => ({ value, offset: offset + from }));
}
