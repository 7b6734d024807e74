// Which object is which: Lists, namespaces, names that the cluster gives, definitions, and objects that were renamed.
import { describe, expect, it } from 'vitest';
import { compareSides } from '../../tools/parity/parity.ts';
import { compareTexts, equivalencesOf, findingsOf, sideOf } from './rules/compare.ts';
import { bare, container, join, named, spec } from './rules/manifests.ts';

const config = bare('ConfigMap', 'data: {a: b, c: d, e: f, g: h}');
const using = (name: string) => container(`envFrom: [{configMapRef: {name: ${name}}}]`);
const codesOf = (before: string, after: string) =>
  findingsOf(compareTexts(before, after)).map(({ code }) => code);

describe('a List', () => {
  const list = (kind: string, ...items: readonly string[]) =>
    `apiVersion: v1\nkind: ${kind}\nitems:\n${items.map((item) => `  - ${item}\n`).join('')}`;
  const item = (name: string, value = 'b') =>
    `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}, namespace: shop}, data: {a: ${value}}}`;

  it('stands for its entries, also inside another one', () => {
    const nested = list('List', `{apiVersion: v1, kind: List, items: [${item('x')}]}`, item('z'));
    const flat = join(`${item('x')}\n`, `${item('z')}\n`);
    expect(compareTexts(nested, flat)).toMatchObject({ verdict: 'equivalent', counts: { same: 2 } });
  });

  it('of one kind does so, too', () => {
    expect(compareTexts(list('ConfigMapList', item('x')), `${item('x')}\n`)).toMatchObject({
      verdict: 'equivalent',
    });
  });

  it('that is empty has nothing in it', () => {
    expect(compareTexts('apiVersion: v1\nkind: List\nitems: []\n', config)).toMatchObject({
      counts: { added: 1 },
    });
  });

  it('names what differs in its entries', () => {
    expect(codesOf(list('List', item('x')), list('List', item('x', 'other')))).toEqual(['config-value']);
  });

  it('is no List where it is a kind of its own', () => {
    const thing = (entry: number) =>
      `apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: web, namespace: shop}\nitems: [${entry}]\n`;
    expect(compareTexts(thing(1), thing(2))).toMatchObject({ verdict: 'undecided' });
  });
});

describe('a namespace', () => {
  const other = config.replace('shop', 'other');

  it('tells objects of one name apart', () => {
    expect(compareTexts(join(config, other), join(other, config))).toMatchObject({ counts: { same: 2 } });
    expect(compareTexts(join(config, other), join(config, other.replace('a: b', 'a: x')))).toMatchObject({
      counts: { same: 1, changed: 1 },
      objects: [{ object: { namespace: 'other' } }],
    });
  });

  it('that is another makes another object', () => {
    expect(codesOf(config, other).sort()).toEqual(['object-added', 'object-removed']);
    const release = (namespace: string) => ({
      ...sideOf(config.replace(', namespace: shop', ''), namespace),
      namespace,
    });
    expect(compareSides(release('shop'), release('shop')).counts).toMatchObject({ same: 1 });
    expect(compareSides(release('shop'), release('other')).counts).toMatchObject({ removed: 1, added: 1 });
  });

  it('is that of all others where none is written, and default where there are several', () => {
    const bareConfig = config.replace(', namespace: shop', '');
    expect(compareTexts(config, bareConfig).verdict).toBe('equivalent');
    const report = compareTexts(join(bareConfig, other, using('web')), join(other, using('web')));
    expect(report.objects.find(({ status }) => status === 'removed')?.object.namespace).toBe('default');
  });

  it.each([
    ['Namespace', 'v1'],
    ['ClusterRole', 'rbac.authorization.k8s.io/v1'],
    ['StorageClass', 'storage.k8s.io/v1'],
    ['PersistentVolume', 'v1'],
    ['CustomResourceDefinition', 'apiextensions.k8s.io/v1'],
  ])('is none for a %s', (kind, apiVersion) => {
    const object = (label: string) =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web, labels: {a: ${label}}}\n`;
    const [found] = compareTexts(join(object('b'), config), join(object('c'), config)).objects;
    expect(found?.object).toMatchObject({ kind, namespace: '' });
  });

  it('is none for a kind of which a definition says so', () => {
    const definition = named(
      'things.example.org',
      spec(
        'CustomResourceDefinition',
        'group: example.org\nscope: Cluster\nnames: {kind: Thing, plural: things}\nversions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {a: {type: integer}}}}}}}]',
      ),
    ).replace(', namespace: shop', '');
    const thing = (value: number) =>
      `apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: web}\nspec: {a: ${value}}\n`;
    const report = compareTexts(join(definition, config, thing(1)), join(definition, config, thing(2)));
    expect(report.objects[0]?.object).toMatchObject({ kind: 'Thing', namespace: '' });
  });
});

describe('a name that the cluster gives', () => {
  const generated = (prefix: string, value: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: ${prefix}, namespace: shop}\ndata: {a: ${value}}\n`;

  it('is told apart by its prefix and its place', () => {
    const both = join(generated('x-', 'b'), generated('x-', 'c'), generated('z-', 'd'));
    expect(compareTexts(both, `${both}\n`)).toMatchObject({ counts: { same: 3 } });
    expect(codesOf(both, join(generated('x-', 'b'), generated('x-', 'other'), generated('z-', 'd')))).toEqual(
      ['config-value'],
    );
  });

  it('is missed when it is gone', () => {
    expect(codesOf(join(generated('x-', 'b'), generated('x-', 'c')), generated('x-', 'b'))).toEqual([
      'object-removed',
    ]);
    expect(codesOf(join(generated('x-', 'b'), generated('z-', 'c')), generated('z-', 'c'))).toEqual([
      'object-removed',
    ]);
  });
});

describe('a kind that nothing is known about', () => {
  const thing = (fields: string) => spec('Thing', fields);
  const definition = named(
    'things.example.org',
    spec(
      'CustomResourceDefinition',
      'group: example.org\nscope: Namespaced\nnames: {kind: Thing, plural: things}\nversions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {a: {type: integer, default: 3}, names: {type: array, x-kubernetes-list-type: set, items: {type: string}}}}}}}}]',
    ),
  );

  it('is compared strictly, and leaves the comparison undecided', () => {
    const report = compareTexts(thing('names: [a, b]'), thing('names: [b, a]'));
    expect(report).toMatchObject({
      verdict: 'undecided',
      exitCode: 2,
      unknownKinds: ['example.org/v1/Thing'],
    });
  });

  it('does not hide what is known of others', () => {
    const report = compareTexts(
      join(thing('a: 1'), config),
      join(thing('a: 2'), config.replace('a: b', 'a: x')),
    );
    expect(report).toMatchObject({ verdict: 'changed', exitCode: 1 });
  });

  it('that is the same is no reason to doubt', () => {
    expect(compareTexts(join(thing('a: 1'), config), join(config, thing('a: 1')))).toMatchObject({
      verdict: 'equivalent',
      exitCode: 0,
    });
  });

  it('is known by a definition on either side', () => {
    const [before, after] = [thing('names: [a, b]'), thing('names: [b, a]\na: 3')];
    expect(compareTexts(join(definition, before), join(definition, after))).toMatchObject({
      verdict: 'equivalent',
      unknownKinds: [],
    });
    expect(
      findingsOf(compareTexts(before, join(definition, after))).map(({ object }) => object.kind),
    ).toEqual(['CustomResourceDefinition']);
  });

  it('cannot make what is built in another thing', () => {
    const apps = definition
      .replaceAll('example.org', 'apps')
      .replace('things.apps', 'deployments.apps')
      .replaceAll('Thing', 'Deployment');
    const [before, after] = [container(''), container('').replaceAll('app: web}', 'app: other}')];
    expect(codesOf(join(apps, before), join(apps, after))).toContain('selector-immutable');
  });
});

describe('a rename', () => {
  it('of a ConfigMap with all its references is one finding, and a restart', () => {
    const report = compareTexts(join(config, using('web')), join(named('web-two', config), using('web-two')));
    expect(findingsOf(report).map(({ code, risk }) => `${risk} ${code}`)).toEqual(['R4 object-renamed']);
    expect(report.objects.find(({ status }) => status === 'renamed')).toMatchObject({
      object: { name: 'web-two' },
      renamedFrom: { name: 'web' },
    });
    expect(report.counts).toMatchObject({ renamed: 1, restarts: 1, added: 0, removed: 0 });
    expect(equivalencesOf(report).map(({ rules, storedEqual }) => ({ rules, storedEqual }))).toEqual([
      { rules: ['N16'], storedEqual: false },
    ]);
  });

  it('leaves a reference behind that still has the old name', () => {
    const report = compareTexts(join(config, using('web')), join(named('web-two', config), using('web')));
    expect(findingsOf(report)).toContainEqual(
      expect.objectContaining({ code: 'reference-broken', risk: 'R3' }),
    );
  });

  it('is told with what else has changed', () => {
    const changed = named('web-two', config.replace('g: h', 'g: i'));
    expect(codesOf(join(config, using('web')), join(changed, using('web-two'))).sort()).toEqual([
      'config-value',
      'object-renamed',
    ]);
  });

  it('is none where little is the same', () => {
    expect(codesOf(config, named('web-two', bare('ConfigMap', 'data: {x: z}'))).sort()).toEqual([
      'object-added',
      'object-removed',
    ]);
  });

  it('is none where there is nothing to compare', () => {
    expect(codesOf(bare('ConfigMap', ''), named('web-two', bare('ConfigMap', ''))).sort()).toEqual([
      'object-added',
      'object-removed',
    ]);
  });

  it('of a Service is followed by routes', () => {
    const service = spec('Service', 'selector: {app: web}\nports: [{name: http, port: 80}]');
    const route = (name: string) => spec('HTTPRoute', `rules: [{backendRefs: [{name: ${name}, port: 80}]}]`);
    expect(codesOf(join(service, route('web')), join(named('web-two', service), route('web-two')))).toEqual([
      'object-renamed',
    ]);
  });

  it('stays within its namespace', () => {
    const away = (text: string) => text.replace('namespace: shop', 'namespace: away');
    const before = join(config, away(config), away(using('web')));
    const after = join(named('web-two', config), away(config), away(using('web-two')));
    expect(codesOf(before, after)).toContain('env-from');
  });

  it('is found among many', () => {
    const many = (prefix: string) =>
      Array.from({ length: 300 }, (_, index) =>
        named(`${prefix}${index}`, bare('ConfigMap', `data: {a: "${index}", b: "1", c: "2", d: "3"}`)),
      ).join('---\n');
    expect(compareTexts(many('old'), many('new')).counts).toMatchObject({
      renamed: 300,
      added: 0,
      removed: 0,
    });
  });
});
