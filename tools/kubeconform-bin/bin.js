#!/usr/bin/env node
// The `kubeconform` command: hands its arguments, streams and exit code to the real program.
import { spawn } from 'node:child_process';
import { kubeconformPath, probing } from './index.js';

if (process.env[probing]) process.exit(1);

try {
  const child = spawn(await kubeconformPath(), process.argv.slice(2), { stdio: 'inherit' });
  child.on('exit', (code) => process.exit(code ?? 1));
} catch (error) {
  process.stderr.write(`kubeconform-bin: ${error.message} [${error.code ?? 'failed'}]\n`);
  process.exitCode = 2;
}
