// Checks of schemas and values: schemas keep the rules, and the values that come with the project are allowed by them.
import path from 'node:path';
import { readYaml } from '../manifests/yaml/read.ts';
import { type AppSchema, checkGenerated, generatedFiles, readAppSchemas } from '../schema/generate.ts';
import type { Json } from '../schema/json.ts';
import { lintSchema } from '../schema/lint.ts';
import { validateValues } from '../schema/validate.ts';
import { formatDiagnostic } from '../shared/diagnostics.ts';
import { listFiles, readTextFile } from '../shared/files.ts';
import { type Check, type Row, type Scope, verdict } from './row.ts';

export const schemaChecks: Check = { name: 'schemas', run: checkSchemas };
export const generatedChecks: Check = { name: 'generated', run: checkGeneratedFiles };

async function* checkSchemas({ root }: Scope): AsyncGenerator<Row> {
  for (const app of await readAppSchemas(root)) {
    const findings = lintSchema(app.schema, app.file).map(formatDiagnostic);
    yield verdict({ check: 'schema', subject: app.file }, findings, 'keeps the rules');
    for (const { subject, values } of await collectValues(root, app)) {
      const found = validateValues(app.schema, values, { file: subject }).map(formatDiagnostic);
      yield verdict({ check: 'values', subject }, found, 'allowed');
    }
  }
}

interface ValuesDocument {
  readonly subject: string;
  readonly values: Json;
}

/** The defaults, the schema's own examples, and files called `values*.yaml` in the application's environments. */
async function collectValues(root: string, app: AppSchema): Promise<readonly ValuesDocument[]> {
  const { examples } = app.schema as { readonly examples?: readonly Json[] };
  const inSchema = (examples ?? []).map((values, at) => ({ subject: `${app.file}#/examples/${at}`, values }));
  const folder = `environments/${app.name}`;
  const files = (await listFiles(path.join(root, folder))).filter((file) =>
    /(^|\/)values[^/]*\.(yaml|yml|json)$/.test(file),
  );
  const onDisk = files.map(async (file) => {
    const subject = `${folder}/${file}`;
    return {
      subject,
      values: readYaml((await readTextFile(path.join(root, subject))) ?? '', { file: subject }),
    };
  });
  return [{ subject: `${app.file}#/default`, values: {} }, ...inSchema, ...(await Promise.all(onDisk))];
}

async function* checkGeneratedFiles({ root }: Scope): AsyncGenerator<Row> {
  const files = await generatedFiles(root);
  if (files.length === 0) return;
  const findings = (await checkGenerated(root)).map(formatDiagnostic);
  yield verdict({ check: 'generated', subject: `${files.length} files` }, findings, 'current');
}
