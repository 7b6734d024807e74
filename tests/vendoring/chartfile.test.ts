// chartfile.yaml: what is refused, and what adding to it keeps.
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTree } from '../tree.ts';
import { createProject, formatChartfile, type Project, require } from './project.ts';
import { createPackages, type Served, serveRepository } from './repository.ts';

let served: Served;

beforeAll(async () => {
  served = await serveRepository(await createPackages());
});

afterAll(() => served.close());

function read({ folder }: Project): string {
  return readFileSync(path.join(folder, 'chartfile.yaml'), 'utf8');
}

describe('reading', () => {
  test.each([
    [
      'versio: 1',
      '"versio" is not known here (known: version, directory, repositories, requires); did you mean version?',
    ],
    ['version: 2', 'version is 2, and only 1 is known'],
    ['[]', 'expected a map'],
    ['requires: {}', 'requires: expected a list'],
    ['requires: [{ version: 1.0.0 }]', 'requires[0]: chart is missing'],
    ['requires: [{ chart: a/b }]', 'requires[0]: version is missing'],
    [
      'requires: [{ chart: a/b, version: 1.10 }]',
      'requires[0].version: expected a text; put quotes around the number',
    ],
    ['requires: [{ chart: a/b, version: "1", dir: x }]', 'requires[0]: "dir" is not known here'],
    [
      'requires: [{ chart: "a/b\\n", version: "1" }]',
      'requires[0].chart: control characters are not allowed',
    ],
    ['repositories: [{ name: ../x, url: "https://x" }]', 'repositories[0].name: "../x" is no name'],
    ['repositories: [{ name: -x, url: "https://x" }]', 'repositories[0].name: "-x" is no name'],
    ['repositories: [{ name: x, url: charts }]', 'repositories[0].url: expected https://'],
    [
      'repositories: [{ name: x, url: "oci://me:hunter22@x" }]',
      'user and password belong into fields of their own',
    ],
    ['directory: 5', 'directory: expected a text'],
  ])('refuses %s', async (text, problem) => {
    const { exitCode, stderr } = await createProject(text).run(['config']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(problem);
    expect(stderr).toMatch(/chartfile\.yaml cannot be used:.*\[chartfile-invalid]\n$/s);
    expect(stderr).not.toContain('hunter22');
  });

  test('refuses folders that are used twice, and ones inside of each other', async () => {
    const requires = [
      require('local/web', '1.0.0'),
      require('local/web', '2.0.0'),
      require('local/store', '0.3.0', './web/'),
      require('local/store', '0.3.0', 'web/store'),
    ];
    const { exitCode, stderr } = await createProject(formatChartfile(served.url, requires)).run(['vendor']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('"web" is used twice, by charts "local/web@1.0.0" and "local/web@2.0.0"');
    expect(stderr).toContain('"web" is used twice, by charts "local/web@1.0.0" and "local/store@0.3.0"');
    expect(stderr).toContain('"web/store" and "web" are inside of each other');
  });

  test('says where faults of the YAML are, and that there is no file', async () => {
    expect((await createProject('version: [').run(['config'])).stderr).toMatch(
      /chartfile\.yaml:1:\d+: error: /,
    );
    expect((await createProject('version: 1\nversion: 1').run(['config'])).stderr).toContain(
      '[yaml-duplicate-key]',
    );
    expect((await createProject().run(['vendor'])).stderr).toContain('twinhull tool charts init');
  });

  test('prints JSON, without passwords', async () => {
    const chartfile = 'repositories: [{ name: x, url: "https://me:hunter22@x/y", password: hunter23 }]';
    const { stdout } = await createProject(chartfile).run(['config', '--json']);
    expect(JSON.parse(stdout).repositories[0]).toMatchObject({ url: 'https://***@x/y', password: '***' });
  });
});

describe('init', () => {
  test('does not replace a chartfile', async () => {
    const project = createProject('# mine\n');
    const { exitCode, stderr } = await project.run(['init']);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      `chartfile at '${project.folder}/chartfile.yaml' already exists. Aborting [chartfile-exists]`,
    );
    expect(read(project)).toBe('# mine\n');
  });
});

describe('add-repo', () => {
  test('adds at the end, and keeps comments, order, rights and letter case', async () => {
    const project = createProject(
      '# what we use\nVersion: 1\n\nrequires: [] # none yet\nRepositories:\n  - name: a # old\n    url: https://a.example\n',
    );
    chmodSync(path.join(project.folder, 'chartfile.yaml'), 0o600);
    expect(await project.run(['add-repo', 'b', 'oci://b.example/charts'])).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: 'OK: b\n',
    });
    expect(read(project)).toBe(
      '# what we use\nVersion: 1\n\nrequires: [] # none yet\nRepositories:\n  - name: a # old\n    url: https://a.example\n  - name: b\n    url: oci://b.example/charts\n',
    );
    expect(statSync(path.join(project.folder, 'chartfile.yaml')).mode & 0o777).toBe(0o600);
  });

  test('keeps lists that are not indented', async () => {
    const project = createProject(formatChartfile('https://a.example', []));
    await project.run(['add-repo', 'on', 'https://b.example']);
    expect(read(project)).toBe(
      'repositories:\n- name: local\n  url: https://a.example\n- name: "on"\n  url: https://b.example\nrequires: []\n',
    );
  });

  test.each([
    [['local', 'https://a.example'], 'local: already exists\n'.trim()],
    [['local', 'https://b.example'], 'local: already exists, with another address'],
    [['a b', 'https://b.example'], 'a b: invalid name. cannot contain any special characters'],
    [['../b', 'https://b.example'], '../b: invalid name'],
    [['b', 'b.example'], 'b: expected an address such as'],
    [['b', 'https://b.example\nx'], 'b: expected an address such as'],
  ])('refuses %j', async (words, problem) => {
    const project = createProject(formatChartfile('https://a.example', []));
    const before = read(project);
    const { exitCode, stderr } = await project.run(['add-repo', ...words]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(problem);
    expect(stderr).toContain('[charts-skipped]');
    expect(read(project)).toBe(before);
  });
});

describe('add', () => {
  test('pulls and keeps what the file says besides', async () => {
    const project = createProject(`# charts\n${formatChartfile(served.url, [])}`);
    const { exitCode } = await project.run(['add', 'local/web@1.0.0', 'local/web@2.0.0:web-two']);
    expect(exitCode).toBe(0);
    expect(read(project)).toBe(
      `# charts\nrepositories:\n- name: local\n  url: ${served.url}\nrequires:\n- chart: local/web\n  version: 1.0.0\n- chart: local/web\n  version: 2.0.0\n  directory: web-two\n`,
    );
    expect(readTree(path.join(project.folder, 'charts'))['web-two/Chart.yaml']).toContain('version: 2.0.0');
  });

  test.each([
    [['web@1.0.0'], 'Chart name "web" is not valid'],
    [['local/web'], 'local/web: expected repository/name@version[:folder]'],
    [['local/store@0.3.0', 'bad'], 'bad: expected repository/name@version'],
    [['local/web@1.0.0'], 'local/web@1.0.0: already exists'],
    [['local/web@1.1.0'], 'local/web@1.1.0: is there with version 1.0.0; change that in chartfile.yaml'],
    [['local/store@0.3.0:web'], 'output directory "web" is used twice'],
    [['local/store@0.3.0:..'], 'no folder below the one of all charts'],
    [['local/store@9.9.9'], 'local/store@9.9.9 cannot be pulled'],
    [['local/store@0.3.0', 'local/nope@1.0.0'], 'local/nope@1.0.0 cannot be pulled'],
  ])('adds nothing for %j', async (words, problem) => {
    const project = createProject(formatChartfile(served.url, [require('local/web', '1.0.0')]));
    await project.run(['vendor']);
    const before = readTree(project.folder);
    const { exitCode, stderr } = await project.run(['add', ...words]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(problem);
    expect(readTree(project.folder)).toEqual(before);
  });

  test('finds its repositories in another file', async () => {
    const project = createProject('requires: []\n');
    const config = `apiVersion: ""\ngenerated: "2024-01-01T00:00:00Z"\nrepositories:\n- name: local\n  url: ${served.url}\n  insecure_skip_tls_verify: true\n`;
    writeFileSync(path.join(project.folder, 'repositories.yaml'), config);
    const words = ['local/web@1.0.0', '--repository-config', 'repositories.yaml'];
    expect((await project.run(['add', ...words])).exitCode).toBe(0);
    expect(read(project)).toBe('requires:\n  - chart: local/web\n    version: 1.0.0\n');
    expect((await project.run(['vendor', '--repository-config', 'nowhere.yaml'])).stderr).toContain(
      '[file-read]',
    );
  });
});
