// The committed tables of defaults, stored zeros and immutable fields say what a running API server does.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../tools/shared/json.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { measure } from '../cluster/tables/measure.ts';
import type { Behaviour } from '../cluster/tables/table.ts';
import { formatTable } from '../cluster/tables/write.ts';

const text = readFileSync(new URL('../../schemas/behaviour/1.35.json', import.meta.url), 'utf8');
const table = JSON.parse(text) as Behaviour;
const core = 'io.k8s.api.core.v1.';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ minor: '1.35', controllers: false });
});

afterAll(async () => {
  await cluster?.stop();
});

/** The pod template that is stored for a Deployment of one container. */
async function storeTemplate(spec: JsonObject, container: JsonObject = {}): Promise<Json> {
  const labels = { app: 'probe' };
  const containers = [{ name: 'app', image: 'registry.example.org/app:1', ...container }];
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'probe' },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers, ...spec } },
    },
  };
  const path = '/apis/apps/v1/namespaces/default/deployments';
  const { status, body } = await cluster.request('POST', path, deployment, {
    query: { dryRun: 'All', fieldValidation: 'Strict' },
  });
  expect(status, JSON.stringify(body)).toBe(201);
  const stored = isJsonObject(body) ? body.spec : undefined;
  return isJsonObject(stored) ? (stored.template as Json) : null;
}

type Change = readonly [title: string, spec: JsonObject, container: JsonObject];

const variable = (name: string) => ({ name, value: 'x' });

const stored: readonly Change[] = [
  ['serviceAccountName: default', { serviceAccountName: 'default' }, {}],
  ['enableServiceLinks: true', { enableServiceLinks: true }, {}],
  ['automountServiceAccountToken: true', { automountServiceAccountToken: true }, {}],
  ['affinity: {}', { affinity: {} }, {}],
  ["a container's securityContext: {}", {}, { securityContext: {} }],
  ['lifecycle: {}', {}, { lifecycle: {} }],
];

const notStored: readonly Change[] = [
  ['dnsPolicy: ClusterFirst', { dnsPolicy: 'ClusterFirst' }, {}],
  ['hostNetwork: false', { hostNetwork: false }, {}],
  ["a pod's securityContext: {}", { securityContext: {} }, {}],
  ['volumes: []', { volumes: [] }, {}],
  ['tolerations: []', { tolerations: [] }, {}],
  ['env: []', {}, { env: [] }],
  ['ports: []', {}, { ports: [] }],
  ['null', { affinity: null, securityContext: null }, { resources: null, lifecycle: null }],
];

describe('a pod template', () => {
  it.each(stored)('is another one with %s', async (_, spec, container) => {
    expect(await storeTemplate(spec, container)).not.toEqual(await storeTemplate({}));
  });

  it.each(notStored)('is the same with %s', async (_, spec, container) => {
    expect(await storeTemplate(spec, container)).toEqual(await storeTemplate({}));
  });

  it('is another one with variables in another order', async () => {
    const there = await storeTemplate({}, { env: [variable('A'), variable('B')] });
    expect(await storeTemplate({}, { env: [variable('B'), variable('A')] })).not.toEqual(there);
  });

  it('is the same with quantities spelled otherwise', async () => {
    const there = await storeTemplate({}, { resources: { limits: { cpu: '1', memory: '1Gi' } } });
    const respelled = { resources: { limits: { cpu: '1000m', memory: '1024Mi' } } };
    expect(await storeTemplate({}, respelled)).toEqual(there);
  });

  it('is another one with the name of the default registry in front of an image', async () => {
    const there = await storeTemplate({}, { image: 'nginx:1' });
    expect(await storeTemplate({}, { image: 'docker.io/library/nginx:1' })).not.toEqual(there);
  });
});

describe('the table says of pod templates', () => {
  it('which zero values are stored', () => {
    expect(table.kept[`${core}PodSpec`]).toEqual(expect.arrayContaining(['affinity', 'securityContext']));
    expect(table.kept[`${core}Container`]).toEqual(expect.arrayContaining(['lifecycle', 'securityContext']));
    expect(table.dropped[`${core}PodSpec`]).toEqual(
      expect.arrayContaining(['hostNetwork', 'tolerations', 'volumes']),
    );
    expect(table.dropped[`${core}Container`]).toEqual(expect.arrayContaining(['env', 'ports']));
  });

  it('that an empty securityContext is the default of pods, not of containers', () => {
    expect(table.defaults[`${core}PodSpec`]).toHaveProperty('securityContext', {});
    expect(table.defaults[`${core}Container`]).not.toHaveProperty('securityContext');
  });

  it('that a service account and its token are no defaults', () => {
    for (const field of ['serviceAccountName', 'enableServiceLinks', 'automountServiceAccountToken']) {
      expect(table.defaults[`${core}PodSpec`]).not.toHaveProperty(field);
    }
  });
});

describe('the committed table', () => {
  it('is what is measured on a running server', { timeout: 1_200_000 }, async () => {
    expect(formatTable(await measure(cluster))).toBe(text);
  });
});
