// From a stream of YAML or JSON to objects that know where they were written.
import { generateNameOf, isList, type Manifest, metadataOf, nameOf } from '../../manifests/manifest.ts';
import { readPlacedDocuments } from '../../manifests/yaml/read.ts';
import type { KnownDocuments } from '../../manifests/yaml/source.ts';
import { type FileSpan, ToolError } from '../../shared/diagnostics.ts';
import { isJsonObject, type Json } from '../../shared/json.ts';
import type { SourcedObject } from '../model.ts';

/**
 * The objects of a text; empty documents are none. Fails with ToolError `manifest-malformed`, which names file and
 * line, and the errors of the YAML reader.
 */
export function readObjects(
  text: string,
  source: string,
  known: KnownDocuments = new Map(),
): readonly SourcedObject[] {
  return readPlacedDocuments(text, { file: source, known }).flatMap(({ value, span }) =>
    value === null ? [] : [{ manifest: verifyObject(value, source, span), source, span }],
  );
}

/** The objects of what helm printed: each comes from the template that the comment before it names. */
export function readRendered(text: string): readonly SourcedObject[] {
  const lines = text.split('\n');
  return readObjects(text, 'helm template').map(({ manifest, span }) => ({
    manifest,
    source: templateOf(lines, span?.line ?? 1) ?? 'helm template',
  }));
}

/** The line that helm writes stands before all comments of the template's own. */
function templateOf(lines: readonly string[], first: number): string | undefined {
  let template: string | undefined;
  for (let at = first - 2; at >= 0; at--) {
    const line = lines[at] ?? '';
    if (line.startsWith('---') || !/^\s*(#|$)/.test(line)) break;
    template = /^# Source: (.+)$/.exec(line)?.[1] ?? template;
  }
  return template;
}

/** A value as an object that Kubernetes could take. Fails with ToolError `manifest-malformed`. */
export function verifyObject(value: Json, source: string, span?: FileSpan): Manifest {
  const problem = isJsonObject(value) ? problemOf(value as Manifest) : 'it is no map';
  if (problem === undefined) return value as Manifest;
  const args = { resource: 'the document', problem };
  const place = { file: source, ...(span ? { span } : {}) };
  throw new ToolError('manifest-malformed', args, {
    diagnostics: [{ code: 'manifest-malformed', severity: 'error', ...place, args }],
  });
}

function problemOf(object: Manifest): string | undefined {
  const missing = ['apiVersion', 'kind'].filter((key) => !isText(object[key]));
  if (missing.length > 0) return `it has no ${missing.join(' and no ')}`;
  const { namespace = null } = metadataOf(object);
  if (namespace !== null && typeof namespace !== 'string') return 'its metadata.namespace is no text';
  if (isList(object) || nameOf(object) !== '' || generateNameOf(object) !== '') return undefined;
  return `a ${object.kind} without metadata.name`;
}

function isText(value: Json | undefined): boolean {
  return typeof value === 'string' && value !== '';
}
