// What came from helm and kustomize is rendered again when anything that they read is another.
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lookAtProgram } from '../../tools/environments/cache/inputs.ts';
import { createKeptProject, type KeptProject, kept } from './cacheProject.ts';

let project: KeptProject;

beforeEach(() => {
  project = createKeptProject();
});

afterEach(() => {
  delete process.env.TANKA_HELM_PATH;
  delete process.env.TANKA_KUSTOMIZE_PATH;
  delete process.env.HELM_NAMESPACE;
});

function setVariable(name: string, value: string): void {
  process.env[name] = value;
}

describe('charts and kustomizations', () => {
  const program = (name: string, version: string): string => {
    const file = path.join(project.root, `${name}-${version}`);
    const script = `case "$1" in version) echo "v${version}";; *) for last; do :; done; cat "$last"/chart.yaml; echo "x: ${version}$HELM_NAMESPACE"; esac`;
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const manifestOf = (name: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;

  beforeEach(() => {
    process.env.TANKA_HELM_PATH = program('helm', '3.17.0');
    process.env.TANKA_KUSTOMIZE_PATH = program('kustomize', '5.4.0');
    project.write('environments/a/charts/web/chart.yaml', manifestOf('one'));
  });

  const useHelm = (): void =>
    project.write(
      'environments/a/main.jsonnet',
      "std.native('helmTemplate')('web', './charts/web', { calledFrom: std.thisFile })",
    );
  const useKustomize = (): void =>
    project.write(
      'environments/a/main.jsonnet',
      "std.native('kustomizeBuild')('./charts/web', { calledFrom: std.thisFile })",
    );

  const changes: readonly (readonly [string, () => void])[] = [
    ['a file of the chart', () => project.write('environments/a/charts/web/chart.yaml', manifestOf('two'))],
    [
      'a file in a folder of the chart',
      () => project.write('environments/a/charts/web/templates/new.yaml', ''),
    ],
    ['the version of helm', () => setVariable('TANKA_HELM_PATH', program('helm', '3.18.0'))],
    ['a variable that helm reads', () => setVariable('HELM_NAMESPACE', 'other')],
  ];

  test.each(changes)('are rendered again when there is another: %s', async (_, change) => {
    useHelm();
    await project.exportAll();
    project.markEntries();
    expect(await project.exportAll()).toContain(kept);
    change();
    expect(await project.exportAll()).not.toContain(kept);
  });

  test('are rendered again when the program of the same path has another version', () => {
    const states = ['3.17.0', '3.18.0'].map((version) =>
      lookAtProgram('helm', () => ({ path: '/helm', version })),
    );
    expect(new Set(states).size).toBe(2);
  });

  test('are not kept when a chart gives something else each time', async () => {
    useHelm();
    project.write('environments/a/charts/web/secret.yaml', '---\n# {{ randAlphaNum 5 }}\n');
    await project.exportAll();
    expect(project.listEntries()).toEqual([]);
  });

  test('are built again when a folder changes that a kustomization names', async () => {
    useKustomize();
    project.write('environments/a/charts/web/kustomization.yaml', '---\nresources: [../base]\n');
    project.write('environments/a/charts/base/kustomization.yaml', 'resources: []');
    await project.exportAll();
    expect(project.listEntries()).toHaveLength(1);
    project.markEntries();
    project.write('environments/a/charts/base/more.yaml', '');
    expect(await project.exportAll()).not.toContain(kept);
  });

  test('are not kept when a kustomization names something elsewhere', async () => {
    useKustomize();
    project.write(
      'environments/a/charts/web/kustomization.yaml',
      '---\nresources: ["https://example.com/base?ref=v1"]\n',
    );
    await project.exportAll();
    expect(project.listEntries()).toEqual([]);
  });

  test('are kept for each environment that uses them through a library', async () => {
    for (const name of ['a', 'b']) {
      project.write(`environments/${name}/main.jsonnet`, "(import 'charts.libsonnet')");
      project.write(`environments/${name}/spec.json`, `{ "spec": { "namespace": "${name}" } }`);
    }
    project.write(
      'lib/charts.libsonnet',
      "std.native('helmTemplate')('web', './web', { calledFrom: std.thisFile })",
    );
    project.write('lib/web/chart.yaml', manifestOf('one'));
    const byEnvironment = ['--format', '{{env.metadata.name}}'];
    await project.exportAll(...byEnvironment);
    project.markEntries();
    project.write('lib/web/chart.yaml', manifestOf('two'));
    expect(await project.exportAll(...byEnvironment)).not.toContain(kept);
  });
});
