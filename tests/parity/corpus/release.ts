// Reads the releases of a corpus: directories with a `rendered.yaml`, and a `meta.json` that names release and namespace.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Manifest } from '../../../tools/manifests/manifest.ts';
import { readYamlDocuments } from '../../../tools/manifests/yaml/read.ts';
import { isJsonObject, type Json } from '../../../tools/shared/json.ts';
import { compareStrings } from '../../../tools/shared/order.ts';
import type { ReleaseContent } from './mutation.ts';

export interface Release extends ReleaseContent {
  /** The directory's name. */
  readonly id: string;
  readonly text: string;
}

/** The project's own corpus. */
export const ownCorpus: string = fileURLToPath(new URL('../../fixtures/parity/corpus', import.meta.url));

/** Sorted by name. Directories without a rendering are passed over. */
export function readReleases(directory: string): readonly Release[] {
  const names = readdirSync(directory).sort(compareStrings);
  return names.flatMap((name) => {
    const folder = path.join(directory, name);
    return existsSync(path.join(folder, 'rendered.yaml')) ? [readRelease(folder)] : [];
  });
}

function readRelease(folder: string): Release {
  const id = path.basename(folder);
  const text = readFileSync(path.join(folder, 'rendered.yaml'), 'utf8');
  const file = path.join(folder, 'meta.json');
  const meta: Json = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Json) : null;
  const { release, namespace } = isJsonObject(meta) ? meta : {};
  return {
    ...{ id, text, objects: readObjects(text) },
    release: typeof release === 'string' ? release : id,
    namespace: typeof namespace === 'string' ? namespace : 'default',
  };
}

/** The objects of a stream; those in Lists are taken out. */
export function readObjects(text: string): readonly Manifest[] {
  return readYamlDocuments(text, { file: 'rendered.yaml' }).flatMap(objectsIn);
}

function objectsIn(document: Json): readonly Manifest[] {
  if (!isJsonObject(document)) return [];
  const { kind, items } = document;
  return kind === 'List' && Array.isArray(items) ? items.flatMap(objectsIn) : [document as Manifest];
}
