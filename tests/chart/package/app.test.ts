// What an application says beside `render` is read, checked, and written to a folder that is a chart's own.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadChartApp } from '../../../tools/chart/app.ts';
import { exportChart } from '../../../tools/chart/export.ts';
import { chartGenerators, writeChart } from '../../../tools/chart/folder.ts';
import { checkGenerated, writeGenerated } from '../../../tools/schema/generate.ts';
import { run } from '../../cli/run.ts';
import { createFolder, writeFiles } from './apps.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

const metadata = "name: 'mini', version: '0.3.0', appVersion: '0.3.0'";
const schema = { $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', properties: {} };

/** A project with one application whose code has these fields, and whose `render` must not be called. */
function createProject(fields: string): string {
  return createFolder({
    'jsonnetfile.json': '{}',
    'schemas/apps/mini/values.schema.json': JSON.stringify(schema),
    'lib/apps/mini/main.libsonnet': `{ ${fields} schema: import '../../../schemas/apps/mini/values.schema.json', render(values, release, chart, capabilities):: {} }`,
  });
}

const load = (fields: string) => loadChartApp('mini', createProject(fields));

describe('an application', () => {
  it('tells its metadata, its schema and what else it has', async () => {
    const app = await load(
      `chart: { ${metadata}, keywords: ['a'] }, notes(values, release, chart, capabilities):: [],`,
    );
    expect(app).toMatchObject({ name: 'mini', schema, schemaFile: 'schemas/apps/mini/values.schema.json' });
    expect(app.chart).toEqual({ name: 'mini', version: '0.3.0', appVersion: '0.3.0', keywords: ['a'] });
    expect([app.hasNotes, app.hasTests, app.secretContract]).toEqual([true, false, undefined]);
    expect(existsSync(app.entrypoint)).toBe(true);
  });

  it('is found in this package, and its contract knows what the default values need', async () => {
    const app = await loadChartApp('dispatch', createFolder());
    expect(app.root).toBe(path.resolve(repository));
    const needed = app.secretContract?.filter((entry) => entry.needed).map(({ key }) => key);
    expect(needed).toContain('DISPATCH_AUTH_PASSWORD');
    expect(needed).not.toContain('DISPATCH_OIDC_ISSUER');
    expect([app.hasNotes, app.hasTests]).toEqual([true, true]);
  });

  it('that has no schema, or one of another name, is told which file is missing', async () => {
    const main = { 'lib/apps/mini/main.libsonnet': '{}' };
    const message = (files: object) =>
      loadChartApp('mini', createFolder({ ...main, ...files })).catch(String);
    const missing = `schemas/apps/mini/values.schema.json is missing: lib/apps/mini/main.libsonnet needs it`;
    expect(await message({})).toBe(`ToolError: ${missing}`);
    expect(await message({ 'schemas/apps/mini/value.schema.json': '{}' })).toBe(
      `ToolError: ${missing}; schemas/apps/mini has value.schema.json, rename it`,
    );
    await expect(loadChartApp('mini', createFolder(main))).rejects.toMatchObject({ code: 'schema-missing' });
  });

  it.each([
    ['', 'the field schema is missing'],
    [
      "schema: import '../../../schemas/apps/other/values.schema.json',",
      'the field schema is not that of the application',
    ],
    [
      "schema: import '../../../schemas/apps/mini/valuess.schema.json',",
      'schema imports ../../../schemas/apps/mini/valuess.schema.json, which is not there',
    ],
  ])('that has another schema than its file is refused: %s', async (field, problem) => {
    const root = createProject('');
    writeFiles(root, {
      'schemas/apps/other/values.schema.json': JSON.stringify({ ...schema, properties: { a: true } }),
      'lib/apps/mini/main.libsonnet': `{ chart: { ${metadata} }, ${field} }`,
    });
    await expect(loadChartApp('mini', root)).rejects.toMatchObject({
      code: 'chart-metadata',
      args: {
        problem: `${problem}; expected schema: import '../../../schemas/apps/mini/values.schema.json'`,
      },
    });
  });

  it('that does not exist is unknown', async () => {
    await expect(loadChartApp('maxi', createFolder())).rejects.toMatchObject({ code: 'app-unknown' });
  });

  it.each([
    ['', 'the field chart is missing'],
    ['chart: 1,', 'chart is no map'],
    ["chart: { version: '1.0.0', appVersion: '1' },", 'chart.name is missing, expected small letters'],
    ["chart: { name: 'Mini' },", 'chart.name is "Mini", expected small letters'],
    [
      "chart: { name: 'a', version: '1.0', appVersion: '1' },",
      'chart.version is "1.0", expected a semantic version',
    ],
    ["chart: { name: 'a', version: 'v1.0.0', appVersion: '1' },", 'chart.version is "v1.0.0"'],
    ["chart: { name: 'a', version: '1.0.0', appVersion: 1 },", 'chart.appVersion is 1, expected the version'],
    [`chart: { ${metadata}, homes: 'x' },`, 'chart.homes is not a known field, did you mean home?'],
    [`chart: { ${metadata}, home: 'example.org' },`, 'chart.home is "example.org", expected a URL'],
    [`chart: { ${metadata}, maintainers: [{ email: 'a' }] },`, 'chart.maintainers is [{"email":"a"}]'],
    [`chart: { ${metadata}, description: 'a\\nb' },`, 'expected one line'],
    [`chart: { ${metadata} }, secretContract: {},`, 'secretContract is no list'],
    [
      `chart: { ${metadata} }, secretContract: [{ key: 'A' }],`,
      'secretContract[0] is {"key":"A","needed":false}',
    ],
    [`chart: { ${metadata} }, secretContract: ['A'],`, 'secretContract[0] is "A"'],
    [`chart: { ${metadata} }, crds: {},`, 'crds is no list; expected CustomResourceDefinitions'],
    [`chart: { ${metadata} }, crds: [{ kind: 'Lane' }],`, 'crds[0] is {"kind":"Lane"}, expected'],
    [
      `chart: { ${metadata} }, crds: [{ kind: 'CustomResourceDefinition', metadata: { name: '../a' } }],`,
      'expected a CustomResourceDefinition with a name',
    ],
    [
      `local crd = { kind: 'CustomResourceDefinition', metadata: { name: 'a.b' } }, chart: { ${metadata} }, crds: [crd, crd],`,
      'crds has a.b twice',
    ],
    [`chart: { ${metadata} }, environment: [],`, 'environment is no map; expected { introduction'],
    [`chart: { ${metadata} }, environment: { sections: [] },`, 'environment is {"sections":[]}, expected'],
    [
      `chart: { ${metadata} }, environment: { introduction: [], columns: ['A'], sections: [{ title: 'T', rows: [{ variables: [], value: 'a', when: [] }] }] },`,
      'environment has the row {"value":"a","variables":[],"when":[]}',
    ],
  ])('with %s cannot become a chart', async (fields, problem) => {
    const message = expect.stringContaining(problem);
    await expect(load(fields)).rejects.toMatchObject({ code: 'chart-metadata', message });
  });
});

describe('chart export', () => {
  const exportTo = (cwd: string, ...more: string[]) => run(['chart', 'export', 'mini', ...more], { cwd });

  it('writes charts/<app>, prints what it wrote, and then nothing more', async () => {
    const cwd = createProject(`chart: { ${metadata} },`);
    const { exitCode, stdout } = await exportTo(cwd);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining(['charts/mini/Chart.yaml', 'charts/mini/values.yaml']),
    );
    expect(await exportTo(cwd)).toMatchObject({ exitCode: 0, stdout: 'charts/mini is current\n' });
    expect((await exportTo(cwd, '--json')).stdout).toBe('[]\n');
  });

  it('removes what it does not make any more if it is told to, and leaves what it never makes', async () => {
    const cwd = createProject(`chart: { ${metadata} },`);
    await exportTo(cwd);
    const mine = ['equivalence.json', 'LICENSE', 'ci/values.yaml', 'charts/other/Chart.yaml'];
    const old = ['secret-contract.md', 'templates/tests/old.yaml'];
    writeFiles(
      path.join(cwd, 'charts/mini'),
      Object.fromEntries([...mine, ...old].map((file) => [file, ''])),
    );
    const refused = await exportTo(cwd);
    expect(refused).toMatchObject({ exitCode: 2, stdout: '' });
    expect(refused.stderr).toContain(`${old.join(', ')}; move it elsewhere`);
    expect(refused.stderr).toContain('[chart-superfluous]');
    const pruned = await exportTo(cwd, '--prune');
    expect(pruned.stdout).toBe(old.map((file) => `charts/mini/${file}\n`).join(''));
    const left = (file: string): boolean => existsSync(path.join(cwd, 'charts/mini', file));
    expect([mine.every(left), old.some(left)]).toEqual([true, false]);
  });

  it('writes to another folder only if that is empty or has a chart of this name', async () => {
    const cwd = createProject(`chart: { ${metadata} },`);
    expect((await exportTo(cwd, '--out', 'out')).exitCode).toBe(0);
    expect((await exportTo(cwd, '--out', 'out')).stdout).toBe('out is current\n');
    writeFiles(cwd, {
      'documents/letter.txt': 'mine',
      'other/Chart.yaml': 'apiVersion: v2\nname: other\nversion: 1.0.0\n',
      'broken/Chart.yaml': 'name: [mini',
    });
    expect(await exportTo(cwd, '--out', '')).toMatchObject({ exitCode: 2, stdout: '' });
    for (const folder of ['documents', 'other', 'broken']) {
      const { exitCode, stderr } = await exportTo(cwd, '--out', folder);
      expect({ folder, exitCode }).toEqual({ folder, exitCode: 2 });
      expect(stderr).toContain(`${folder} is not empty and holds no chart mini`);
    }
    expect(readFileSync(path.join(cwd, 'other/Chart.yaml'), 'utf8')).toContain('name: other');
    await expect(writeChart(path.join(cwd, 'documents'), { name: 'mini', files: [] })).rejects.toMatchObject({
      code: 'chart-folder',
    });
  });
});

describe('generate', () => {
  it('covers the charts of the project, without what is not made', async () => {
    const root = createProject(`chart: { ${metadata} },`);
    const rows = await chartGenerators(root);
    const made = (await exportChart(await loadChartApp('mini', root))).map(
      (file) => `charts/mini/${file.path}`,
    );
    expect(await writeGenerated(root, rows)).toEqual({ written: made, removed: [] });
    writeFiles(root, {
      'charts/mini/equivalence.json': '{}',
      'charts/vendored/templates/a.yaml': '',
      'charts/mini/templates/stray.yaml': '',
      'charts/mini/values.yaml': 'edited: true\n',
    });
    expect((await checkGenerated(root, rows)).map(({ code, file }) => `${code} ${file}`)).toEqual([
      'generated-superfluous charts/mini/templates/stray.yaml',
      'generated-stale charts/mini/values.yaml',
    ]);
    const outcome = await run(['generate', '--check', root]);
    expect([outcome.exitCode, outcome.stdout.includes('charts/mini/values.yaml')]).toEqual([1, true]);
    const file = 'charts/mini/templates/stray.yaml';
    expect((await run(['generate', root])).stdout.split('\n')).toContain(`removed: ${file}`);
    writeFiles(root, { [file]: '' });
    const { stdout } = await run(['generate', '--json', root]);
    expect(JSON.parse(stdout)).toEqual({ written: [], removed: [file] });
    expect((await run(['generate', root])).stdout).toBe('all generated files are current\n');
  });

  it('makes no chart of a schema without an application', async () => {
    const root = createFolder({ 'schemas/apps/lone/values.schema.json': JSON.stringify(schema) });
    expect(await chartGenerators(root)).toEqual([]);
  });
});
