// Sides that are rendered by the real helm: charts as folders and packages, with values.
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { mapOf } from '../../../tools/manifests/manifest.ts';
import type { Side } from '../../../tools/parity/model.ts';
import { readSide } from '../../../tools/parity/sides/index.ts';
import { runProgram } from '../../../tools/process/run.ts';
import { createFolder, failureOf, fixture, listObjects } from './read.ts';

const chart = fixture('charts', 'notes');

function find(side: Side, kind: string) {
  return side.objects.find(({ manifest }) => manifest.kind === kind)?.manifest ?? {};
}

describe('a chart', () => {
  it('gives what helm renders: definitions, hooks and tests too, each with its template', async () => {
    const side = await readSide(chart, { namespace: 'llm' });
    expect(side).toMatchObject({ label: chart, release: 'notes', namespace: 'llm', missing: [] });
    expect(listObjects(side)).toEqual([
      'CustomResourceDefinition notes.example.org',
      'ConfigMap llm/notes',
      'Deployment notes',
      'Pod notes-test',
      'Job notes-prepare',
    ]);
    expect(side.objects.map(({ source }) => source)).toEqual([
      expect.stringMatching(/crds\/note\.yaml$/),
      'notes/templates/configmap.yaml',
      'notes/templates/deployment.yaml',
      'notes/templates/hooks.yaml',
      'notes/templates/hooks.yaml',
    ]);
  });

  it('sees release, namespace, version and API versions', async () => {
    const options = {
      release: 'diary',
      namespace: 'home',
      kubernetesVersion: '1.33',
      apiVersions: ['gateway.networking.k8s.io/v1/HTTPRoute'],
    };
    const side = await readSide(`chart:${chart}`, options);
    expect(side).toMatchObject({ release: 'diary', namespace: 'home' });
    expect(find(side, 'ConfigMap')).toMatchObject({ metadata: { name: 'diary', namespace: 'home' } });
    expect(mapOf(find(side, 'Deployment'), 'annotations')).toEqual({ cluster: 'v1.33.0', gateway: 'true' });
    const plain = await readSide(chart, {});
    expect(mapOf(find(plain, 'Deployment'), 'annotations')).toEqual({ cluster: 'v1.35.0', gateway: 'false' });
  });

  it('takes values from files and flags as helm does', async () => {
    const folder = createFolder();
    const file = path.join(folder, 'odd, name=[x] {y}.yaml');
    writeFileSync(file, 'greeting: from file\nreplicas: 2\nextra: { a: 1 }\n');
    const side = await readSide(chart, {
      values: [file, '-'],
      input: async () => 'extra: { b: 🙂 }\n',
      set: ['replicas=4'],
      setString: ['extra.c=5'],
      setJson: ['extra.d=[6]'],
    });
    expect(find(side, 'Deployment')).toMatchObject({ spec: { replicas: 4 } });
    expect(find(side, 'ConfigMap')).toMatchObject({
      data: { greeting: 'from file', extra: '{"a":1,"b":"🙂","c":"5","d":[6]}' },
    });
  });

  it('may be a package', async () => {
    const folder = createFolder();
    await runProgram('helm', ['package', '--destination', folder, chart]);
    const folderSide = await readSide(chart, {});
    const side = await readSide(path.join(folder, 'notes-1.2.3.tgz'), {});
    expect(side.objects).toEqual(folderSide.objects);
  });

  it('that does not render with the values is missing, with what helm says', async () => {
    const side = await readSide(chart, { set: ['replicas=-1'] });
    expect(side.objects).toEqual([]);
    expect(side.missing).toEqual([
      { kind: 'render', sentence: expect.stringContaining('replicas must not be negative') },
    ]);
  });

  it('is not taken for a flag or an address, whatever its name is', async () => {
    const folder = createFolder();
    for (const name of ['--post-renderer=id', 'oci:', '-n']) {
      cpSync(chart, path.join(folder, name), { recursive: true });
      expect((await readSide(`chart:${path.join(folder, name)}`, {})).objects).toHaveLength(5);
    }
    const side = await readSide(chart, { release: '--post-renderer=id' });
    expect(side.missing).toMatchObject([{ kind: 'render' }]);
  });

  it('is rendered without the part of its schema that lies elsewhere', async () => {
    const folder = path.join(createFolder(), 'notes');
    cpSync(chart, folder, { recursive: true });
    writeFileSync(path.join(folder, 'values.schema.json'), '{ "$ref": "https://example.org/schema.json" }');
    expect(await readSide(folder, {})).toMatchObject({ missing: [], objects: { length: 5 } });
    writeFileSync(path.join(folder, 'values.schema.json'), '{ "required": ["gone"] }');
    expect(await readSide(folder, {})).toMatchObject({ objects: [], missing: [{ kind: 'render' }] });
  });

  it('needs values that are there and are YAML', async () => {
    expect(await failureOf(chart, { values: ['nowhere.yaml'] })).toMatchObject({ code: 'file-read' });
    expect(await failureOf(chart, { set: ['a'] })).toMatchObject({ code: 'values-set' });
  });
});

describe('what a path is', () => {
  it('is guessed for environments, with one of several by name', async () => {
    const side = await readSide(`${fixture('inline')}#blue`, {});
    expect(listObjects(side)).toEqual(['ConfigMap in-blue/blue']);
    expect(side).toMatchObject({ namespace: 'in-blue', missing: [] });
    const other = await readSide(`env:${fixture('inline', 'main.jsonnet')}#green`, {});
    expect(listObjects(other)).toEqual(['ConfigMap in-green/green']);
    expect(await failureOf(fixture('inline'))).toMatchObject({ code: 'environment-ambiguous' });
  });

  it('is asked for where it may be several things', async () => {
    const folder = createFolder();
    mkdirSync(folder, { recursive: true });
    copyFileSync(path.join(chart, 'Chart.yaml'), path.join(folder, 'Chart.yaml'));
    writeFileSync(path.join(folder, 'main.jsonnet'), '{}');
    expect(await failureOf(folder)).toMatchObject({
      code: 'side-ambiguous',
      text: expect.stringContaining(`chart:${folder} or env:${folder}`),
    });
    const file = path.join(folder, 'all.yaml');
    writeFileSync(
      file,
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: a }\n---\napiVersion: v1\nkind: Service\nmetadata: { name: b }\n',
    );
    expect(await failureOf(file)).toMatchObject({
      code: 'side-ambiguous',
      text: expect.stringContaining(`file:${file} or helmrelease:${file}`),
    });
    expect(listObjects(await readSide(`file:${file}`, {}))).toEqual(['HelmRelease a', 'Service b']);
  });
});
