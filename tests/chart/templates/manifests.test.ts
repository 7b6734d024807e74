// One manifest for each field of `render`, one file for each manifest.
import { describe, expect, it } from 'vitest';
import { compileTrees } from '../../../tools/chart/templates/files.ts';
import { manifestsOf } from '../../../tools/chart/templates/manifests.ts';
import { formatDiagnostic, ToolError } from '../../../tools/shared/diagnostics.ts';
import { evaluateUnknown, type Properties, schemaOf } from '../../symbolic/twice.ts';

const properties: Properties = {
  flag: { type: 'boolean', default: true },
  free: { type: 'object', default: {} },
  names: { type: 'array', items: { type: 'string' }, default: [] },
};

const manifest = "{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } }";

/** The templates of an application with these fields, by path. */
function compile(fields: string): ReadonlyMap<string, string> {
  const main = `{ render(values, release, chart, capabilities):: { ${fields} } }`;
  return evaluateUnknown({ main, schema: schemaOf(properties) }, (application) => {
    const resources = manifestsOf(application.resources);
    const { files } = compileTrees({ ...application, resources }, { chartName: 'app' });
    return new Map(files.map(({ path, content }) => [path, content]));
  });
}

describe('the files of manifests', () => {
  it('have names of their own, where fields differ in case or signs only', () => {
    const fields = ["'a b'", "'a-b'", 'configMap', 'ConfigMap', "'../x'", "'é'"];
    const paths = [...compile(fields.map((field) => `${field}: ${manifest}`).join()).keys()];
    expect(paths.filter((path) => path.endsWith('.yaml')).sort()).toEqual([
      'templates/a-b-2.yaml',
      'templates/a-b.yaml',
      'templates/configmap-2.yaml',
      'templates/configmap.yaml',
      'templates/manifest.yaml',
      'templates/x.yaml',
    ]);
  });

  it.each([`if values.flag then ${manifest}`, `if values.flag then ${manifest} else {}`])(
    'are empty where there is no manifest: %s',
    (expression) => {
      const text = compile(`a: ${expression}`).get('templates/a.yaml');
      expect(text).toMatch(/^\{\{- if \.Values\.flag \}\}\napiVersion: v1\n[\s\S]*\n\{\{- end \}\}\n$/);
      expect(text).not.toContain('else');
    },
  );

  it('are none for null and for objects without fields', () => {
    expect(compile('a: null, b: {}').size).toBe(0);
  });
});

describe('what is not always one manifest is refused', () => {
  it.each([
    `[${manifest}]`,
    `{ group: ${manifest} }`,
    `[${manifest} { metadata: { name: name } } for name in values.names]`,
    'values.free',
    `if values.flag then ${manifest} else values.free`,
    "{ apiVersion: 'v1', [if values.flag then 'kind']: 'Secret' }",
  ])('%s', (expression) => {
    const error = (() => {
      try {
        return compile(`all: ${expression}`);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(ToolError);
    const { diagnostics } = error as ToolError;
    expect(diagnostics.map((one) => formatDiagnostic({ ...one, file: 'x' }))).toEqual([
      expect.stringMatching(/the field "all" .* it .*a field of its own/),
    ]);
  });
});

it('tells which of apiVersion and kind is missing, and where', () => {
  expect(() => compile("all: { apiVersion: 'v1', metadata: { name: 'x' } }")).toThrow(
    expect.objectContaining({
      diagnostics: [
        expect.objectContaining({
          span: expect.anything(),
          args: expect.objectContaining({ reason: expect.stringMatching(/^it has no kind, /) }),
        }),
      ],
    }),
  );
});
