// The rules of kustomize-controller and helm-controller on parsed objects: names, variables, kustomizations, charts.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is what substitution is about
import { describe, expect, it } from 'vitest';
import { chartOf } from '../../tools/flux/chart.ts';
import { extendKustomization } from '../../tools/flux/kustomization.ts';
import { substituteObject } from '../../tools/flux/postBuild.ts';
import { releaseNameOf, releaseNamespaceOf } from '../../tools/flux/release.ts';
import { type Entries, readVariables } from '../../tools/flux/variables.ts';
import type { Manifest } from '../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../tools/shared/json.ts';

function helmRelease(spec: JsonObject, name = 'notes'): Manifest {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name, namespace: 'home' },
    spec,
  };
}

function kustomization(postBuild: JsonObject | null): Manifest {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'notes', namespace: 'flux-system' },
    spec: { ...(postBuild ? { postBuild } : {}) },
  };
}

describe('a release', () => {
  it.each([
    [{}, 'notes', 'notes', 'home'],
    [{ releaseName: 'diary' }, 'notes', 'diary', 'home'],
    [{ targetNamespace: 'apps' }, 'notes', 'apps-notes', 'apps'],
    [{ targetNamespace: 'apps', releaseName: 'diary' }, 'notes', 'diary', 'apps'],
    [{}, 'n'.repeat(53), 'n'.repeat(53), 'home'],
    // The hash is that of `sha256sum` on 54 times the letter n.
    [{}, 'n'.repeat(54), `${'n'.repeat(40)}-b905c05321dd`, 'home'],
  ])('of %j with the name %s is called %s in %s', (spec, name, release, namespace) => {
    const object = helmRelease(spec, name);
    expect([releaseNameOf(object), releaseNamespaceOf(object)]).toEqual([release, namespace]);
  });
});

describe('variables', () => {
  const sources: Readonly<Record<string, Entries>> = {
    'ConfigMap settings': new Map([
      ['DOMAIN', 'example.org'],
      ['ZONE', 'a\nb\n'],
    ]),
    'Secret hidden': new Map([['DOMAIN', undefined]]),
    'Secret open': new Map([['ZONE', 'c']]),
  };
  const read = (postBuild: JsonObject | null) =>
    readVariables(kustomization(postBuild), ({ kind, name }) => sources[`${kind} ${name}`]);
  const from = (...names: readonly string[]) => ({
    substituteFrom: names.map((name) => ({ kind: name.split(' ')[0] ?? '', name: name.split(' ')[1] ?? '' })),
  });

  it('are none without postBuild, or with an empty one', () => {
    expect(read(null)).toBeUndefined();
    expect(read({})).toBeUndefined();
    expect(read({ substituteFrom: [{ kind: 'ConfigMap', name: 'gone', optional: true }] })).toBeUndefined();
  });

  it('come from sources in their order, then from the Kustomization, without line breaks', () => {
    const variables = read({ ...from('ConfigMap settings', 'Secret open'), substitute: { DOMAIN: 'a\nb' } });
    expect(Object.fromEntries(variables?.values ?? [])).toEqual({ DOMAIN: 'ab', ZONE: 'c' });
  });

  it('are hidden where the last source of them is encrypted', () => {
    const variables = read(from('ConfigMap settings', 'Secret hidden'));
    expect(Object.fromEntries(variables?.values ?? [])).toEqual({ ZONE: 'ab' });
    expect(Object.fromEntries(variables?.hidden ?? [])).toEqual({ DOMAIN: 'Secret flux-system/hidden' });
    expect(read({ ...from('Secret hidden'), substitute: { DOMAIN: 'x' } })?.hidden.size).toBe(0);
  });

  it('that need each other are a problem', () => {
    expect(
      read({ substitute: { A: '${B}', B: 'x-${C:-y}', C: '${A}', D: '${A}', E: '${F}' } })?.problems,
    ).toEqual(['the variables A → B → C → A are defined by each other']);
  });
});

describe('postBuild on an object', () => {
  const config = (data: JsonObject, metadata: JsonObject = {}): Manifest => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'notes', ...metadata },
    data,
  });
  const run = (object: Manifest, postBuild: JsonObject) => {
    const variables = readVariables(kustomization(postBuild), () => undefined);
    if (variables === undefined) throw new Error('there should be variables');
    return substituteObject(object, variables);
  };

  it('may turn a text into a number, a boolean or more', () => {
    const object = config({ a: '${N}', b: '${B}', c: '"${N}"', d: '${M}', e: 'is ${N}' });
    expect(run(object, { substitute: { N: '3', B: 'on', M: '{ x: 1 }' } })).toEqual({
      manifest: config({ a: 3, b: true, c: '"3"', d: { x: 1 }, e: 'is 3' }),
      problems: [],
    });
  });

  it('leaves an object alone that says so', () => {
    const key = 'kustomize.toolkit.fluxcd.io/substitute';
    for (const metadata of [{ labels: { [key]: 'disabled' } }, { annotations: { [key]: 'disabled' } }]) {
      const object = config({ a: '${N}' }, metadata);
      expect(run(object, { substitute: { N: '3' } })).toEqual({ manifest: object, problems: [] });
    }
  });

  it('leaves empty what is defined nowhere, and says so once', () => {
    const { manifest, problems } = run(config({ a: 'x${P}', b: 'w${P}', c: '${Q:-z}' }), {
      substitute: { N: '3' },
    });
    expect(manifest).toEqual(config({ a: 'x', b: 'w', c: 'z' }));
    expect(problems).toEqual(['the variable P is defined nowhere']);
  });

  it('trusts no default where a source is not at hand', () => {
    const postBuild = { substitute: { N: '3' }, substituteFrom: [{ kind: 'Secret', name: 'gone' }] };
    expect(run(config({ a: '${Q:-z}', b: '${N:-4}' }), postBuild).problems).toEqual([
      'the variable Q may be defined in Secret flux-system/gone, which is not in the checkout',
    ]);
  });

  it('shows no value when the result is no YAML', () => {
    const { problems } = run(config({ a: '${N}' }), { substitute: { N: '"hunter2' } });
    expect(problems).toEqual(['with the values of its variables it is no YAML any more']);
  });

  it('refuses names that Flux refuses', () => {
    expect(run(config({}), { substitute: { 'a-b': '1' } }).problems).toEqual([
      'a-b cannot be the name of a variable',
    ]);
  });
});

describe('the kustomization of a Flux Kustomization', () => {
  it('has the lists of both, and takes over names and namespace', () => {
    const own = {
      resources: ['a.yaml'],
      namespace: 'old',
      patches: [{ path: 'p.yaml' }],
      components: ['../one'],
      images: [
        { name: 'web', newName: 'own/web', newTag: '1', digest: 'sha256:1' },
        { name: 'db', newTag: '2' },
      ],
    };
    const spec = {
      targetNamespace: 'new',
      namePrefix: 'x-',
      patches: [{ patch: '[]', target: { kind: 'HelmRelease' }, options: {} }],
      components: ['../two'],
      images: [
        { name: 'web', newTag: '3' },
        { name: 'cache', newName: 'own/cache' },
      ],
    };
    expect(extendKustomization(own, spec)).toEqual({
      resources: ['a.yaml'],
      namespace: 'new',
      namePrefix: 'x-',
      patches: [{ path: 'p.yaml' }, { patch: '[]', target: { kind: 'HelmRelease' } }],
      components: ['../one', '../two'],
      images: [
        { name: 'web', newName: 'own/web', newTag: '3' },
        { name: 'db', newTag: '2' },
        { name: 'cache', newName: 'own/cache' },
      ],
    });
  });
});

describe('the chart of a HelmRelease', () => {
  const sources: readonly Manifest[] = [
    source('OCIRepository', { url: 'oci://example.org/charts/notes/', ref: { tag: '1.2.3' } }),
    source('HelmRepository', { url: 'https://example.org/charts' }),
    {
      ...source('HelmRepository', { url: 'oci://example.org/charts', type: 'oci' }),
      metadata: { name: 'registry' },
    },
    source('GitRepository', { url: 'https://example.org/notes.git' }),
  ];
  function source(kind: string, spec: JsonObject): Manifest {
    return { apiVersion: 'source.toolkit.fluxcd.io/v1', kind, metadata: { name: 'source' }, spec };
  }
  const read = (spec: JsonObject) =>
    chartOf(helmRelease(spec), ({ kind, name }) =>
      sources.find((object) => object.kind === kind && (object.metadata as JsonObject).name === name),
    );
  const template = (sourceRef: JsonObject) => ({
    chart: { spec: { chart: './charts/notes', version: '1.x', sourceRef, valuesFiles: ['big.yaml'] } },
  });

  it('is in a registry', () => {
    expect(read({ chartRef: { kind: 'OCIRepository', name: 'source' } })).toMatchObject({
      kind: 'oci',
      name: 'notes',
      version: '1.2.3',
      url: 'oci://example.org/charts/notes',
      source: { kind: 'OCIRepository', namespace: 'home', name: 'source' },
    });
    expect(
      read({ chart: { spec: { chart: 'notes', sourceRef: { kind: 'HelmRepository', name: 'registry' } } } }),
    ).toEqual({
      kind: 'oci',
      name: 'notes',
      url: 'oci://example.org/charts/notes',
      source: { kind: 'HelmRepository', namespace: 'home', name: 'registry' },
      valuesFiles: [],
      ignoreMissing: false,
    });
  });

  it('is in a repository of packages, or in one of git', () => {
    const rest = { version: '1.x', valuesFiles: ['big.yaml'] };
    expect(
      read(template({ kind: 'HelmRepository', name: 'source', namespace: 'flux-system' })),
    ).toMatchObject({
      ...rest,
      kind: 'http',
      url: 'https://example.org/charts',
      source: { namespace: 'flux-system' },
    });
    expect(read(template({ kind: 'GitRepository', name: 'source' }))).toMatchObject({
      ...rest,
      kind: 'git',
      name: 'notes',
      path: './charts/notes',
      url: 'https://example.org/notes.git',
    });
  });

  it('is not known without a source that is there', () => {
    for (const spec of [
      {},
      { chartRef: { kind: 'OCIRepository', name: 'gone' } },
      { chartRef: { kind: 'GitRepository', name: 'source' } },
      template({ kind: 'HelmRepository', name: 'gone' }),
      template({ kind: 'Bucket', name: 'source' }),
    ]) {
      expect(read(spec)).toEqual({ problem: expect.any(String) });
    }
  });
});
