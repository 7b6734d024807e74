// Developer's script: writes schemas/kubernetes from the OpenAPI document, and schemas/crds from a directory of CRDs.
//   tsx tools/validate/generate/main.ts kubernetes
//   tsx tools/validate/generate/main.ts crds DIRECTORY
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { runProgram } from '../../process/run.ts';
import { writeFileAtomic } from '../../shared/files.ts';
import { type CustomResourceDefinition, convertDefinitions, isCustomResourceDefinition } from '../crd.ts';
import { formatBundle, shareDefinitions } from './compact.ts';
import { convertDocument } from './kubernetes.ts';

/** The releases whose documents are taken, one of each minor version. */
const releases = ['v1.34.4', 'v1.35.4', 'v1.36.3'] as const;
const schemas = path.join(import.meta.dirname, '..', '..', '..', 'schemas');

async function writeKubernetes(): Promise<void> {
  for (const release of releases) {
    const source = path.join(await fetchModule(release), 'api', 'openapi-spec', 'swagger.json');
    const bundle = convertDocument(JSON.parse(readFileSync(source, 'utf8')));
    const minor = release.replace(/^v(\d+\.\d+)\..*/, '$1');
    await writeFileAtomic(path.join(schemas, 'kubernetes', `${minor}.json`), formatBundle(bundle));
  }
}

async function fetchModule(release: string): Promise<string> {
  const { stdout } = await runProgram('go', ['mod', 'download', '-json', `k8s.io/kubernetes@${release}`]);
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
if (what === 'kubernetes') await writeKubernetes();
else if (what === 'crds' && source) await writeDefinitions(source);
else throw new Error('say `kubernetes` or `crds DIRECTORY`');
