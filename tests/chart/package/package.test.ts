// Chart.yaml, values.schema.json, README.md and secret-contract.md: accepted by Helm, complete, and not broken by any text.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ChartApp } from '../../../tools/chart/app.ts';
import { isChartFile, packageFiles } from '../../../tools/chart/package/index.ts';
import { renderReadme } from '../../../tools/chart/package/readme.ts';
import { renderSecretContract } from '../../../tools/chart/package/secretContract.ts';
import { renderValuesSchema } from '../../../tools/chart/package/valuesSchema.ts';
import { readYaml } from '../../../tools/manifests/yaml/read.ts';
import { runProgram } from '../../../tools/process/run.ts';
import { lintSchema } from '../../../tools/schema/lint.ts';
import { parseSchema, type Schema } from '../../../tools/schema/schema.ts';
import { createApp, createChart, helms, hostileTexts, readValues, writeFiles } from './apps.ts';

const chart: ChartApp['chart'] = {
  name: 'mini',
  version: '1.0.0-rc.1+build',
  appVersion: '1.10',
  description: 'One: two # three {{ | */ "four"',
  home: 'https://example.org/mini',
  sources: ['https://example.org/mini', 'https://example.org/code'],
  keywords: ['on', 'queue'],
  icon: 'https://example.org/icon.svg',
  maintainers: [
    { email: 'a@example.org', name: 'A: b' },
    { name: 'C', url: 'https://example.org/c' },
  ],
  kubeVersion: '>=1.29.0-0',
  license: 'Apache-2.0',
  links: [{ name: 'support: here', url: 'https://example.org/issues' }],
  registry: 'oci://example.org/charts',
  annotations: { 'example.org/x': 'true' },
};

const schema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['port', 'name'],
  properties: {
    port: { description: hostileTexts.join(' '), type: 'integer', minimum: 1, default: 80 },
    name: { description: 'Its `a|b`.', $ref: '#/definitions/name' },
    hosts: {
      description: 'Hosts <b>.',
      type: 'array',
      items: { type: 'object', required: ['id'], properties: { id: { description: 'Id.', type: 'string' } } },
    },
  },
  definitions: { name: { type: 'string', pattern: '^a|b$' } },
};

const fileOf = (app: ChartApp, path: string): string =>
  packageFiles(app).find((file) => file.path === path)?.content ?? '';

describe('Chart.yaml', () => {
  it('says what the application says, and what Artifact Hub asks for', () => {
    expect(fileOf(createApp({}, { chart }), 'Chart.yaml')).toBe(`apiVersion: v2
name: mini
description: "One: two # three {{ | */ \\"four\\""
type: application
version: "1.0.0-rc.1+build"
appVersion: "1.10"
kubeVersion: ">=1.29.0-0"
home: https://example.org/mini
icon: https://example.org/icon.svg
sources:
  - https://example.org/mini
  - https://example.org/code
keywords:
  - "on"
  - queue
maintainers:
  - name: "A: b"
    email: a@example.org
  - name: C
    url: https://example.org/c
annotations:
  artifacthub.io/license: Apache-2.0
  artifacthub.io/links: |
    - name: "support: here"
      url: https://example.org/issues
  example.org/x: "true"
`);
  });

  it.each(helms)('is read by %s, whose strict lint finds nothing', async (helm) => {
    const app = createApp({ ...schema, required: ['port'] }, { chart });
    const folder = createChart(packageFiles(app));
    const lint = await runProgram(helm, ['lint', '--strict', '--kube-version', '1.31.0', folder]);
    expect(lint.stdout).toContain('0 chart(s) failed');
    expect(lint.stdout).not.toMatch(/WARNING|ERROR/);
    const shown = (await runProgram(helm, ['show', 'chart', folder])).stdout;
    expect(readYaml(shown, { file: 'shown' })).toEqual({ apiVersion: 'v2', type: 'application', ...packed });
  });
});

const { license: _license, links: _links, registry: _registry, ...known } = chart;
const packed = {
  ...known,
  annotations: {
    'artifacthub.io/license': 'Apache-2.0',
    'artifacthub.io/links': '- name: "support: here"\n  url: https://example.org/issues\n',
    ...chart.annotations,
  },
};

describe('values.schema.json', () => {
  const written = parseSchema(renderValuesSchema(createApp(schema)), 'values.schema.json');

  it('is draft-07, and refers to nothing outside', () => {
    expect(written.$schema).toBe('http://json-schema.org/draft-07/schema#');
    const codes = lintSchema(written, 'values.schema.json').map(({ code }) => code);
    expect(codes.filter((code) => /dialect|reference|global/.test(code))).toEqual([]);
  });

  it('lets a parent chart pass global through a closed root', () => {
    expect(Object.keys(written.properties ?? {})).toEqual(['global', 'port', 'name', 'hosts']);
    const open = createApp({ type: 'object', properties: {} });
    expect(JSON.parse(renderValuesSchema(open))).toMatchObject({ properties: {} });
  });

  it.each(helms)('is obeyed by %s in a subchart', async (helm) => {
    const folder = createChart(packageFiles(createApp({ ...schema, required: ['port'] })));
    expect(await readValues(helm, folder)).toEqual({ port: 80 });
    const parent = createChart([
      { path: 'Chart.yaml', content: 'apiVersion: v2\nname: parent\nversion: 1.0.0\n' },
      { path: 'values.yaml', content: 'global: {a: 1}\nmini: {}\n' },
    ]);
    const files = packageFiles(createApp({ ...schema, required: ['port'] }));
    writeFiles(
      parent,
      Object.fromEntries(files.map(({ path, content }) => [`charts/mini/${path}`, content])),
    );
    expect(await readValues(helm, parent)).toMatchObject({ mini: { global: { a: 1 }, port: 80 } });
    const wrong = await runProgram(helm, ['template', parent, '--set', 'mini.port=0'], { exitCodes: [0, 1] });
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stderr).toMatch(/port/);
  });

  it('cannot be made from a schema that refers to other files, or of another dialect', () => {
    const stray = createApp({ properties: { a: { items: { $ref: 'other.json#/a' } } } });
    expect(() => renderValuesSchema(stray)).toThrow(
      expect.objectContaining({ code: 'chart-schema', message: expect.stringContaining('"other.json#/a"') }),
    );
    const newer = createApp({ $schema: 'https://json-schema.org/draft/2020-12/schema' });
    expect(() => renderValuesSchema(newer)).toThrow(expect.objectContaining({ code: 'chart-schema' }));
  });
});

/** The cells of each row of a table; pipes behind a backslash end none. */
function rowsOf(markdown: string): readonly (readonly string[])[] {
  const lines = markdown.split('\n').filter((line) => line.startsWith('|'));
  return lines.map((line) =>
    line
      .slice(2, -2)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

describe('README.md', () => {
  const readme = renderReadme(createApp(schema, { chart, hasTests: true }));

  it('has one row for each value, whatever its description holds', () => {
    const rows = rowsOf(readme);
    expect(rows.slice(2).map(([key]) => key)).toEqual(['`port`', '`name`', '`hosts`', '`hosts[].id`']);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([4]));
    expect(rows[3]?.slice(1)).toEqual(['string (matches `^a\\|b$`)', '**required**', 'Its `a\\|b`.']);
    expect(rows[4]?.[3]).toBe('Hosts &lt;b>.');
  });

  it('installs from the registry, or else from its own folder', () => {
    expect(readme).toContain(
      'helm install mini oci://example.org/charts/mini --version 1.0.0-rc.1+build --namespace NAMESPACE\n',
    );
    expect(renderReadme(createApp({}))).toContain('helm install mini . --namespace NAMESPACE\n');
  });

  it('names tests, source code and maintainers where there are some', () => {
    expect(readme).toContain('helm test mini');
    expect(readme).toContain('- Source: <https://example.org/code>\n- Maintainer: A: b <a@example.org>\n');
    const least = renderReadme(createApp({}));
    expect(least).not.toContain('helm test');
    expect(least).not.toContain('## About');
  });
});

describe('secret-contract.md', () => {
  const keys = [
    { key: 'TOKEN', description: 'A | b.', when: 'always', needed: true, instead: ['A', 'B'] },
    { key: 'OTHER', description: 'C.', when: 'optional', needed: false },
  ];
  const named: Schema = { properties: { existingSecret: { type: 'string', default: 'keys' } } };
  const app = createApp(named, { secretContract: keys });

  it('lists every key, and makes the Secret that the default values need', () => {
    const page = renderSecretContract(app) ?? '';
    expect(rowsOf(page).slice(2)).toEqual([
      ['`TOKEN`', 'always (`A`, `B`)', 'A \\| b.'],
      ['`OTHER`', 'optional', 'C.'],
    ]);
    expect(page).toContain('`existingSecret` (`keys` by default)');
    expect(page).toContain(
      'kubectl create secret generic keys --namespace NAMESPACE \\\n  --from-literal=TOKEN=VALUE\n',
    );
  });

  it('names the variables of keys that are called otherwise, and the value that makes the Secret', () => {
    const secrets: Schema = {
      properties: {
        existingSecret: { type: 'string', default: 'theirs' },
        create: { type: 'boolean', default: false },
      },
    };
    const [key] = keys as [(typeof keys)[number]];
    const page =
      renderSecretContract(
        createApp(
          { properties: { secrets } },
          { secretContract: [{ ...key, key: 'a-key', variable: 'A_KEY' }] },
        ),
      ) ?? '';
    expect(rowsOf(page)[2]?.slice(0, 2)).toEqual(['`a-key`', '`A_KEY`']);
    expect(page).not.toContain('the environment variable of its name');
    expect(page).toContain(
      'named by the value `secrets.existingSecret` (`theirs` by default), which must exist before the release. With `secrets.create` it makes one of its own instead.',
    );
    expect(page).toContain('kubectl create secret generic theirs');
  });

  it('is linked from the README, and neither is there without a contract', () => {
    expect(renderReadme(app)).toContain('[secret-contract.md](secret-contract.md)');
    const without = packageFiles(createApp({}));
    expect(without.map(({ path }) => path)).not.toContain('secret-contract.md');
    expect(renderReadme(createApp({}))).not.toContain('secret-contract.md');
  });
});

it('a chart can be packed, and the archive has no record of the proof', async () => {
  const folder = createChart([...packageFiles(createApp({})), { path: 'equivalence.json', content: '{}' }]);
  const { stdout } = await runProgram('helm4', ['package', folder, '--destination', folder]);
  const archive = /saved it to: (\S+)/.exec(stdout)?.[1] ?? '';
  const shown = (await runProgram('helm4', ['show', 'all', archive])).stdout;
  expect(shown).toContain('name: mini');
  const names = gunzipSync(readFileSync(archive))
    .toString('latin1')
    .match(/mini\/[\w./-]+/g);
  expect(names).toContain('mini/values.schema.json');
  expect(names).not.toContain('mini/equivalence.json');
});

describe('custom resources', () => {
  const crd = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'lanes.example.org', annotations: { weight: '-10', on: 'yes' } },
    spec: { group: 'example.org', versions: [{ name: 'v1', served: true, schema: { a: 'one\ntwo' } }] },
  };

  it('have a file each, that is read as what they are', () => {
    const files = packageFiles(createApp({}, { crds: [crd] }));
    const [file] = files.filter(({ path }) => path.startsWith('crds/'));
    expect(file?.path).toBe('crds/lanes.example.org.yaml');
    expect(readYaml(file?.content ?? '', { file: 'crd' })).toEqual(crd);
    expect([isChartFile('crds/lanes.example.org.yaml'), isChartFile('ci/a.yaml')]).toEqual([true, false]);
  });

  it.each(helms)('are what %s installs first', async (helm) => {
    const folder = createChart(packageFiles(createApp({}, { crds: [crd] })));
    const { stdout } = await runProgram(helm, ['template', 'mini', folder, '--include-crds']);
    expect(stdout).toContain('kind: CustomResourceDefinition');
    expect((await runProgram(helm, ['template', 'mini', folder])).stdout).not.toContain('lanes.example.org');
  });
});

describe('environment.md', () => {
  const environment = {
    introduction: ['Later ones win.'],
    columns: ['Old', 'New'],
    sections: [
      {
        title: 'Both <roles>',
        rows: [
          { variables: ['OLD_PORT', 'PORT'], value: 'port', when: [] },
          { variables: ['OLD_NAME', 'NAME'], value: 'the name, or `none`', when: ['port is 1', 'a|b'] },
        ],
      },
    ],
  };

  it('says what each variable stands for, by default, and when it is written', () => {
    expect(fileOf(createApp(schema, { environment }), 'environment.md')).toBe(`# Environment of mini

Later ones win.

## Both &lt;roles>

| Old | New | Stands for | Default | Written when |
|---|---|---|---|---|
| \`OLD_PORT\` | \`PORT\` | \`port\` | \`80\` | always |
| \`OLD_NAME\` | \`NAME\` | the name, or \`none\` |  | port is 1, a\\|b |
`);
  });

  it('is named in the README, and absent where an application does not tell', () => {
    expect(renderReadme(createApp(schema, { environment }))).toContain('[environment.md](environment.md)');
    expect(renderReadme(createApp(schema))).not.toContain('environment.md');
    expect(fileOf(createApp(schema), 'environment.md')).toBe('');
  });
});
