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
import { type Project, resolveProject, unreadable } from './project.ts';

/**
 * The entry point and everything that it imports, directly or not: paths relative to the root, sorted, symbolic
 * links resolved. Fails with ToolError `import-missing` and those of `resolveProject`; throws JsonnetError for files
 * that cannot be parsed.
 */
export function listImports(target: string): readonly string[] {
  const { root, entrypoint, paths } = resolveProject(resolveLinks(target));
  const missing = (file: string, wanted: string): never => {
    throw new ToolError('import-missing', { file, wanted });
  };
  const { files } = walkImports(entrypoint, { importer: createFileImporter(paths), missing });
  return [...new Set(files.map((file) => path.relative(root, realpathSync(file))))].sort(compareStrings);
}

/** The names of library functions that an entry point and its imports mention. Imports that lead nowhere are passed over. */
export function listLibraryNames({ entrypoint, paths }: Project): ReadonlySet<string> {
  return walkImports(entrypoint, { importer: createFileImporter(paths), missing: () => undefined }).library;
}

/** The files that an entry point imports, by the paths under which the engine knows them; those that lead nowhere are not. */
export function listImportedFiles({ entrypoint, paths }: Project): readonly string[] {
  return walkImports(entrypoint, { importer: createFileImporter(paths), missing: () => undefined }).files;
}

function resolveLinks(target: string): string {
  try {
    return realpathSync(target);
  } catch (cause) {
    throw unreadable(target, cause);
  }
}

interface Walk {
  readonly importer: Importer;
  readonly missing: (file: string, wanted: string) => void;
}

interface Walked {
  readonly files: readonly string[];
  readonly library: ReadonlySet<string>;
}

function walkImports(entrypoint: string, { importer, missing }: Walk): Walked {
  const files = [entrypoint];
  const known = new Set(files);
  const library = new Set<string>();
  const pending = [entrypoint];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    const analysis = analyze(parse(createSource(file, new TextDecoder().decode(importer.read(file)))));
    for (const name of analysis.library) library.add(name);
    for (const { form, path: wanted } of analysis.imports) {
      // The virtual file that shows the environment.
      if (wanted === 'tk') continue;
      const found = importer.resolve(file, wanted);
      if (found === undefined) missing(file, wanted);
      else if (!known.has(found)) {
        known.add(found);
        files.push(found);
        if (form === 'import') pending.push(found);
      }
    }
  }
  return { files, library };
}
