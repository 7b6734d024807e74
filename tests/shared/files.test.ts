// Files are written whole or not at all, and failures are coded.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFiles, readTextFile, removeFile, writeFileAtomic } from '../../tools/shared/files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writeFileAtomic', () => {
  it('replaces a file and makes the folders it needs', async () => {
    const file = path.join(folder, 'a/b/c.txt');
    await writeFileAtomic(file, 'old');
    await writeFileAtomic(file, 'new\n');
    expect(readFileSync(file, 'utf8')).toBe('new\n');
    expect(readdirSync(path.dirname(file))).toEqual(['c.txt']);
  });

  it('writes the same file from many sides at once, whole', async () => {
    const contents = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));
    const file = path.join(folder, 'a.txt');
    await Promise.all(contents.map((content) => writeFileAtomic(file, content)));
    expect(contents).toContain(readFileSync(file, 'utf8'));
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  it('leaves nothing behind when it fails, and says which file and why', async () => {
    mkdirSync(path.join(folder, 'taken/inside'), { recursive: true });
    const error = { code: 'file-write', message: expect.stringContaining(path.join(folder, 'taken')) };
    await expect(writeFileAtomic(path.join(folder, 'taken'), 'x')).rejects.toMatchObject(error);
    expect(readdirSync(folder)).toEqual(['taken']);
    writeFileSync(path.join(folder, 'file'), '');
    await expect(writeFileAtomic(path.join(folder, 'file/a'), 'x')).rejects.toMatchObject({
      code: 'file-write',
    });
  });
});

describe('removeFile', () => {
  it('removes files, and leaves folders alone', async () => {
    const file = path.join(folder, 'a.txt');
    await writeFileAtomic(file, '');
    await removeFile(file);
    await removeFile(file);
    expect(readdirSync(folder)).toEqual([]);
    await expect(removeFile(folder)).rejects.toMatchObject({ code: 'file-write' });
  });
});

describe('reading', () => {
  it('tells a missing file from an unreadable one', async () => {
    expect(await readTextFile(path.join(folder, 'none'))).toBeUndefined();
    await expect(readTextFile(folder)).rejects.toMatchObject({ code: 'file-read' });
  });

  it('lists files below a folder, sorted; none where there is no folder', async () => {
    for (const file of ['b.txt', 'a/c.txt', 'a-b.txt']) await writeFileAtomic(path.join(folder, file), '');
    expect(await listFiles(folder)).toEqual(['a-b.txt', 'a/c.txt', 'b.txt']);
    expect(await listFiles(path.join(folder, 'none'))).toEqual([]);
    await expect(listFiles(path.join(folder, 'b.txt'))).rejects.toMatchObject({ code: 'file-read' });
  });
});
