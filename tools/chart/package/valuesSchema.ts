// values.schema.json: the schema of an application, complete in one file, for a chart that may be a subchart.
import { innerSchemas, resolvePointer, type Schema, type SchemaNode } from '../../schema/schema.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { ChartApp } from '../app.ts';

/** The one dialect that all versions of Helm read alike. */
const draft07 = 'http://json-schema.org/draft-07/schema#';

const global: Schema = {
  description: 'What a parent chart passes to all its charts; not used here.',
  type: 'object',
};

/** The content of `values.schema.json`. Fails with ToolError `chart-schema`. */
export function renderValuesSchema({ schema, schemaFile }: ChartApp): string {
  const stray = findStrayReference(schema, schema);
  if (stray !== undefined) {
    const problem = `"${stray}" is not in this file; move what it refers to into definitions`;
    throw new ToolError('chart-schema', { file: schemaFile, problem });
  }
  const { $schema: declared = draft07, ...rest } = schema;
  if (declared !== draft07) {
    const problem = `$schema is "${declared}", and only "${draft07}" means the same to all versions of Helm`;
    throw new ToolError('chart-schema', { file: schemaFile, problem });
  }
  return `${JSON.stringify({ $schema: draft07, ...allowGlobal(rest) }, null, 2)}\n`;
}

/** A reference to another file, or to nothing. */
function findStrayReference(node: SchemaNode, root: Schema): string | undefined {
  if (typeof node === 'boolean') return undefined;
  if (node.$ref !== undefined && resolvePointer(root, node.$ref) === undefined) return node.$ref;
  for (const inner of innerSchemas(node)) {
    const stray = findStrayReference(inner.node, root);
    if (stray !== undefined) return stray;
  }
  return undefined;
}

/** Helm gives `global` to each subchart, whatever its schema says. */
function allowGlobal(schema: Schema): Schema {
  const isClosed = schema.additionalProperties === false && !Object.hasOwn(schema.properties ?? {}, 'global');
  return isClosed ? { ...schema, properties: { global, ...schema.properties } } : schema;
}
