// tool charts with real Helm and a repository that the test serves: what is pulled, kept, replaced and removed.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findProgram } from '../../tools/process/find.ts';
import { readTree } from '../tree.ts';
import { cases, recordOf } from './cases.ts';
import { createProject, formatChartfile, type Project, require } from './project.ts';
import { createPackages, type Served, serveRepository } from './repository.ts';

let packages: string;
let served: Served;

beforeAll(async () => {
  packages = await createPackages();
  served = await serveRepository(packages);
});

afterAll(() => served.close());

afterEach(() => {
  delete process.env.TANKA_HELM_PATH;
});

function createVendored(...requires: readonly string[]): Project {
  return createProject(formatChartfile(served.url, requires));
}

describe.each(['helm3', 'helm4'] as const)('answers as Tanka does, with %s', (helm) => {
  test.each(cases)('$name', async (testCase) => {
    process.env.TANKA_HELM_PATH = (await findProgram(helm)).path;
    const project = createProject(testCase.chartfile?.replace('URL', served.url));
    const { exitCode, stdout } = await project.run(testCase.words);
    const expected = readFileSync(path.join(recordOf(testCase), 'stdout.txt'), 'utf8');
    expect({ exitCode, stdout: stdout.replaceAll(served.url, 'URL') }).toEqual({
      exitCode: 0,
      stdout: expected,
    });
    if (testCase.chartfile) rmSync(path.join(project.folder, 'chartfile.yaml'));
    expect(readTree(project.folder)).toEqual(readTree(path.join(recordOf(testCase), 'files')));
  });
});

describe('vendor', () => {
  test('leaves what is current alone, and asks no server then', async () => {
    const project = createVendored(require('local/web', '1.0.0'));
    const first = await project.run(['vendor']);
    expect(first.stderr).toBe('Syncing Repositories ...\nPulling Charts ...\nlocal/web@1.0.0 downloaded\n');
    writeFileSync(path.join(project.folder, 'charts/web/own.txt'), 'mine');
    const before = served.requests.length;
    const second = await project.run(['vendor']);
    expect(second).toEqual({ exitCode: 0, stdout: '', stderr: 'local/web@1.0.0 (dir: web) exists\n' });
    expect(existsSync(path.join(project.folder, 'charts/web/own.txt'))).toBe(true);
    expect(served.requests.length).toBe(before);
    expect((await project.run(['vendor', '--log-level', 'warn'])).stderr).toBe('');
  });

  test.each([
    ['another version', { 'Chart.yaml': 'name: web\nversion: 0.9.0\n' }],
    ['another chart of the same version', { 'Chart.yaml': 'name: other\nversion: 1.0.0\n' }],
    ['a chart that cannot be read', { 'Chart.yaml': '{' }],
    ['a folder without a chart', { 'own.txt': 'mine' }],
  ])('replaces %s', async (_, files) => {
    const project = createVendored(require('local/web', '1.0.0'));
    mkdirSync(path.join(project.folder, 'charts/web'), { recursive: true });
    for (const [name, text] of Object.entries(files))
      writeFileSync(path.join(project.folder, 'charts/web', name), text);
    expect((await project.run(['vendor'])).exitCode).toBe(0);
    expect(Object.keys(readTree(path.join(project.folder, 'charts')))).toEqual([
      'web/Chart.yaml',
      'web/templates/note.yaml',
    ]);
  });

  test('keeps all charts as they were when one cannot be had', async () => {
    const project = createVendored(require('local/web', '1.0.0'), require('local/store', '0.3.0'));
    await project.run(['vendor']);
    const before = readTree(path.join(project.folder, 'charts'));
    const wanted = [require('local/web', '1.1.0'), require('local/store', '9.9.9')];
    writeFileSync(path.join(project.folder, 'chartfile.yaml'), formatChartfile(served.url, wanted));
    const { exitCode, stderr } = await project.run(['vendor']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Error: local\/store@9\.9\.9 cannot be pulled from http.*\[chart-pull]\n$/s);
    expect(readTree(path.join(project.folder, 'charts'))).toEqual(before);
    expect(readdirSync(path.join(project.folder, 'charts')).sort()).toEqual(['store', 'web']);
  });

  test('leaves no folder behind where nothing came', async () => {
    const project = createVendored(require('local/nope', '1.0.0', 'a/b'));
    expect((await project.run(['vendor'])).exitCode).toBe(1);
    expect(readdirSync(project.folder)).toEqual(['chartfile.yaml']);
  });

  test('removes with --prune what nothing requires, and nothing else', async () => {
    const project = createVendored(
      require('local/web', '1.0.0', 'deep/er/web'),
      require('local/store', '0.3.0'),
    );
    const charts = path.join(project.folder, 'charts');
    for (const file of [
      'stray/Chart.yaml',
      'deep/other/x',
      'deep/note.txt',
      '.hidden',
      'deep/er/web/Chart.yaml',
    ]) {
      mkdirSync(path.dirname(path.join(charts, file)), { recursive: true });
      writeFileSync(path.join(charts, file), '');
    }
    writeFileSync(path.join(project.folder, 'beside.txt'), '');
    symlinkSync('../beside.txt', path.join(charts, 'link'));
    const { exitCode, stderr } = await project.run(['vendor', '--prune']);
    expect(exitCode).toBe(0);
    for (const line of [
      'directory: stray',
      'directory: deep/other',
      'file: deep/note.txt',
      'file: .hidden',
      'file: link',
    ])
      expect(stderr).toContain(`Pruning ${line}\n`);
    expect(Object.keys(readTree(project.folder))).toEqual([
      'beside.txt',
      'chartfile.yaml',
      'charts/deep/er/web/Chart.yaml',
      'charts/deep/er/web/templates/note.yaml',
      'charts/store/Chart.yaml',
      'charts/store/templates/note.yaml',
    ]);
  });

  test('has an index of its own for each project', async () => {
    const other = await serveRepository(path.join(packages, 'nothing'));
    const project = createVendored(require('local/web', '1.0.0'));
    await project.run(['vendor']);
    const elsewhere = createProject(formatChartfile(other.url, [require('local/web', '1.0.0')]));
    const { exitCode, stderr } = await elsewhere.run(['vendor']);
    other.close();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/the repository local \(http:.*\) cannot be read: .*\[chart-repository]/s);
  });

  test.each([
    ['nope/web', 'repository "nope" not found for chart "nope/web"', 'chart-repository-unknown'],
    ['web', 'Chart name "web" is not valid. Expecting a repo/name format.', 'chartfile-invalid'],
    ['-local/web', 'Chart name "-local/web" is not valid', 'chartfile-invalid'],
    ['local/--post=x y', 'is not valid', 'chartfile-invalid'],
    ['local/../web', 'is not valid', 'chartfile-invalid'],
  ])('refuses the chart %s', async (chart, problem, code) => {
    const { exitCode, stderr } = await createVendored(require(chart, '1.0.0')).run(['vendor']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(problem);
    expect(stderr).toContain(`[${code}]`);
  });

  test('stops at an interruption, and leaves nothing behind', async () => {
    const project = createVendored(require('local/web', '1.0.0'));
    const { exitCode, stderr } = await project.run(['vendor'], { interruption: AbortSignal.abort('SIGINT') });
    expect(exitCode).not.toBe(0);
    expect(stderr).toContain('[interrupted]');
    expect(readdirSync(project.folder)).toEqual(['chartfile.yaml']);
  });
});

describe('folders stay inside of the project', () => {
  test.each(['..', '../x', 'a/../../x', '/etc/x', '.', './', 'a/..'])(
    'refuses %s for a chart',
    async (directory) => {
      const { exitCode, stderr } = await createVendored(require('local/web', '1.0.0', directory)).run([
        'vendor',
      ]);
      expect({ exitCode, problem: /no folder below/.test(stderr) }).toEqual({ exitCode: 1, problem: true });
    },
  );

  test.each(['..', '../charts', '/tmp', 'a/../..'])('refuses %s for all charts', async (directory) => {
    const text = formatChartfile(served.url, [require('local/web', '1.0.0')], `directory: ${directory}\n`);
    const { exitCode, stderr } = await createProject(text).run(['vendor', '--prune']);
    expect({ exitCode, code: /\[chart-folder-outside]/.test(stderr) }).toEqual({ exitCode: 1, code: true });
  });

  test('refuses to remove the project', async () => {
    const text = formatChartfile(served.url, [require('local/web', '1.0.0')], 'directory: .\n');
    const project = createProject(text);
    expect((await project.run(['vendor', '--prune'])).stderr).toContain('--prune would remove the project');
    expect((await project.run(['vendor'])).exitCode).toBe(0);
    expect(readdirSync(project.folder).sort()).toEqual(['chartfile.yaml', 'web']);
  });

  test('follows no symbolic links out of it', async () => {
    const victim = createProject('version: 1\n').folder;
    const project = createVendored(require('local/web', '1.0.0', 'out/web'));
    mkdirSync(path.join(project.folder, 'charts'));
    symlinkSync(victim, path.join(project.folder, 'charts/out'));
    expect((await project.run(['vendor'])).stderr).toContain('[chart-folder-outside]');
    expect(readdirSync(victim)).toEqual(['chartfile.yaml']);
  });

  test('replaces a chart that is a link, and not what it leads to', async () => {
    const victim = createProject('version: 1\n').folder;
    const project = createVendored(require('local/web', '1.0.0'));
    mkdirSync(path.join(project.folder, 'charts'));
    symlinkSync(victim, path.join(project.folder, 'charts/web'));
    expect((await project.run(['vendor'])).exitCode).toBe(0);
    expect(readdirSync(victim)).toEqual(['chartfile.yaml']);
    expect(readTree(path.join(project.folder, 'charts'))['web/Chart.yaml']).toContain('version: 1.0.0');
  });
});

describe('version-check', () => {
  test('tells of a chart that the repository does not have', async () => {
    const project = createVendored(require('local/gone', '1.0.0'));
    const { exitCode, stdout, stderr } = await project.run(['version-check']);
    expect(exitCode).toBe(0);
    expect(stderr).toContain('local/gone@1.0.0: no version of it satisfies >=1.0.0\n');
    expect(JSON.parse(stdout)['local/gone@1.0.0'].latest_version.description).toBe(
      'search did not return 1 version',
    );
  });

  test('does not take one name for another', async () => {
    const project = createVendored(require('local/we.', '1.0.0'));
    const { stdout } = await project.run(['version-check', '--log-level', 'disabled']);
    expect(JSON.parse(stdout)['local/we.@1.0.0'].latest_version.version).toBe('1.0.0');
  });

  test('refuses a range, by the name of its chart', async () => {
    const { exitCode, stderr } = await createVendored(require('local/web', '^1.0.0')).run(['version-check']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^Error: versions of local\/web@\^1\.0\.0 cannot be looked up: .*\[chart-search]\n$/s,
    );
  });

  test('fetches each index once', async () => {
    const project = createVendored(require('local/web', '1.0.0'), require('local/store', '0.3.0'));
    const before = served.requests.length;
    await project.run(['version-check']);
    expect(served.requests.slice(before)).toEqual(['/index.yaml']);
  });
});
