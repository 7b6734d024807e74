// Sides that are written down: a file, standard input, a folder of manifests.
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { ToolError } from '../../shared/diagnostics.ts';
import { messageOf } from '../../shared/errors.ts';
import { listFiles } from '../../shared/files.ts';
import { compareStrings } from '../../shared/order.ts';
import type { Side } from '../model.ts';
import { readObjects } from './documents.ts';
import { type SideRequest, unknownSide } from './request.ts';

export const isManifestFile = (file: string): boolean => /\.(ya?ml|json)$/i.test(file);
export const isKustomizationFile = (file: string): boolean =>
  /^(?:kustomization\.ya?ml|Kustomization)$/.test(path.basename(file));

/** Fails with ToolError `file-read` and those of `readObjects`. */
export async function readFileSide({ label, target, folder, options }: SideRequest): Promise<Side> {
  const bytes = await readBytes(path.resolve(folder, target), target);
  return sideOf(label, bytes, { source: target, options });
}

/** Fails with ToolError `side-unknown` where there is no standard input, and those of `readObjects`. */
export async function readInputSide({ label, target, options }: SideRequest): Promise<Side> {
  if (target !== '' || options.input === undefined) throw unknownSide(label, 'there is no standard input');
  return sideOf(label, Buffer.from(await options.input()), { source: 'standard input', options });
}

function sideOf(
  label: string,
  bytes: Buffer,
  { source, options }: Pick<SideRequest, 'options'> & { readonly source: string },
): Side {
  const objects = readObjects(bytes.toString('utf8'), source, options.known);
  return { label, objects, missing: [], digest: createHash('sha256').update(bytes).digest('hex') };
}

/**
 * All manifests in a folder and below, in the order of their paths; hidden files and folders are left out. Fails with
 * ToolError `side-unknown` and those of `readObjects`.
 */
export async function readFolderSide({ label, target, folder }: SideRequest): Promise<Side> {
  const files = await listManifestFiles(path.resolve(folder, target));
  const kustomization = files.find(isKustomizationFile);
  if (kustomization !== undefined) {
    const place = path.join(target, path.dirname(kustomization));
    throw unknownSide(label, `${path.join(target, kustomization)} is for kustomize; name kustomize:${place}`);
  }
  if (files.length === 0) throw unknownSide(label, `${target} has no files that end in .yaml, .yml or .json`);
  const objects = [];
  for (const file of files) {
    const name = path.join(target, file);
    objects.push(...readObjects((await readBytes(path.resolve(folder, name), name)).toString('utf8'), name));
  }
  return { label, objects, missing: [] };
}

/** As sorted paths relative to the folder, without hidden ones; kustomizations are among them. */
export async function listManifestFiles(folder: string): Promise<readonly string[]> {
  return (await listFiles(folder))
    .filter((file) => !file.split('/').some((part) => part.startsWith('.')))
    .filter((file) => isManifestFile(file) || isKustomizationFile(file))
    .sort(compareStrings);
}

/** More than any text that the YAML reader takes: it counts UTF-16 units, of which none needs more than 3 bytes. */
const mostBytes = 3 * 64 * 1024 * 1024;

/** `name` is what messages call the file. Fails with ToolError `file-read`. */
async function readBytes(file: string, name: string): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      return await readAll(handle);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const problem = missing ? 'there is no such file or directory' : messageOf(cause);
    throw new ToolError('file-read', { file: name, problem }, { cause });
  }
}

/** Pipes and devices tell no size and may have no end. */
async function readAll(handle: FileHandle): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 2 ** 20 })) {
    chunks.push(chunk as Buffer);
    size += (chunk as Buffer).length;
    if (size > mostBytes) throw new Error(`it has more than ${mostBytes} bytes; split it`);
  }
  return Buffer.concat(chunks);
}
