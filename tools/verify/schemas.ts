// Checks of schemas and values: schemas keep the rules, and the values that come with the project are allowed by them.
import path from 'node:path';
import { chartGenerators } from '../chart/folder.ts';
import { type AppSchema, checkGenerated, readAppSchemas } from '../schema/generate.ts';
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
  for (const app of await readAppSchemas(root)) {
    const findings = lintSchema(app.schema, app.file).map(formatDiagnostic);
    yield verdict({ check: 'schema', subject: app.file }, findings, 'keeps the rules');
    for (const document of await collectValues(root, app)) {
      const found = (await checkValues(document, { ...scope, app })).map(formatDiagnostic);
      yield verdict({ check: 'values', subject: document.subject }, found, 'allowed, and valid manifests');
    }
  }
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
  if ((await readAppSchemas(root)).length === 0) return;
  const findings = (await checkGenerated(root)).map(formatDiagnostic);
  yield verdict({ check: 'generated', subject: 'types and pages of values' }, findings, 'current');
  for (const generator of await chartGenerators(root)) {
    const row = { check: 'generated', subject: generator.folder };
    const found = await attempt(() => checkGenerated(root, [generator]));
    if (!(found instanceof Error)) yield verdict(row, found.map(formatDiagnostic), 'current');
    else yield failure({ ...row, status: 'failed', detail: 'cannot be compiled' }, found);
  }
}
