// Checks of schemas and values: schemas keep the rules, and the values that come with the project are allowed by them.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { chartFolderOf, chartGenerators } from '../chart/folder.ts';
import { findFaults } from '../schema/faults.ts';
import {
  type AppSchema,
  checkGenerated,
  type Generator,
  listAppSchemas,
  missingSchema,
  parseAppSchema,
  schemaFileOf,
  schemaGenerators,
} from '../schema/generate.ts';
import { lintSchema } from '../schema/lint.ts';
import { formatDiagnostic } from '../shared/diagnostics.ts';
import { listFiles } from '../shared/files.ts';
import type { Json } from '../shared/json.ts';
import { attempt, failure } from './attempt.ts';
import { type Check, type Row, type Scope, verdict } from './row.ts';
import { checkValues, readValuesFile, type ValuesDocument } from './values.ts';

export const schemaChecks: Check = { name: 'schemas', run: checkSchemas };
export const generatedChecks: Check = { name: 'generated', run: checkGeneratedFiles };

async function* checkSchemas(scope: Scope): AsyncGenerator<Row> {
  const { root } = scope;
  for (const name of await findSchemaless(root)) {
    const row = {
      check: 'schema',
      subject: schemaFileOf(name),
      status: 'failed',
      detail: 'is missing',
    } as const;
    yield failure(row, await missingSchema(root, name));
  }
  for (const name of await listAppSchemas(root)) {
    const row = { check: 'schema', subject: schemaFileOf(name) };
    const app = await attempt(() => parseAppSchema(root, name));
    if (app instanceof Error) {
      yield failure({ ...row, status: 'failed', detail: 'cannot be read' }, app);
      continue;
    }
    yield verdict(row, lintSchema(app.schema, app.file).map(formatDiagnostic), 'keeps the rules');
    if (findFaults(app.schema).length > 0) continue;
    for (const document of await collectValues(root, app)) {
      const found = (await checkValues(document, { ...scope, app })).map(formatDiagnostic);
      yield verdict({ check: 'values', subject: document.subject }, found, 'allowed, and valid manifests');
    }
  }
}

/** Applications that had a schema once, or a file of another name for it. Others may do without. */
async function findSchemaless(root: string): Promise<readonly string[]> {
  const withSchema = await listAppSchemas(root);
  const apps = (await listFiles(path.join(root, 'lib', 'apps'))).flatMap(
    (file) => /^([^/]+)\/main\.libsonnet$/.exec(file)?.[1] ?? [],
  );
  return apps.filter(
    (name) =>
      !withSchema.includes(name) &&
      [chartFolderOf(root, name), path.join(root, path.dirname(schemaFileOf(name)))].some((folder) =>
        existsSync(folder),
      ),
  );
}

/** The defaults, the schema's own examples, and files called `values*.yaml` in the application's environments. */
export async function collectValues(root: string, app: AppSchema): Promise<readonly ValuesDocument[]> {
  const { examples } = app.schema as { readonly examples?: readonly Json[] };
  const inSchema = (examples ?? []).map((values, at) => ({ subject: `${app.file}#/examples/${at}`, values }));
  const folder = `environments/${app.name}`;
  const files = (await listFiles(path.join(root, folder))).filter((file) =>
    /(^|\/)values[^/]*\.(yaml|yml|json)$/.test(file),
  );
  const onDisk = files.map((file) => readValuesFile(path.join(root, folder, file), `${folder}/${file}`));
  return [{ subject: `${app.file}#/default`, values: {} }, ...inSchema, ...(await Promise.all(onDisk))];
}

/** A row for what is made from the schemas, and one for each chart. */
async function* checkGeneratedFiles({ root }: Scope): AsyncGenerator<Row> {
  if ((await listAppSchemas(root)).length === 0) return;
  yield await checkCurrent(root, 'types and pages of values', schemaGenerators);
  for (const generator of await chartGenerators(root)) {
    yield await checkCurrent(root, generator.folder, [generator]);
  }
}

async function checkCurrent(root: string, subject: string, rows: readonly Generator[]): Promise<Row> {
  const row = { check: 'generated', subject };
  const found = await attempt(() => checkGenerated(root, rows));
  if (!(found instanceof Error)) return verdict(row, found.map(formatDiagnostic), 'current');
  return failure({ ...row, status: 'failed', detail: 'cannot be made' }, found);
}
