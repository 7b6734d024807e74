// Which context of a kubeconfig an environment means.
import { describe, expect, it } from 'vitest';
import { type ClusterInfo, findContext } from '../../tools/cluster/client/context.ts';
import type { EnvironmentSpec } from '../../tools/manifests/environment.ts';

const config = {
  clusters: [
    { name: 'east', cluster: { server: 'https://10.0.0.11:6443' } },
    { name: 'west', cluster: { server: 'https://10.0.0.1:6443' } },
  ],
  contexts: [
    { name: 'prod-east', context: { cluster: 'east', user: 'me' } },
    { name: 'prod-west', context: { cluster: 'west', user: 'me' } },
    { name: 'west-admin', context: { cluster: 'west', user: 'admin', namespace: 'tools' } },
  ],
};

function findBy(spec: Partial<EnvironmentSpec>): ClusterInfo {
  const own = { namespace: '', resourceDefaults: {}, expectVersions: {}, ...spec };
  const header = { apiVersion: 'tanka.dev/v1alpha1', kind: 'Environment', metadata: { name: 'prod' } };
  return findContext({ ...header, spec: own }, config);
}

function contextOf(spec: Partial<EnvironmentSpec>): string {
  return findBy(spec).context;
}

describe('a context', () => {
  it.each([
    [['prod-west'], 'prod-west'],
    [['absent', 'prod-.*'], 'prod-east'],
    [['west-admin', 'prod-east'], 'west-admin'],
  ])('named %s is %s', (contextNames, expected) => {
    expect(contextOf({ contextNames })).toBe(expected);
  });

  it.each([
    ['https://10.0.0.1:6443', 'prod-west'],
    ['https://10.0.0.11:6443/', 'prod-east'],
    ['https://10\\.0\\.0\\.1:.*', 'prod-west'],
  ])('of the API server %s is %s', (apiServer, expected) => {
    expect(contextOf({ apiServer })).toBe(expected);
  });

  it.each([
    ['west-admin', 'tools'],
    ['prod-west', 'default'],
  ])('%s has the namespace %s', (name, namespace) => {
    expect(findBy({ contextNames: [name] }).namespace).toBe(namespace);
  });

  it.each([
    [{ contextNames: ['prod'] }, 'cluster-context'],
    [{ apiServer: 'https://10.0.0.1' }, 'cluster-context'],
    [{}, 'cluster-unset'],
    [{ apiServer: 'https://10.0.0.1:6443', contextNames: ['prod-west'] }, 'cluster-unset'],
    [{ contextNames: ['('] }, 'context-expression'],
    [{ apiServer: '(' }, 'context-expression'],
  ])('is an error for %j: %s', (spec, code) => {
    expect(() => contextOf(spec)).toThrow(expect.objectContaining({ code }));
  });

  it('is an error that names the environment of a wrong expression', () => {
    expect(() => contextOf({ contextNames: ['te('] })).toThrow(
      /^spec\.contextNames of \S+ has `te\(`, which is no regular expression/,
    );
  });

  it('is an error that lists what there is', () => {
    expect(() => contextOf({ contextNames: ['prod'] })).toThrow(/prod-east \(https:\/\/10\.0\.0\.11:6443\)/);
  });
});
