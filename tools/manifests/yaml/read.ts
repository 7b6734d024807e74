// The one YAML reader: plain scalars, keys and merges mean what they mean to Kubernetes and Helm (sigs.k8s.io/yaml).
import type { FileSpan } from '../../shared/diagnostics.ts';
import type { Json } from '../../shared/json.ts';
import { fail, openSource, type YamlOptions } from './source.ts';
import { readStream } from './stream.ts';

/**
 * The only document of the text; null when there is none. Keys that are booleans or numbers become strings, and
 * duplicate keys are errors. Throws ToolError with a diagnostic that has the line and column.
 */
export function readYaml(text: string, options: YamlOptions): Json {
  const documents = readYamlDocuments(text, options);
  if (documents.length > 1) {
    const source = openSource(text, options);
    fail({ source, offset: 0 }, 'yaml-documents', { count: String(documents.length) });
  }
  return documents[0] ?? null;
}

/** All documents of the text; an empty one is null, and comments alone are none. */
export function readYamlDocuments(text: string, options: YamlOptions): Json[] {
  return readStream(openSource(text, options)).map(({ value }) => value);
}

/** A document, and where its content begins. */
export interface PlacedDocument {
  readonly value: Json;
  readonly span: FileSpan;
}

/** As `readYamlDocuments`, with the place of each. */
export function readPlacedDocuments(text: string, options: YamlOptions): PlacedDocument[] {
  const source = openSource(text, options);
  const locate = createPlaces(source.text);
  return readStream(source).map(({ value, offset }) => ({ value, span: locate(offset) }));
}

/** Finds places that are asked for in their order: the text is walked through once, however many there are. */
function createPlaces(text: string): (offset: number) => FileSpan {
  let line = 1;
  let start = 0;
  return (offset) => {
    for (let next = text.indexOf('\n', start); next >= 0 && next < offset; ) {
      line++;
      start = next + 1;
      next = text.indexOf('\n', start);
    }
    return { line, column: offset - start + 1 };
  };
}
