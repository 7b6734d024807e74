// Natives that turn texts into data and back, as Go does it.
import { createHash } from 'node:crypto';
import type { Native } from '../../jsonnet/port.ts';
import { readYamlV3 } from '../../manifests/yaml/readV3.ts';
import { formatYamlV3 } from '../../manifests/yaml/write.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { Json } from '../../shared/json.ts';
import { text } from './arguments.ts';
import { indentJson } from './indent.ts';

export const functions: Readonly<Record<string, Native['call']>> = {
  parseJson: (json) => parseJson(text('parseJson', 'json', json)),
  parseYaml: (yaml) => parseYaml(text('parseYaml', 'yaml', yaml)),
  manifestJsonFromJson: (json, indent) => {
    const source = text('manifestJsonFromJson', 'json', json).trim();
    parseJson(source);
    return `${indentJson(source, ' '.repeat(Math.trunc(Number(indent))))}\n`;
  },
  manifestYamlFromJson: (json) => formatYamlV3(parseJson(text('manifestYamlFromJson', 'json', json))),
  sha256: (str) =>
    createHash('sha256')
      .update(text('sha256', 'str', str))
      .digest('hex'),
};

function parseJson(source: string): Json {
  return JSON.parse(source) as Json;
}

/** The text has no file: line and column say where in it the fault is. */
function parseYaml(source: string): Json[] {
  try {
    return readYamlV3(source);
  } catch (error) {
    const span = error instanceof ToolError ? error.diagnostics[0]?.span : undefined;
    if (!span || !(error instanceof Error)) throw error;
    throw new Error(`parseYaml: line ${span.line} column ${span.column}: ${error.message}`);
  }
}
