// CustomResourceDefinitions in the project's charts: what applications bring is known where their objects are validated.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readYamlDocuments } from '../manifests/yaml/read.ts';
import { compareStrings } from '../shared/order.ts';

/** Those of every chart under `charts/`. Fails with the ToolErrors of the YAML reader. */
export function readDefinitions(root: string): readonly unknown[] {
  return listFolders(path.join(root, 'charts')).flatMap((chart) =>
    listYaml(path.join(chart, 'crds')).flatMap((file) =>
      readYamlDocuments(readFileSync(file, 'utf8'), { file: path.relative(root, file) }),
    ),
  );
}

function listFolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries.map(({ name }) => path.join(folder, name)).sort(compareStrings);
}

function listYaml(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return names.map((name) => path.join(folder, name)).sort(compareStrings);
}
