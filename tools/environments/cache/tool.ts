// Which program gives the answers: another one may give others.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Names this installation of this version, and what runs it. */
export function identifyTool(version: string): string {
  const file = fileURLToPath(import.meta.url);
  const files = file.endsWith('.ts') ? listSources(path.dirname(path.dirname(file))) : [file];
  return [version, process.version, process.arch, ...files.map(stampOf)].join(' ');
}

/** Run from sources, it is all of them. */
function listSources(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => path.join(folder, name));
}

function stampOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${file}:${size}:${mtimeMs}`;
}
