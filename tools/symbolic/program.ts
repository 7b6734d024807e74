// Loads an application and evaluates its functions with unknown values: files, imports and the library around the evaluator.

import { analyze } from '../jsonnet/compile/analysis.ts';
import { createFileImporter } from '../jsonnet/importer.ts';
import { readJson } from '../jsonnet/json-reader.ts';
import { toJson } from '../jsonnet/manifest/json.ts';
import type { Importer } from '../jsonnet/port.ts';
import { createSource, type Source } from '../jsonnet/source.ts';
import { parse } from '../jsonnet/syntax/parser.ts';
import type * as Tree from '../jsonnet/syntax/tree.ts';
import { nodeOf } from './evaluate/constants.ts';
import { evaluate } from './evaluate/expressions.ts';
import { createLibrary } from './evaluate/library/index.ts';
import { format } from './evaluate/library/values.ts';
import type { Evaluation, Scope } from './evaluate/scope.ts';
import { fail, force, Thunk, type Value } from './evaluate/values.ts';
import { literal, type Node, type Site } from './tree.ts';

export interface ProgramOptions {
  /** Directories for imports, the most important first. */
  readonly paths: readonly string[];
  /** Replaces the file system. */
  readonly importer?: Importer;
}

function read(source: Source): Tree.Tree {
  const tree = parse(source);
  analyze(tree);
  return tree;
}

/** Plain JSON needs no evaluation; what is no JSON may be Jsonnet all the same. */
function dataOf(path: string, text: string): Node | undefined {
  const data = path.endsWith('.json') ? readJson(text) : undefined;
  return data === undefined ? undefined : nodeOf(toJson(data));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The value of a file. Throws JsonnetError for texts that are no Jsonnet. */
export function evaluateProgram(
  entry: string,
  { paths, importer = createFileImporter(paths) }: ProgramOptions,
): Value {
  const files = new Map<string, Thunk>();
  const definitions = new Map<string, Tree.Tree>();
  const evaluation: Evaluation = { evaluate, importValue, format, depth: 0, steps: 0 };
  return force(load(entry));

  function load(path: string): Thunk {
    const known = files.get(path);
    if (known) return known;
    const source = createSource(path, decoder.decode(importer.read(path)));
    const value = new Thunk(() => dataOf(path, source.text) ?? run(source));
    files.set(path, value);
    return value;
  }

  function run(source: Source): Value {
    return evaluate(read(source).root, rootScope(source));
  }

  function rootScope(source: Source, calledFrom?: Site): Scope {
    const library = createLibrary({ thisFile: source.path, define });
    return { evaluation, source, names: new Map([['std', library]]), outer: undefined, calledFrom };
  }

  /** A function of the library that is written in Jsonnet; what is wrong in it is wrong where it is called. */
  function define(name: string, code: string, site: Site): Value {
    const tree = definitions.get(name) ?? read(createSource(`std.${name}`, code));
    definitions.set(name, tree);
    return evaluate(tree.root, rootScope(tree.source, site));
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
