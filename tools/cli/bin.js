#!/usr/bin/env node
// The program `twinhull`: runs the bundle in dist/, which `npm ci` and `npm run build` make.
import { existsSync } from 'node:fs';
import module from 'node:module';

const bundle = new URL('../../dist/cli/main.js', import.meta.url);

if (existsSync(bundle)) {
  // Compiled code is kept between runs where Node can (22 and later): half of the start is compiling.
  module.enableCompileCache?.();
  const { start } = await import(bundle.href);
  await start();
} else {
  process.stderr.write(
    'Error: twinhull is not built yet: dist/cli/main.js is missing; run `npm run build`\n',
  );
  process.exitCode = 2;
}
