// The one YAML reader: plain scalars, keys and merges mean what they mean to Kubernetes and Helm (sigs.k8s.io/yaml).
import type { Json } from '../../shared/json.ts';
import { composeDocuments } from './documents.ts';
import { fail, openSource, type YamlOptions } from './source.ts';
import { documentToJson } from './values.ts';

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
  const source = openSource(text, options);
  return Array.from(composeDocuments(source), (document) => documentToJson(source, document, 'v2'));
}
