// `chart template` beside the real `helm template`.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readYamlDocuments } from '../../tools/manifests/yaml/read.ts';
import { runProgram } from '../../tools/process/run.ts';
import { isJsonObject } from '../../tools/shared/json.ts';
import { run } from '../cli/run.ts';
import { shopChart, shopProject } from './shop.ts';

/** Objects by kind. */
function byKind(text: string): Readonly<Record<string, unknown>> {
  const documents = readYamlDocuments(text, { file: 'output' }).filter(isJsonObject);
  return Object.fromEntries(documents.map((document) => [String(document.kind), document]));
}

const flags: readonly string[] = [
  ...['--namespace', 'town', '--kube-version', '1.30.0', '--api-versions', 'monitoring.coreos.com/v1,x/v1'],
  ...[
    '--is-upgrade',
    '--set',
    'limit=-5,env.A=x',
    '--set-string',
    'env.B=5',
    '--set-json',
    'annotations={"a":"b"}',
  ],
];

function valuesFile(text: string): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'twinhull-template-')), 'values.yaml');
  writeFileSync(file, text);
  return file;
}

describe('chart template', () => {
  it('prints what helm template prints for the same flags', async () => {
    const file = valuesFile('motto: "off: {{ é\\n"\nservice: { port: 1e3 }\n');
    const { exitCode, stdout } = await run(
      ['chart', 'template', 'shop', '--release-name', 'corner', '-f', file, ...flags],
      { cwd: shopProject },
    );
    const helm = await runProgram('helm4', ['template', 'corner', shopChart, '-f', file, ...flags]);
    expect(exitCode).toBe(0);
    expect(byKind(stdout)).toEqual(byKind(helm.stdout));
    expect(Object.keys(byKind(stdout))).toHaveLength(4);
  });

  it('prints JSON, with the name of the application for the release', async () => {
    const { stdout } = await run(['chart', 'template', 'shop', '--json'], { cwd: shopProject });
    expect(JSON.parse(stdout)).toMatchObject([
      { kind: 'ConfigMap', metadata: { name: 'shop-shelves', namespace: 'default' } },
      { kind: 'Service' },
      { kind: 'Deployment' },
    ]);
  });

  it("refuses with Helm's sentence", async () => {
    const words = ['--set', 'aliases.a=nowhere'];
    const { exitCode, stderr, stdout } = await run(['chart', 'template', 'shop', ...words], {
      cwd: shopProject,
    });
    const helm = await runProgram('helm3', ['template', 'shop', shopChart, ...words], { exitCodes: [1] });
    expect([exitCode, stderr, stdout]).toEqual([1, 'Error: aliases: each must be the id of a shelf\n', '']);
    expect(helm.stderr).toContain('): aliases: each must be the id of a shelf\n');
  });

  it('tells all that the schema refuses', async () => {
    const words = ['chart', 'template', 'shop', '--set', 'replica=1,replicas=x'];
    const { exitCode, stderr } = await run(words, { cwd: shopProject });
    expect([exitCode, stderr.trim().split('\n')]).toEqual([
      1,
      [
        expect.stringMatching(/^Error: replicas is "x"/),
        expect.stringMatching(/^Error: replica is not a known/),
      ],
    ]);
  });

  it('does not guess a version of Kubernetes', async () => {
    const words = ['chart', 'template', 'shop', '--kube-version', 'new'];
    const { exitCode, stderr } = await run(words, { cwd: shopProject });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('[usage]')]);
  });
});
