// Command lines that write environments, which Tanka and this program must do alike. `record-specs.ts` stores Tanka's results.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTree } from '../tree.ts';

export const store: string = fileURLToPath(new URL('../fixtures/environments/tanka-specs/', import.meta.url));

export interface SpecCase {
  /** What is special about it; the fixture is called so. */
  readonly name: string;
  /** One after the other, in a project that has nothing but its `jsonnetfile.json`. */
  readonly lines: readonly (readonly string[])[];
}

export interface SpecResult {
  readonly stdout: string;
  readonly files: Readonly<Record<string, string>>;
}

const folder = 'environments/a';
const server = 'https://one.example:6443';

function create(name: string, ...lines: readonly (readonly string[])[]): SpecCase {
  return { name, lines: lines.map((words) => ['env', ...words]) };
}

export const cases: readonly SpecCase[] = [
  create('add', ['add', folder]),
  create('add-in-the-root', ['add', '.']),
  create('add-everything', [
    ...[
      'add',
      folder,
      '--server',
      server,
      '--namespace',
      'web',
      '--diff-strategy',
      'server',
      '--inject-labels',
    ],
  ]),
  create('add-without-a-scheme', ['add', folder, '--server', '10.0.0.1:6443', '--inject-labels=false']),
  create('add-special-characters', ['add', folder, '--namespace', '<&>\u2028"\\']),
  create('add-server-of-a-context', ['add', folder, '--server-from-context', 'two']),
  create('add-contexts', ['add', folder, '--context-name', 'one', '--context-name', 'tw.*,three']),
  create('add-no-namespace', ['add', folder, '--namespace', '']),
  create('add-inline', ['add', folder, '-i', '--server', server, '--inject-labels']),
  create('add-inline-contexts', ['add', folder, '--inline', '--context-name', 'one,two']),
  ...["it's", 'say "x"', `it's "x"`, '<&>\n\t\\'].map((namespace, number) =>
    create(`add-inline-quotes-${number}`, ['add', folder, '-i', '--namespace', namespace]),
  ),
  create('set-namespace', ['add', folder, '--server', server], ['set', folder, '--namespace', 'web']),
  create(
    'set-everything',
    ['add', folder, '--server', server],
    [
      ...['set', folder, '--server-from-context', 'two', '--namespace', '<web>'],
      ...['--diff-strategy', 'subset', '--inject-labels'],
    ],
  ),
  create(
    'set-labels-off',
    ['add', folder, '--server', server, '--inject-labels'],
    ['set', folder, '--inject-labels=false'],
  ),
  create(
    'set-contexts',
    ['add', folder, '--context-name', 'one'],
    ['set', folder, '--context-name', 'two', '--context-name', 'one'],
    ['set', folder, '--context-name', 'two'],
  ),
  create('remove', ['add', folder], ['add', 'environments/b'], ['rm', folder]),
];

const kubeconfig = {
  apiVersion: 'v1',
  kind: 'Config',
  clusters: ['one', 'two'].map((name) => ({
    name: `cluster-${name}`,
    cluster: { server: `https://${name}.example:6443` },
  })),
  contexts: [
    ...['one', 'two'].map((name) => ({ name, context: { cluster: `cluster-${name}`, user: 'me' } })),
    { name: 'lost', context: { cluster: 'nowhere', user: 'me' } },
  ],
  users: [{ name: 'me', user: {} }],
};

/** A kubeconfig with the contexts one, two and lost; JSON is YAML. */
export function writeKubeconfig(): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-')), 'kubeconfig');
  writeFileSync(file, JSON.stringify(kubeconfig));
  return file;
}

export function createProject(): string {
  const project = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
  writeFileSync(path.join(project, 'jsonnetfile.json'), '{}');
  return project;
}

/** Every file of a project but its `jsonnetfile.json`. */
export function readFiles(project: string): Readonly<Record<string, string>> {
  const { 'jsonnetfile.json': _, ...files } = readTree(project);
  return files;
}
