#!/usr/bin/env node
// The program `twinhull`: runs the bundle that `npm ci` and `npm run build` make. V8's compiled code is kept between
// runs, because compiling is most of a short run. CommonJS, because Node needs longer to load a module.
'use strict';
const {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const nodeModule = require('node:module');
const { homedir } = require('node:os');
const path = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');

const root = path.join(__dirname, '../..');
const bundle = path.join(root, 'dist/cli/main.cjs');

// Four times what V8 has: most runs are over before code that it would optimise earlier has paid for that.
v8.setFlagsFromString('--interrupt-budget=270000');
// New objects get room in one step: most of what is made in the first half second is needed to the end.
v8.setFlagsFromString('--semi-space-growth-factor=8');

const stats = statSync(bundle, { throwIfNoEntry: false });

if (stats === undefined) {
  process.stderr.write(
    'Error: twinhull is not built yet: dist/cli/main.cjs is missing; run `npm run build`\n',
  );
  process.exitCode = 2;
} else {
  const command = /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0] ?? 'none';
  const installation = Buffer.from(`${root}/`).toString('base64url').slice(-60);
  runBundle([installation, process.version, process.arch, stats.size, stats.mtimeMs, command].join('~'));
}

/** Runs the bundle with the compiled code that is kept under the key, or keeps it for the next run. */
async function runBundle(key) {
  const folder = path.join(cacheFolder(), 'code');
  const file = path.join(folder, key);
  const cachedData = readIfThere(file);
  // The bundle is ASCII, which is read fastest so.
  const script = new vm.Script(nodeModule.wrap(readFileSync(bundle, 'latin1')), {
    filename: bundle,
    cachedData,
  });
  const main = { exports: {} };
  const run = script.runInThisContext();
  run(main.exports, nodeModule.createRequire(bundle), main, bundle, path.dirname(bundle));
  await main.exports.start();
  if (cachedData === undefined || script.cachedDataRejected) keep(folder, file, script.createCachedData());
}

function cacheFolder() {
  const { TWINHULL_CACHE_DIR: own, XDG_CACHE_HOME: shared } = process.env;
  return own ? path.resolve(own) : path.join(shared || path.join(homedir(), '.cache'), 'twinhull');
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Without a place to write, every run compiles anew. What earlier builds of this installation have left goes. */
function keep(folder, file, data) {
  const [installation, ...build] = path.basename(file).split('~').slice(0, -1);
  const isStale = (name) =>
    name.startsWith(`${installation}~`) && !name.startsWith([installation, ...build].join('~'));
  try {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) {
      if (isStale(name)) rmSync(path.join(folder, name), { force: true });
    }
    writeFileSync(`${file}.${process.pid}`, data);
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    return;
  }
}
