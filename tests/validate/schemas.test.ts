// The committed schemas, how they are made and how they are expanded.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findProgram } from '../../tools/process/find.ts';
import type { Bundle } from '../../tools/validate/bundle.ts';
import { convertDefinitions, isCustomResourceDefinition } from '../../tools/validate/crd.ts';
import { expandBundle } from '../../tools/validate/expand.ts';
import { formatBundle, shareDefinitions } from '../../tools/validate/generate/compact.ts';
import { convertDocument } from '../../tools/validate/generate/kubernetes.ts';
import { readBundle } from '../../tools/validate/schemas.ts';
import { validateManifests } from '../../tools/validate/validate.ts';

const root = path.join(import.meta.dirname, '..', '..');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'twinhull-schemas-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = ['kubernetes', 'crds'].flatMap((part) => {
  const directory = path.join(root, 'schemas', part);
  return readdirSync(directory)
    .filter((file) => file.endsWith('.json'))
    .map((file) => path.join(directory, file));
});

describe('a committed bundle', () => {
  test.each(files.map((file) => path.relative(root, file)))('%s is as the generator writes it', (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    expect(formatBundle(JSON.parse(text) as Bundle)).toBe(text);
    expect(text).not.toContain('"description":"');
  });

  test('of each group knows the kinds that applications need', () => {
    expect(Object.keys(readBundle('1.35').kinds)).toEqual(
      expect.arrayContaining([
        'v1/Secret',
        'apps/v1/Deployment',
        'batch/v1/CronJob',
        'networking.k8s.io/v1/Ingress',
        'rbac.authorization.k8s.io/v1/ClusterRole',
        'apiextensions.k8s.io/v1/CustomResourceDefinition',
        'gateway.networking.k8s.io/v1/HTTPRoute',
        'helm.toolkit.fluxcd.io/v2/HelmRelease',
        'source.toolkit.fluxcd.io/v1/OCIRepository',
        'kustomize.toolkit.fluxcd.io/v1/Kustomization',
        'external-secrets.io/v1/ExternalSecret',
        'monitoring.coreos.com/v1/ServiceMonitor',
        'postgresql.cnpg.io/v1/Cluster',
      ]),
    );
  });
});

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity';
const document = {
  definitions: {
    [meta]: { type: 'object', properties: { name: { type: 'string', description: 'Its name.' } } },
    [quantity]: { type: 'string' },
    unused: { type: 'string' },
    Tree: {
      type: 'object',
      'x-kubernetes-group-version-kind': [{ group: 'garden', version: 'v1', kind: 'Tree' }],
      required: ['height'],
      properties: {
        metadata: { $ref: `#/definitions/${meta}` },
        height: { $ref: `#/definitions/${quantity}` },
        rings: { type: 'integer', format: 'int32' },
        branches: { type: 'array', items: { $ref: '#/definitions/Branch' } },
        leaves: { type: 'object', additionalProperties: { type: 'string', format: 'byte' } },
        anything: { type: 'object' },
      },
    },
    Branch: {
      type: 'object',
      properties: {
        branches: { type: 'array', items: { $ref: '#/definitions/Branch' } },
        $ref: { type: 'string' },
      },
    },
  },
};

describe('schemas of an OpenAPI document', () => {
  const { definitions, kinds } = convertDocument(document);
  const file = expandBundle({ definitions, kinds }).get('garden/tree_v1.json');

  test('hold what its kinds need and nothing else', () => {
    expect(kinds).toEqual({ 'garden/v1/Tree': 'Tree' });
    expect(Object.keys(definitions).sort()).toEqual(['Branch', 'Tree', quantity, meta].sort());
  });

  test('allow no field besides, null where a field is optional, and any field in a free-form object', () => {
    expect(file).toMatchObject({
      additionalProperties: false,
      required: ['height'],
      properties: {
        metadata: { type: ['object', 'null'], properties: { name: { type: ['string', 'null'] } } },
        height: { type: ['number', 'string'] },
        rings: { type: ['integer', 'null'], minimum: -2147483648, maximum: 2147483647 },
        leaves: { additionalProperties: { type: 'string', pattern: expect.any(String) } },
      },
    });
    expect(file?.properties?.anything).toEqual({ type: ['object', 'null'] });
  });

  test('refer to a definition only where it contains itself', () => {
    const branch = { type: ['object', 'null'], properties: { $ref: { type: ['string', 'null'] } } };
    expect(file?.definitions).toMatchObject({ Branch: branch });
    expect(JSON.stringify(file).match(/"#\/definitions\/\w+"/g)).toEqual(
      Array(2).fill('"#/definitions/Branch"'),
    );
  });
});

test('sharing what occurs twice changes nothing but the size', () => {
  const text = readFileSync(path.join(root, 'tests/fixtures/validate/own-definition/manifests.yaml'), 'utf8');
  const [first] = [...parseAllDocuments(text)].map((document) => document.toJS() as unknown);
  if (!isCustomResourceDefinition(first)) throw new Error('the fixture begins with a definition');
  const versions = ['v1', 'v2'].flatMap((name) =>
    first.spec.versions.map((version) => ({ ...version, name })),
  );
  const bundle = convertDefinitions([{ ...first, spec: { ...first.spec, versions } }]);
  const shared = shareDefinitions(bundle);
  const base = readBundle('1.35').definitions;
  const expand = ({ definitions, kinds }: Bundle) =>
    expandBundle({ definitions: { ...base, ...definitions }, kinds });
  expect(formatBundle(shared).length).toBeLessThan(0.8 * formatBundle(bundle).length);
  expect(expand(shared)).toEqual(expand(bundle));
});

test.each([
  ['example.org', true],
  ['..', false],
  ['a/b', false],
  ['', false],
])('a definition of the group %j can be converted: %j', (group, expected) => {
  const spec = { group, names: { kind: 'Widget' }, versions: [{ name: 'v1' }] };
  const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec };
  expect(isCustomResourceDefinition(definition)).toBe(expected);
});

describe('the cache of expanded schemas', () => {
  const manifests = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }];

  test('is filled once for validations against the same schemas', async () => {
    const { path: kubeconform } = await findProgram('kubeconform');
    const cache = path.join(folder, 'cache');
    const env = { ...process.env, TWINHULL_CACHE_DIR: cache, TWINHULL_KUBECONFORM_PATH: kubeconform };
    const outcomes = await Promise.all([1, 2, 3].map(() => validateManifests(manifests, { env })));
    expect(outcomes).toEqual([[], [], []]);
    expect(readdirSync(path.join(cache, 'schemas'))).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
  }, 300_000);

  test('that cannot be written is an error', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const failure = validateManifests(manifests, { env: { ...process.env, TWINHULL_CACHE_DIR: file } });
    await expect(failure).rejects.toMatchObject({ code: 'file-write' });
  });
});
