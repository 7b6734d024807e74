// The official kubeconform archives: their checksums, download and unpacking.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { publishDirectoryAsync } from './install.js';

/** SHA-256 of kubeconform-<system>.tar.gz of v0.7.0, from that release's CHECKSUMS. */
export const checksums = {
  'linux-amd64': 'c31518ddd122663b3f3aa874cfe8178cb0988de944f29c74a0b9260920d115d3',
  'linux-arm64': 'cc907ccf9e3c34523f0f32b69745265e0a6908ca85b92f41931d4537860eb83c',
  'darwin-amd64': 'c6771cc894d82e1b12f35ee797dcda1f7da6a3787aa30902a15c264056dd40d4',
  'darwin-arm64': 'b5d32b2cb77f9c781c976b20a85e2d0bc8f9184d5d1cfe665a2f31a19f99eeb9',
};

const official = 'https://github.com/yannh/kubeconform/releases/download';

/**
 * Downloads, checks and unpacks the archive for this system into `target`, a directory.
 * @returns the path of the program. Throws an Error that says which step failed; nothing is left behind then.
 */
export async function installRelease({
  version,
  target,
  notify,
  mirror = official,
  system = currentSystem(),
}) {
  const expected = checksums[system];
  if (!expected) throw new Error(`there is no official archive for ${system}`);
  await publishDirectoryAsync(target, async (draft) => {
    const url = `${mirror}/${version}/kubeconform-${system}.tar.gz`;
    notify(`downloading ${url}, once`);
    const archive = await download(url);
    verify(archive, expected, url);
    writeFileSync(join(draft, 'kubeconform'), readTarMember(gunzipSync(archive), 'kubeconform'), {
      mode: 0o755,
    });
  });
  return join(target, 'kubeconform');
}

function currentSystem() {
  const architecture = { x64: 'amd64', arm64: 'arm64' }[process.arch] ?? process.arch;
  return `${process.platform}-${architecture}`;
}

async function download(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(120_000) }).catch((error) => {
    throw new Error(`${url} cannot be reached: ${error.cause?.message ?? error.message}`);
  });
  if (!response.ok) throw new Error(`${url} answers with status ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

function verify(archive, expected, url) {
  const actual = createHash('sha256').update(archive).digest('hex');
  if (actual !== expected) throw new Error(`${url} has the checksum ${actual}, expected ${expected}`);
}

/** The bytes of the file `name` in a tar archive. Throws when it has none. */
export function readTarMember(archive, name) {
  for (let offset = 0; offset + 512 <= archive.length; ) {
    const header = archive.subarray(offset, offset + 512);
    const size = Number.parseInt(readText(header, 124, 12), 8) || 0;
    if (readText(header, 0, 100) === name) return archive.subarray(offset + 512, offset + 512 + size);
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`the archive has no file ${name}`);
}

function readText(header, start, length) {
  return header
    .toString('latin1', start, start + length)
    .replace(/\0.*$/s, '')
    .trim();
}
