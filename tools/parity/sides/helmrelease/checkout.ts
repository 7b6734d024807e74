// A checkout that Flux reads: its root, and the objects in its files, each file parsed when it is first asked for.
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { type FluxKind, groups, isFlux, type Reference } from '../../../flux/objects.ts';
import { type Manifest, nameOf, namespaceOf } from '../../../manifests/manifest.ts';
import { readYamlDocuments } from '../../../manifests/yaml/read.ts';
import { isJsonObject } from '../../../shared/json.ts';
import { isKustomizationFile, isManifestFile, listManifestFiles } from '../files.ts';
import { findCheckout, listRemotes } from '../git/repository.ts';
import type { SideRequest } from '../request.ts';

/** An object as it is written in a file. */
export interface WrittenObject {
  /** Relative to the root. */
  readonly file: string;
  readonly manifest: Manifest;
}

export interface Checkout {
  /** A real path. */
  readonly root: string;
  /** Addresses under which the repository is known. */
  readonly remotes: readonly string[];
  /** The objects of one of Flux's kinds, in a file or below a folder; in all files by default. */
  readonly list: (kind: FluxKind, place?: string) => readonly WrittenObject[];
  /** What a reference may mean: of its kind and name, and of its namespace where that is written. */
  readonly find: (reference: Reference) => readonly WrittenObject[];
}

/** Larger files are no configuration. */
const longest = 4 * 1024 * 1024;

/** The checkout around a file or folder: of git, else from the nearest folder that looks like the top of one. */
export async function openCheckout({ target, folder, revision }: SideRequest): Promise<Checkout> {
  const place = path.resolve(folder, target);
  const start = isManifestFile(place) ? path.dirname(place) : place;
  const root = await realpath(revision?.root ?? (await findCheckout(start)) ?? guessRoot(start));
  const remotes = await listRemotes(revision?.repository ?? root);
  const texts = await readTexts(root);
  const documents = createParser(texts);
  const list = (kind: FluxKind, within = ''): readonly WrittenObject[] =>
    documents([groups[kind], kind], within).filter(({ manifest }) => isFlux(manifest, kind));
  const find = ({ kind, name, namespace }: Reference): readonly WrittenObject[] =>
    documents([kind, name]).filter(({ manifest }) => {
      const written = namespaceOf(manifest);
      return manifest.kind === kind && nameOf(manifest) === name && (written === '' || written === namespace);
    });
  return { root, remotes, list, find };
}

const signs = ['.git', '.sops.yaml', 'kubernetes', 'clusters', 'flux', 'flux-system'];

/** The highest of neighbouring folders with a sign: `kubernetes/` often has a `flux/` in it. */
function guessRoot(start: string): string {
  const isSigned = (folder: string): boolean => signs.some((sign) => existsSync(path.join(folder, sign)));
  let root = start;
  while (!isSigned(root) && root !== path.dirname(root)) root = path.dirname(root);
  if (!isSigned(root)) return start;
  while (isSigned(path.dirname(root)) && root !== path.dirname(root)) root = path.dirname(root);
  return root;
}

async function readTexts(root: string): Promise<ReadonlyMap<string, string>> {
  const files = (await listManifestFiles(root)).filter(
    (file) => !isKustomizationFile(file) && !file.split('/').includes('node_modules'),
  );
  const texts = new Map<string, string>();
  for (const file of files) {
    const text = await readFile(path.join(root, file), 'utf8').catch(() => '');
    if (text.length <= longest) texts.set(file, text);
  }
  return texts;
}

type Documents = (words: readonly string[], place?: string) => readonly WrittenObject[];

/** Gives the objects of files in which each of the words stands. What is no YAML has none: it may be a template. */
function createParser(texts: ReadonlyMap<string, string>): Documents {
  const parsed = new Map<string, readonly WrittenObject[]>();
  const parse = (file: string, text: string): readonly WrittenObject[] => {
    const known = parsed.get(file) ?? readObjects(file, text);
    parsed.set(file, known);
    return known;
  };
  return (words, place = '') =>
    [...texts].flatMap(([file, text]) =>
      isBelow(file, place) && words.every((word) => text.includes(word)) ? parse(file, text) : [],
    );
}

/** Whether a file is a place or below it; '' is the root. */
export function isBelow(file: string, place: string): boolean {
  return place === '' || file === place || file.startsWith(`${place}/`);
}

function readObjects(file: string, text: string): readonly WrittenObject[] {
  try {
    return readYamlDocuments(text, { file }).flatMap((document) =>
      isJsonObject(document) && typeof document.kind === 'string' && typeof document.apiVersion === 'string'
        ? [{ file, manifest: document as Manifest }]
        : [],
    );
  } catch {
    return [];
  }
}
