// Takes a chart's package apart: a gzipped tar, of which only files are taken.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'fflate';

const block = 512;
const mostBytes = 128 * 1024 * 1024;

/** Writes the files of a package below a folder. Throws an Error for what is no package. */
export async function unpackChart(file: string, target: string): Promise<void> {
  const packed = await readFile(file);
  // The last four bytes tell the size of what is packed.
  if (packed.length < 18 || packed.readUInt32LE(packed.length - 4) > mostBytes) throw new Error('too large');
  for (const { name, content } of readArchive(Buffer.from(gunzipSync(packed)))) {
    const place = path.join(target, path.normalize(`/${name}`));
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, content);
  }
}

interface Member {
  readonly name: string;
  readonly content: Buffer;
}

function* readArchive(archive: Buffer): Generator<Member> {
  let longName: string | undefined;
  for (let at = 0; at + block <= archive.length; ) {
    const header = archive.subarray(at, at + block);
    const [name, size, type] = [readName(header), Number.parseInt(readText(header, 124, 12), 8), header[156]];
    if (name === '') return;
    const content = archive.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
    // 0 and NUL are files; x tells the name of the next one; folders and links are left out.
    if (type === 0x30 || type === 0) yield { name: longName ?? name, content };
    longName = type === 0x78 ? /(?:^|\n)\d+ path=(.*)\n/.exec(content.toString('utf8'))?.[1] : undefined;
  }
}

function readName(header: Buffer): string {
  const prefix = readText(header, 345, 155);
  return (prefix && `${prefix}/`) + readText(header, 0, 100);
}

function readText(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end).trim();
}
