// Adds to chartfile.yaml: what is there stays as it is, comments included.
import path from 'node:path';
import { isSeq, type Node, parseDocument, visit } from 'yaml';
import { isAmbiguous } from '../manifests/yaml/resolve.ts';
import { readTextFile, rewriteFile, writeFileAtomic } from '../shared/files.ts';
import { type Chartfile, chartfileName, type Repository, type Requirement } from './chartfile.ts';

/** What Tanka begins with. */
const emptyChartfile = `repositories:
- name: stable
  url: https://charts.helm.sh/stable
requires: []
version: 1
`;

/** Writes the first chartfile of a folder. */
export async function createChartfile(folder: string): Promise<void> {
  await writeFileAtomic(path.join(folder, chartfileName), emptyChartfile);
}

type Additions = Partial<Pick<Chartfile, 'repositories' | 'requires'>>;

/** Adds entries to the lists of a folder's chartfile. */
export async function extendChartfile(folder: string, additions: Additions): Promise<void> {
  const file = path.join(folder, chartfileName);
  const text = (await readTextFile(file)) ?? '';
  await rewriteFile(file, extendText(text, additions));
}

function extendText(text: string, { repositories = [], requires = [] }: Additions): string {
  const document = parseDocument(text);
  const add = (name: 'repositories' | 'requires', entries: readonly (Repository | Requirement)[]): void => {
    if (entries.length === 0) return;
    const key = findKey(document.toJS() as object, name);
    if (!isSeq(document.get(key))) document.set(key, document.createNode([]));
    const list = document.get(key);
    if (isSeq(list) && list.items.length === 0) list.flow = false;
    for (const entry of entries) document.addIn([key], quoteAmbiguous(document.createNode(entry)));
  };
  add('repositories', repositories);
  add('requires', requires);
  return document.toString({ lineWidth: 0, indentSeq: !/^- /m.test(text) });
}

/** Keys are read in any letter case. */
function findKey(contents: object, name: string): string {
  return Object.keys(contents).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

/** The file is read as Kubernetes reads YAML, to which more words are no texts than to the library that writes. */
function quoteAmbiguous<Kind extends Node>(node: Kind): Kind {
  visit(node, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string' && isAmbiguous(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return node;
}
