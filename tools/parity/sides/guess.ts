// Which kind of side a path is, from what is there.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';
import { readTextFile } from '../../shared/files.ts';
import { joinWords } from '../../shared/text.ts';
import { isManifestFile, listManifestFiles } from './files.ts';
import type { SideKind, SideRequest } from './request.ts';

/** Fails with ToolError `side-ambiguous` where the path may be several things. */
export async function guessKind(request: SideRequest): Promise<SideKind> {
  const place = path.resolve(request.folder, request.target);
  const isFolder = statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  const [kind, ...others] = isFolder ? await kindsOfFolder(place) : await kindsOfFile(place);
  if (kind === undefined) return isFolder ? 'dir' : 'file';
  if (others.length === 0) return kind;
  const { label, target } = request;
  const choices = joinWords([kind, ...others].map((choice) => `${choice}:${target}`));
  throw new ToolError('side-ambiguous', { side: label, choices });
}

async function kindsOfFolder(folder: string): Promise<readonly SideKind[]> {
  const has = (file: string): boolean => existsSync(path.join(folder, file));
  const kinds: readonly SideKind[] = [
    ...(has('Chart.yaml') ? (['chart'] as const) : []),
    ...(has('main.jsonnet') ? (['env'] as const) : []),
  ];
  if (kinds.length > 0) return kinds;
  const isBuilt = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].some(has);
  const found = new Set<string>();
  for (const file of (await listManifestFiles(folder)).filter(isManifestFile)) {
    for (const kind of await findKinds(path.join(folder, file))) found.add(kind);
  }
  if (!found.has('HelmRelease')) return isBuilt ? ['kustomize'] : [];
  return isBuilt || isForRelease(found) ? ['helmrelease'] : ['dir', 'helmrelease'];
}

async function kindsOfFile(file: string): Promise<readonly SideKind[]> {
  if (/\.(tgz|tar\.gz)$/.test(file)) return ['chart'];
  if (file.endsWith('.jsonnet')) return ['env'];
  const found = await findKinds(file);
  if (!found.has('HelmRelease')) return [];
  return isForRelease(found) ? ['helmrelease'] : ['file', 'helmrelease'];
}

/** A HelmRelease beside what it needs is meant to be rendered; among other objects it may be just one of them. */
function isForRelease(kinds: ReadonlySet<string>): boolean {
  return [...kinds].every((kind) => besideRelease.has(kind));
}

const besideRelease: ReadonlySet<string> = new Set([
  'HelmRelease',
  'HelmRepository',
  'OCIRepository',
  'GitRepository',
  'HelmChart',
  'ConfigMap',
  'Secret',
  'ExternalSecret',
  'Kustomization',
]);

/** Larger files are the output of programs. */
const longestRelease = 4 * 1024 * 1024;

/** The kinds of the documents in a file, if one is a HelmRelease. Seen in the text: it may be no YAML at all. */
async function findKinds(file: string): Promise<ReadonlySet<string>> {
  const found = statSync(file);
  if (!found.isFile() || found.size > longestRelease) return new Set();
  const text = (await readTextFile(file)) ?? '';
  if (!text.includes('helm.toolkit.fluxcd.io/')) return new Set();
  return new Set(
    [...text.matchAll(/^(?:kind| *"kind") *: *["']?(\w+)/gm)].map((match) => match[1] as string),
  );
}
