// Which files an environment imports, evaluated or not: found in the syntax, so that no branch is missed.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { analyze } from '../jsonnet/compile/analysis.ts';
import { createFileImporter } from '../jsonnet/importer.ts';
import type { Importer } from '../jsonnet/port.ts';
import { createSource } from '../jsonnet/source.ts';
import { parse } from '../jsonnet/syntax/parser.ts';
import { ToolError } from '../shared/diagnostics.ts';
import { compareStrings } from '../shared/order.ts';
import { resolveProject, unreadable } from './project.ts';

/**
 * The entry point and everything that it imports, directly or not: paths relative to the root, sorted, symbolic
 * links resolved. Fails with ToolError `import-missing` and those of `resolveProject`; throws JsonnetError for files
 * that cannot be parsed.
 */
export function listImports(target: string): readonly string[] {
  const { root, entrypoint, paths } = resolveProject(resolveLinks(target));
  const importer = createFileImporter(paths);
  const found = new Set<string>([entrypoint]);
  collectImports(entrypoint, importer, found);
  const files = new Set([...found].map((file) => path.relative(root, realpathSync(file))));
  return [...files].sort(compareStrings);
}

function resolveLinks(target: string): string {
  try {
    return realpathSync(target);
  } catch (cause) {
    throw unreadable(target, cause);
  }
}

function collectImports(file: string, importer: Importer, found: Set<string>): void {
  const text = new TextDecoder().decode(importer.read(file));
  for (const { form, path: wanted } of importsOf(file, text)) {
    // The virtual file that shows the environment.
    if (wanted === 'tk') continue;
    const resolved = importer.resolve(file, wanted);
    if (resolved === undefined) throw new ToolError('import-missing', { file, wanted });
    if (found.has(resolved)) continue;
    found.add(resolved);
    if (form === 'import') collectImports(resolved, importer, found);
  }
}

function importsOf(file: string, text: string): ReturnType<typeof analyze>['imports'] {
  return analyze(parse(createSource(file, text))).imports;
}
