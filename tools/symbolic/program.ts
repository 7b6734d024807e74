// Loads an application and evaluates its functions with unknown values: files, imports and the library around the evaluator.

import { analyze } from '../jsonnet/compile/analysis.ts';
import { createFileImporter } from '../jsonnet/importer.ts';
import type { Importer } from '../jsonnet/port.ts';
import { createSource, type Source } from '../jsonnet/source.ts';
import { parse } from '../jsonnet/syntax/parser.ts';
import type * as Tree from '../jsonnet/syntax/tree.ts';
import { nodeOf } from './evaluate/constants.ts';
import { evaluate } from './evaluate/expressions.ts';
import { createLibrary } from './evaluate/library/index.ts';
import { format } from './evaluate/library/values.ts';
import type { Evaluation, Scope } from './evaluate/scope.ts';
import { fail, force, type Lazy, Thunk, type Value } from './evaluate/values.ts';
import { literal } from './tree.ts';

export interface ProgramOptions {
  /** Directories for imports, the most important first. */
  readonly paths: readonly string[];
  /** Replaces the file system. */
  readonly importer?: Importer;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The value of a file. Throws JsonnetError for texts that are no Jsonnet. */
export function evaluateProgram(
  entry: string,
  { paths, importer = createFileImporter(paths) }: ProgramOptions,
): Value {
  const files = new Map<string, Thunk>();
  const definitions = new Map<string, Value>();
  const evaluation: Evaluation = { evaluate, importValue, format, depth: 0, steps: 0 };
  return force(load(entry));

  function load(path: string): Thunk {
    const known = files.get(path);
    if (known) return known;
    const source = createSource(path, decoder.decode(importer.read(path)));
    const value = new Thunk(() => (path.endsWith('.json') ? nodeOf(JSON.parse(source.text)) : run(source)));
    files.set(path, value);
    return value;
  }

  function run(source: Source): Value {
    const tree = parse(source);
    analyze(tree);
    return evaluate(tree.root, rootScope(source));
  }

  function rootScope(source: Source): Scope {
    const names = new Map<string, Lazy>();
    const library = createLibrary({ thisFile: source.path, define });
    names.set('std', library);
    return { evaluation, source, names, outer: undefined };
  }

  /** A function of the library that is written in Jsonnet. */
  function define(name: string, code: string): Value {
    const known = definitions.get(name);
    if (known) return known;
    const value = run(createSource(`std.${name}`, code));
    definitions.set(name, value);
    return value;
  }

  function importValue(node: Tree.Import, from: Source): Value {
    const found = importer.resolve(from.path, node.path);
    if (found === undefined)
      return fail({
        kind: 'refusal',
        code: 'symbolic-failure',
        args: { problem: `couldn't open import ${JSON.stringify(node.path)}` },
        site: { source: from, span: node },
      });
    if (node.form === 'import') return load(found).force();
    const bytes = importer.read(found);
    return node.form === 'importstr' ? literal(decoder.decode(bytes)) : nodeOf([...bytes]);
  }
}
