// A minimal chart whose templates are documents that are already rendered.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../tools/manifests/manifest.ts';

/** Writes the chart into a new directory, whose path it returns. Nothing in the text is taken for a template. */
export function writeChart(directory: string, text: string): string {
  const templates = join(directory, 'templates');
  mkdirSync(templates, { recursive: true });
  const chart = { apiVersion: 'v2', name: 'rendered', version: '1.0.0' };
  writeFileSync(join(directory, 'Chart.yaml'), JSON.stringify(chart));
  writeFileSync(join(templates, 'objects.yaml'), text.replaceAll('{{', '{{ "{{" }}'));
  return directory;
}

/** The objects as a stream of YAML documents, in the part of YAML that is JSON: no spelling of it is in question. */
export function writeDocuments(objects: readonly Manifest[]): string {
  return objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
}
