// The package that provides kubeconform, as a library and as the command that npm installs.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { execa } from 'execa';
import { kubeconformPath, readVersion } from 'kubeconform-bin';
import { publishDirectory } from 'kubeconform-bin/install';
import { installRelease, readTarMember } from 'kubeconform-bin/release';
import { afterAll, beforeAll, expect, test } from 'vitest';

const shim = path.resolve('node_modules/.bin/kubeconform');
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'twinhull-kubeconform-'));
  // Where there is none, it is built, which takes longer than a test may.
  await kubeconformPath();
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the library gives a program of version 0.7 that is not its own command', async () => {
  const env = { ...process.env, PATH: `${path.dirname(shim)}${path.delimiter}${process.env.PATH}` };
  const program = await kubeconformPath({ env });
  expect(readVersion(program)).toMatch(/^0\.7\./);
  expect(program).not.toBe(shim);
});

test('the command hands arguments, input and exit code through', async () => {
  expect((await execa(shim, ['-v'])).stdout).toMatch(/^(v0\.7\.\d+|development)$/);
  const { exitCode, stdout } = await execa(shim, ['-schema-location', '/none/a.json', '-'], {
    input: 'apiVersion: v1\nkind: Thing\n',
    reject: false,
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: expect.stringContaining('Thing') });
});

test('where nothing can be had, the library and the command say why and how to get it', async () => {
  const bare = { PATH: '', TWINHULL_CACHE_DIR: folder, TWINHULL_OFFLINE: '1' };
  await expect(kubeconformPath({ env: bare })).rejects.toMatchObject({
    code: 'kubeconform-missing',
    message: expect.stringMatching(/PATH has none.*TWINHULL_OFFLINE.*Install Go/),
  });
  const command = [path.resolve('tools/kubeconform-bin/bin.js'), '-v'];
  const outcome = await execa(process.execPath, command, { env: bare, extendEnv: false, reject: false });
  expect(outcome).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('[kubeconform-missing]') });
  expect(readdirSync(folder)).toEqual([]);
});

test('a command of another copy of the package on PATH is no program, and does not search in turn', async () => {
  const copy = path.join(folder, 'copy');
  mkdirSync(copy);
  symlinkSync(path.resolve('tools/kubeconform-bin/bin.js'), path.join(copy, 'kubeconform'));
  const env = {
    PATH: `${copy}:${path.dirname(process.execPath)}`,
    TWINHULL_CACHE_DIR: folder,
    TWINHULL_OFFLINE: '1',
  };
  await expect(kubeconformPath({ env })).rejects.toMatchObject({ code: 'kubeconform-missing' });
});

async function serve(
  status: number,
  body: Buffer,
): Promise<{ readonly server: Server; readonly mirror: string }> {
  const server = createServer((_, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, mirror: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test.each([
  [200, /checksum [0-9a-f]{64}, expected c31518dd/],
  [404, /status 404/],
])(
  'an archive that a server answers with status %i and wrong bytes leaves nothing behind',
  async (status, reason) => {
    const { server, mirror } = await serve(status, Buffer.from('something else'));
    const target = path.join(folder, 'downloads', `kubeconform-${status}`);
    const request = { version: 'v0.7.0', target, mirror, system: 'linux-amd64', notify: () => undefined };
    await expect(installRelease(request)).rejects.toThrow(reason);
    server.close();
    expect(readdirSync(path.dirname(target))).toEqual([]);
  },
);

test('the program is found in an archive among other files', async () => {
  const archive = path.join(folder, 'archive.tar.gz');
  writeFileSync(path.join(folder, 'LICENSE'), 'x'.repeat(700));
  writeFileSync(path.join(folder, 'kubeconform'), 'the program');
  await execa('tar', ['-czf', archive, 'LICENSE', 'kubeconform'], { cwd: folder });
  const unpacked = gunzipSync(readFileSync(archive));
  expect(readTarMember(unpacked, 'kubeconform').toString()).toBe('the program');
  expect(() => readTarMember(unpacked, 'other')).toThrow('no file other');
});

test('a directory whose filling fails is not there', () => {
  const target = path.join(folder, 'unfinished', 'part');
  const fill = (draft: string): void => {
    writeFileSync(path.join(draft, 'half'), '');
    throw new Error('full disk');
  };
  expect(() => publishDirectory(target, fill)).toThrow('full disk');
  expect(existsSync(target)).toBe(false);
  expect(readdirSync(path.dirname(target))).toEqual([]);
});
