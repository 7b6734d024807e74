// Bundles the command and the library into dist/.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What stays a package of its own: compiled code, and what only generating files needs. */
const external = ['json-schema-to-typescript', '@hanazuki/node-jsonnet'];

const common = {
  absWorkingDir: root,
  outbase: 'tools',
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external,
  minifySyntax: true,
  legalComments: 'external',
  write: false,
};

/** The command is one script, whose compiled code tools/cli/bin.cjs keeps. It runs only the parts that are used. */
const command = {
  ...common,
  entryPoints: ['tools/cli/main.ts'],
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  // A script that is run from kept code can neither import nor see import.meta.
  supported: { 'dynamic-import': false },
  banner: {
    js: `const bundleUrl = require('node:url').pathToFileURL(__filename).href;
const lazily = (name) => new Proxy({}, { get: (_, key) => require(name)[key] });`,
  },
  define: { 'import.meta.url': 'bundleUrl', 'import.meta.dirname': '__dirname' },
};

const library = {
  ...common,
  entryPoints: ['tools/index.ts', 'tools/jsonnet/index.ts'],
  format: 'esm',
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  // Packages in CommonJS call `require`, which modules do not have.
  banner: {
    js: "import { createRequire as createBundleRequire } from 'node:module'; const require = createBundleRequire(import.meta.url);",
  },
};

/** Parts of Node that take milliseconds to load, and that most runs of a command never use. */
const heavy = /= require\("(node:(?:child_process|crypto|readline|v8|worker_threads|zlib))"\)/g;

/** Files that an earlier build made and this one did not. Types are made by tsc. */
async function removeStale(files) {
  const current = new Set(files.map((file) => file.path));
  const found = await readdir(path.join(root, 'dist'), { recursive: true, withFileTypes: true });
  const stale = found
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !current.has(file) && !file.startsWith(path.join(root, 'dist', 'types')));
  await Promise.all(stale.map((file) => rm(file, { force: true })));
}

const results = await Promise.all([command, library].map((options) => build(options)));
const files = results.flatMap(({ outputFiles }) => outputFiles).map(finish);
for (const file of files) await publish(file);
await removeStale(files);

/** The command loads as little as it can, and is ASCII, which is read fastest. */
function finish({ path: file, text, contents }) {
  if (!file.endsWith('.cjs')) return { path: file, contents };
  return { path: file, contents: Buffer.from(escapeOthers(text.replace(heavy, '= lazily("$1")'))) };
}

/** esbuild escapes strings; what it leaves is in texts that are scripts themselves, where escapes mean the same. */
function escapeOthers(text) {
  return text.replace(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Whole or not at all, and not touched when nothing has changed: another process may be reading it. */
async function publish({ path: file, contents }) {
  if (existsSync(file) && readFileSync(file).equals(contents)) return;
  const draft = `${file}.${process.pid}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(draft, contents);
  await rename(draft, file);
}
