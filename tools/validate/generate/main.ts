// Developer's script: writes schemas/kubernetes from the OpenAPI document, and schemas/crds from a directory of CRDs.
//   tsx tools/validate/generate/main.ts kubernetes [SWAGGER]
//   tsx tools/validate/generate/main.ts crds DIRECTORY
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runProgram } from '../../process/run.ts';
import { writeFileAtomic } from '../../shared/files.ts';
import { type CustomResourceDefinition, convertDefinitions, isCustomResourceDefinition } from '../crd.ts';
import { formatBundle, shareDefinitions } from './compact.ts';
import { convertDocument } from './kubernetes.ts';

const kubernetes = { version: '1.35', module: 'k8s.io/kubernetes@v1.35.4' } as const;
const schemas = path.join(import.meta.dirname, '..', '..', '..', 'schemas');

async function writeKubernetes(document: string | undefined): Promise<void> {
  const source = document ?? path.join(await fetchModule(), 'api', 'openapi-spec', 'swagger.json');
  const bundle = convertDocument(JSON.parse(readFileSync(source, 'utf8')));
  await writeFileAtomic(path.join(schemas, 'kubernetes', `${kubernetes.version}.json`), formatBundle(bundle));
}

async function fetchModule(): Promise<string> {
  const { stdout } = await runProgram('go', ['mod', 'download', '-json', kubernetes.module]);
  return JSON.parse(stdout).Dir;
}

async function writeDefinitions(directory: string): Promise<void> {
  const definitions = readDefinitions(directory);
  for (const group of new Set(definitions.map(({ spec }) => spec.group))) {
    const bundle = shareDefinitions(
      convertDefinitions(definitions.filter(({ spec }) => spec.group === group)),
    );
    await writeFileAtomic(path.join(schemas, 'crds', `${group}.json`), formatBundle(bundle));
  }
}

function readDefinitions(directory: string): readonly CustomResourceDefinition[] {
  const files = readdirSync(directory).filter((file) => /\.ya?ml$/.test(file));
  const documents = files.flatMap((file) => [
    ...parseAllDocuments(readFileSync(path.join(directory, file), 'utf8')),
  ]);
  return documents.map((document) => document.toJS() as unknown).filter(isCustomResourceDefinition);
}

const [what, source] = process.argv.slice(2);
if (what === 'kubernetes') await writeKubernetes(source);
else if (what === 'crds' && source) await writeDefinitions(source);
else throw new Error('say `kubernetes [SWAGGER]` or `crds DIRECTORY`');
