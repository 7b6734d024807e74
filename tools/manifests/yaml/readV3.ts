// YAML as go-yaml v3 reads it: what Tanka's native function parseYaml gives.
import type { Json } from '../../shared/json.ts';
import { composeDocuments } from './documents.ts';
import { openSource, type YamlOptions } from './source.ts';
import { documentToJson } from './values.ts';

/**
 * All documents. `yes` and `on` are strings, timestamps become RFC 3339, a map's own keys win over merged ones, and
 * keys must be strings. Throws ToolError with a diagnostic that has the line and column.
 */
export function readYamlV3(text: string, options: YamlOptions = { file: 'parseYaml' }): Json[] {
  const source = openSource(text, options);
  return Array.from(composeDocuments(source), (document) => documentToJson(source, document, 'v3'));
}
