// What commands leave behind in a folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** All files below a folder with their texts, by relative path; none where there is no folder. */
export function readTree(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.sort().map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
  );
}
