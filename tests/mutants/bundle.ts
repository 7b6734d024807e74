// The compiler as one script in memory, with or without a fault in it.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import type { Compile } from './compiler.ts';
import { applyFault, type Fault, pathOf, repository } from './fault.ts';

const entry = fileURLToPath(new URL('compiler.ts', import.meta.url));

/** Fails where the fault is no TypeScript. */
export async function bundleCompiler(fault: Fault | undefined): Promise<Compile> {
  const { outputFiles } = await build({
    absWorkingDir: repository,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    write: false,
    logLevel: 'silent',
    define: { 'import.meta.url': JSON.stringify(import.meta.url) },
    plugins: fault === undefined ? [] : [seed(fault)],
  });
  const module: { exports: { compile?: Compile } } = { exports: {} };
  const run = new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '');
  run(module, module.exports, createRequire(import.meta.url));
  const compile = module.exports.compile as Compile;
  return (app, inputs) => {
    const context = createContext({ work: () => compile(app, inputs) });
    return runInContext('work()', context, { timeout: longest });
  };
}

/** Milliseconds: a fault may keep the compiler from ending at all. */
const longest = 60_000;

/** What has the fault is read with it; no file is changed. */
function seed(fault: Fault) {
  const contents = applyFault(fault);
  const filter = new RegExp(`${path.basename(fault.file).replaceAll('.', '\\.')}$`);
  return {
    name: 'seed',
    setup: (on: import('esbuild').PluginBuild): void =>
      on.onLoad({ filter }, (file) => (file.path === pathOf(fault) ? { contents, loader: 'ts' } : undefined)),
  };
}
