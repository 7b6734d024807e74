// Records what Tanka writes for specCases.ts: `npx tsx tests/environments/record-specs.ts` with tk and kubectl on PATH.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cases, createProject, readFiles, type SpecCase, store, writeKubeconfig } from './specCases.ts';

const tanka = 'tk';

/** Tanka connects before it writes; the clusters of the kubeconfig do not exist, so the version is told for them. */
function writeKubectl(): string {
  const file = path.join(createProject(), 'kubectl');
  const versions = { clientVersion: { gitVersion: 'v1.35.2' }, serverVersion: { gitVersion: 'v1.35.0' } };
  writeFileSync(
    file,
    `#!/bin/sh\nif [ "$1" = version ]; then echo '${JSON.stringify(versions)}'; else exec kubectl "$@"; fi\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

const env = { ...process.env, KUBECONFIG: writeKubeconfig(), TANKA_KUBECTL_PATH: writeKubectl() };

function record({ name, lines }: SpecCase): void {
  const project = createProject();
  let stdout = '';
  for (const words of lines) {
    const result = spawnSync(tanka, words, { cwd: project, encoding: 'utf8', env, input: 'yes\n' });
    if (result.status !== 0) throw new Error(`${name}: ${result.stderr}`);
    stdout += result.stdout.replaceAll(project, '<project>');
  }
  const result = { recordedWith: 'Tanka v0.38.0, built from its sources', stdout, files: readFiles(project) };
  writeFileSync(path.join(store, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

rmSync(store, { recursive: true, force: true });
mkdirSync(store, { recursive: true });
for (const test of cases) record(test);
