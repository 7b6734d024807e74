// Passwords of repositories reach the server, and nothing that anybody can see.
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findProgram } from '../../tools/process/find.ts';
import { createMasking, maskUrl } from '../../tools/vendoring/secrets.ts';
import { readTree } from '../tree.ts';
import { createProject, require } from './project.ts';
import { createPackages, type Served, serveRegistry, serveRepository } from './repository.ts';

const login = { username: 'librarian', password: 'hunter2 & <co>' };
let repository: Served;
let registry: Served & { readonly caFile: string };

beforeAll(async () => {
  const packages = await createPackages();
  repository = await serveRepository(packages, login);
  registry = await serveRegistry(packages, login);
});

afterAll(() => {
  repository.close();
  registry.close();
});

afterEach(() => {
  delete process.env.TANKA_HELM_PATH;
});

/** Every command line of Helm from now on. */
async function watchHelm(name: 'helm3' | 'helm4'): Promise<() => string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'helm-'));
  const [program, log] = [path.join(folder, 'helm'), path.join(folder, 'log')];
  writeFileSync(log, '');
  const { path: helm } = await findProgram(name);
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$*" >> '${log}'\nexec '${helm}' "$@"\n`);
  chmodSync(program, 0o755);
  process.env.TANKA_HELM_PATH = program;
  return () => readFileSync(log, 'utf8');
}

function createChartfile({ url }: Served, more: Readonly<Record<string, string>>): string {
  const entry = { name: 'local', url, ...more };
  return `repositories:\n- ${JSON.stringify(entry)}\nrequires:\n- ${require('local/web', '1.0.0')}\n`;
}

describe.each(['helm3', 'helm4'] as const)('with %s', (helm) => {
  test.each(['repository', 'registry'] as const)('a %s is used with its password', async (kind) => {
    const commands = await watchHelm(helm);
    const served = kind === 'registry' ? registry : repository;
    const trusted = kind === 'registry' ? { caFile: registry.caFile } : {};
    const project = createProject(createChartfile(served, { ...login, ...trusted }));
    const vendored = await project.run(['vendor']);
    expect(vendored.stderr).toContain('downloaded');
    expect(vendored).toMatchObject({ exitCode: 0, stdout: '' });
    expect(readTree(path.join(project.folder, 'charts'))['web/Chart.yaml']).toContain('version: 1.0.0');
    const checked = await project.run(['version-check']);
    expect(checked.exitCode).toBe(0);
    expect(JSON.parse(checked.stdout)['local/web@1.0.0']).toMatchObject({
      using_latest_version: false,
      latest_version: { name: 'local/web', version: '2.0.0', description: 'The web' },
      latest_matching_major_version: { version: '1.1.0' },
      latest_matching_minor_version: { version: '1.0.1' },
    });
    expect(commands()).toContain('pull ');
    expect(commands() + vendored.stderr + checked.stderr + checked.stdout).not.toMatch(/hunter2|librarian/);
  });

  test.each(['repository', 'registry'] as const)('a wrong password for a %s is not shown', async (kind) => {
    await watchHelm(helm);
    const served = kind === 'registry' ? registry : repository;
    const trusted = kind === 'registry' ? { caFile: registry.caFile } : {};
    const wrong = { username: 'librarian', password: 'hunter3-secret' };
    const { exitCode, stderr } = await createProject(createChartfile(served, { ...wrong, ...trusted })).run([
      'vendor',
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/\[(?:chart-pull|chart-repository)]\n$/);
    expect(stderr).not.toMatch(/hunter3|librarian/);
  });

  test('a password in an address is not shown', async () => {
    const commands = await watchHelm(helm);
    const url = repository.url.replace('http://', 'http://librarian:hunter3-secret@');
    const { exitCode, stderr } = await createProject(createChartfile({ ...repository, url }, {})).run([
      'vendor',
    ]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('http://***@127.0.0.1');
    expect(stderr + commands()).not.toMatch(/hunter3|librarian/);
  });
});

test('a chart that the registry does not have in a wanted version is told of', async () => {
  const project = createProject(
    createChartfile(registry, { ...login, caFile: registry.caFile }).replace('"1.0.0"', '"7.0.0"'),
  );
  const { exitCode, stdout, stderr } = await project.run(['version-check']);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('local/web@7.0.0: no version of it satisfies >=7.0.0\n');
  expect(JSON.parse(stdout)['local/web@7.0.0'].latest_version.version).toBe('7.0.0');
});

test('a Helm that fails in another way shows no password [helm-failed]', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'helm-'));
  const program = path.join(folder, 'helm');
  writeFileSync(
    program,
    `#!/bin/sh\ncase "$1" in version) echo v4.1.4 ;; *) echo "${login.password}" >&2; exit 3 ;; esac\n`,
  );
  chmodSync(program, 0o755);
  process.env.TANKA_HELM_PATH = program;
  const { exitCode, stderr } = await createProject(createChartfile(repository, login)).run(['vendor']);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/saying: \*\*\* \[helm-failed]\n$/);
});

describe('masking', () => {
  test('finds passwords in every form', () => {
    const mask = createMasking([
      { name: 'a', url: 'https://user%40x:p%3Aword@a', username: 'someone', password: 'pass "word" /x' },
    ]);
    for (const text of [
      'pass "word" /x',
      'pass%20%22word%22%20%2Fx',
      'pass \\"word\\" /x',
      'user@x',
      'p:word',
      'someone',
    ])
      expect(mask(`before ${text} after`)).toBe('before *** after');
  });

  test('leaves ordinary words alone', () => {
    expect(createMasking([{ name: 'a', url: 'https://a', username: 'me' }])('some time')).toBe('some time');
    expect(maskUrl('https://a.example/x@y')).toBe('https://a.example/x@y');
  });
});
