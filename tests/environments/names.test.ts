// Files are named as Tanka names them, for every kind of template.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { nameFile } from '../../tools/environments/export/names.ts';
import { readEnvironment } from '../../tools/environments/spec.ts';
import { ToolError } from '../../tools/shared/diagnostics.ts';
import { environment, manifest, recorded, templates } from './templateCases.ts';

const { names } = JSON.parse(readFileSync(recorded, 'utf8')) as { names: Record<string, string | null> };

const name = 'environments/prod';
const { environment: described } = readEnvironment(environment, 'spec.json', `${name}/main.jsonnet`);
const shown = { ...described, metadata: { ...described.metadata, name } };

function nameOf(template: string): string | null {
  try {
    const file = nameFile(manifest, shown, { format: `~${template}~`, extension: 'yaml' });
    return file.replace(/^~|~\.yaml$/g, '');
  } catch (error) {
    if (error instanceof ToolError && error.code.startsWith('template-')) return null;
    throw error;
  }
}

describe('names are those of Tanka', () => {
  test('for all templates, each recorded', () => {
    expect(Object.keys(names).sort()).toEqual([...templates].sort());
  });

  test.each(templates)('%s', (template) => {
    expect(nameOf(template)).toBe(names[template]);
  });
});

describe('functions that have no place in a name', () => {
  const refused = ['now', 'expandenv', 'randAlpha', 'genCA', 'uuidv4', 'getHostByName', 'htpasswd', 'ago'];
  test.each(refused)('%s is refused by its name', (function_) => {
    const attempt = (): string =>
      nameFile(manifest, shown, { format: `{{ ${function_} 1 }}`, extension: 'yaml' });
    expect(attempt).toThrow(
      `the function \`${function_}\` is not supported: a name must be the same each time`,
    );
  });
});

describe('a template', () => {
  test('does not change the manifest that it names', () => {
    const copy = structuredClone(manifest);
    const format = '{{ $x := set .metadata "name" "other" }}{{ $x.name }}';
    expect(nameFile(manifest, shown, { format, extension: 'yaml' })).toBe('other.yaml');
    expect(manifest).toEqual(copy);
  });

  test('that never ends, or prints without end, fails', () => {
    for (const format of [
      '{{ range 9000000000 }}x{{ end }}',
      '{{ repeat 900000000 "x" }}',
      '{{ until 900000000 }}',
    ]) {
      expect(() => nameFile(manifest, shown, { format, extension: 'yaml' })).toThrow(ToolError);
    }
  });
});
