// The project whose environments are all wrong in some way. Its entry points are called `entry.jsonnet` in the repository,
// so that nobody who lists the environments of a checkout trips over them, and get their real name in a copy.
import { cpSync, mkdtempSync, readdirSync, realpathSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fixtures } from './tankaCases.ts';

/** A copy of the project in a folder of its own. */
export function createFaultsProject(): string {
  const project = realpathSync(mkdtempSync(path.join(tmpdir(), 'twinhull-faults-')));
  cpSync(path.join(fixtures, 'projects', 'faults'), project, { recursive: true });
  for (const entry of readdirSync(project, { recursive: true, withFileTypes: true })) {
    if (entry.name !== 'entry.jsonnet') continue;
    renameSync(path.join(entry.parentPath, entry.name), path.join(entry.parentPath, 'main.jsonnet'));
  }
  return project;
}
