// A release moves to another namespace as a whole.
import { describe, expect, it } from 'vitest';
import { isolateObjects, listNamespaces, provideStorage } from './isolate.ts';

const rbac = 'rbac.authorization.k8s.io';
const move = { from: 'aviary', to: 't7', number: 7 };

const binding = {
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name: 'census' },
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'census' },
  subjects: [
    { kind: 'ServiceAccount', name: 'keeper', namespace: 'aviary' },
    { kind: 'ServiceAccount', name: 'keeper', namespace: 'zoo' },
  ],
};
const role = { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name: 'census' }, rules: [] };
const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'aviary' },
  spec: { ports: [{ port: 80, nodePort: 31_234 }] },
};

describe('a release in a namespace of its own', () => {
  it('has its objects outside of namespaces under other names, and what refers to them follows', () => {
    const [moved] = isolateObjects([binding, role], move);
    expect(moved).toMatchObject({
      metadata: { name: 't7-census' },
      roleRef: { name: 't7-census' },
      subjects: [{ namespace: 't7' }, { namespace: 'zoo' }],
    });
  });

  it('does not follow names of what others have', () => {
    expect(isolateObjects([binding], move)[0]).toMatchObject({ roleRef: { name: 'census' } });
  });

  it('has its objects, and those in other namespaces, where no other release has any', () => {
    const other = { ...service, metadata: { name: 'web', namespace: 'elsewhere' } };
    const bare = { ...service, metadata: { name: 'bare' } };
    const moved = isolateObjects([service, other, bare], move);
    expect(listNamespaces(moved)).toEqual(['t7', 't7-elsewhere']);
    expect(moved[2]).toMatchObject({ metadata: { name: 'bare' } });
  });

  it('has ports of nodes that others at the same time do not have', () => {
    const ports = [7, 8].map((number) => isolateObjects([service], { ...move, number })[0]?.spec);
    expect(ports).toEqual([
      { ports: [{ port: 80, nodePort: 30_023 }] },
      { ports: [{ port: 80, nodePort: 30_024 }] },
    ]);
  });

  it('stays where it is when it is moved once more', () => {
    const moved = isolateObjects([service, binding, role], move);
    expect(isolateObjects(moved, { ...move, from: 't7' })).toEqual(moved);
  });

  it('has claims that get volumes', () => {
    const claim = { spec: { storageClassName: 'block-fast', other: [{ storageClassName: '' }] } };
    expect(provideStorage(claim)).toEqual({
      spec: { storageClassName: 'standard', other: [{ storageClassName: '' }] },
    });
  });
});
