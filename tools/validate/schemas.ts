// The schemas to validate against: read from the package, expanded once into the cache directory.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheDirectory, publishDirectory } from 'kubeconform-bin/install';
import type { Environment } from '../process/obtain.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { joinWords } from '../shared/text.ts';
import { type Bundle, mergeBundles } from './bundle.ts';
import { expandBundle, expansionVersion, layout } from './expand.ts';

export const defaultKubernetesVersion = '1.35';

export interface SchemaSet {
  readonly bundle: Bundle;
  /** What kubeconform's `-schema-location` wants. */
  readonly location: string;
}

export interface SchemaRequest {
  /** `1.35`; a patch number is ignored. */
  readonly kubernetesVersion: string;
  /** Further kinds, beside the built-in ones and those of schemas/crds. They come first where both have a kind. */
  readonly further: Bundle;
  readonly env: Environment;
}

/** Fails with ToolError `kubernetes-version` (no schemas for it) or `file-write` (the cache cannot be written). */
export function loadSchemas({ kubernetesVersion, further, env }: SchemaRequest): SchemaSet {
  const texts = [
    ...listBundles(kubernetesVersion).map((file) => readFileSync(file, 'utf8')),
    JSON.stringify(further),
  ];
  const bundle = mergeBundles(texts.map((text) => JSON.parse(text) as Bundle));
  const hash = createHash('sha256').update(expansionVersion);
  for (const text of texts) hash.update(text);
  const directory = path.join(cacheDirectory(env), 'schemas', hash.digest('hex').slice(0, 16));
  publish(directory, bundle);
  return { bundle, location: path.join(directory, layout) };
}

/** Every kind that comes with the package, for one Kubernetes version. Fails with ToolError `kubernetes-version`. */
export function readBundle(kubernetesVersion: string): Bundle {
  return mergeBundles(
    listBundles(kubernetesVersion).map((file) => JSON.parse(readFileSync(file, 'utf8')) as Bundle),
  );
}

function listBundles(kubernetesVersion: string): readonly string[] {
  return [findKubernetes(kubernetesVersion), ...listJson(path.join(schemaDirectory(), 'crds'))];
}

function publish(directory: string, bundle: Bundle): void {
  try {
    publishDirectory(directory, (draft) => {
      for (const [file, schema] of expandBundle(bundle)) {
        const target = path.join(draft, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, JSON.stringify(schema));
      }
    });
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    throw new ToolError('file-write', { file: directory, problem: cause.message }, { cause });
  }
}

function findKubernetes(version: string): string {
  const directory = path.join(schemaDirectory(), 'kubernetes');
  const minor = /^v?(\d+\.\d+)(\.|$)/.exec(version)?.[1];
  const file = path.join(directory, `${minor}.json`);
  if (minor !== undefined && existsSync(file)) return file;
  const available = listJson(directory).map((file) => path.basename(file, '.json'));
  throw new ToolError('kubernetes-version', { version, available: joinWords(available, 'and') });
}

function listJson(directory: string): readonly string[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => path.join(directory, name));
}

/** The folder of schemas. Sources and bundles lie at different depths below the package's root. */
export function schemaDirectory(): string {
  for (let directory = import.meta.dirname; directory !== path.dirname(directory); ) {
    if (existsSync(path.join(directory, 'schemas', 'kubernetes'))) return path.join(directory, 'schemas');
    directory = path.dirname(directory);
  }
  throw new Error('schemas/kubernetes is missing from this installation');
}
