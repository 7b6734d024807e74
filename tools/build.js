// Bundles the command and the library into dist/, one file per part that is loaded on its own.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What stays a package of its own: compiled code, programs, and what only generating files needs. */
const external = [
  'json-schema-to-typescript',
  '@hanazuki/node-jsonnet',
  'kubeconform-bin',
  'kubeconform-bin/*',
];

/** Packages in CommonJS call `require`, which modules do not have. */
const banner =
  "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);";

async function bundle() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['tools/cli/main.ts', 'tools/index.ts', 'tools/jsonnet/index.ts'],
    outbase: 'tools',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external,
    banner: { js: banner },
    chunkNames: 'chunks/[name]-[hash]',
    minifySyntax: true,
    legalComments: 'external',
    write: false,
  });
  return outputFiles;
}

/** Files that an earlier build made and this one did not. Types are made by tsc. */
async function removeStale(files) {
  const current = new Set(files.map((file) => file.path));
  const found = await readdir(path.join(root, 'dist'), { recursive: true, withFileTypes: true });
  const stale = found
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !current.has(file) && !file.startsWith(path.join(root, 'dist', 'types')));
  await Promise.all(stale.map((file) => rm(file, { force: true })));
}

const files = await bundle();
for (const file of files) {
  await mkdir(path.dirname(file.path), { recursive: true });
  await writeFile(file.path, file.contents);
}
await removeStale(files);
