// Fixtures of risks that depend on how the candidate is applied.
import { container } from '../manifests.ts';
import type { Risky } from './fixture.ts';

const app = 'spec.template.spec.containers[app]';
const twice = container('env: [{name: A, value: x}, {name: A, value: z}]');
const once = container('env: [{name: A, value: x}]');
const scaled = (replicas: number) => container('').replace('spec:\n', `spec:\n  replicas: ${replicas}\n`);
const recreating = container('').replace('spec:\n', 'spec:\n  strategy: {type: Recreate}\n');
const owned = [{ manager: 'autoscaler', operation: 'Update', fieldsV1: { 'f:spec': { 'f:replicas': {} } } }];

export const mechanisms: readonly Risky[] = [
  {
    code: 'duplicate-entry',
    risk: 'R3',
    title: 'a variable that is there twice',
    before: once,
    after: twice,
    path: `${app}.env[A]`,
    via: 'client-side',
  },
  {
    code: 'duplicate-entry',
    risk: 'R1',
    title: 'a variable that is there twice, where the server merges',
    before: once,
    after: twice,
    path: `${app}.env[A]`,
    via: 'server-side',
  },
  {
    code: 'field-unknown',
    risk: 'R1',
    title: 'a field that containers do not have',
    before: container(''),
    after: container('livenesProbe: {}'),
    path: `${app}.livenesProbe`,
  },
  {
    code: 'strategy-leftover',
    risk: 'R1',
    title: 'numbers of a rolling update that nobody takes away',
    before: container(''),
    after: recreating,
    path: 'spec.strategy.rollingUpdate',
  },
  {
    code: 'field-conflict',
    risk: 'R1',
    title: 'a number that a controller sets',
    before: scaled(2),
    after: scaled(3),
    path: 'spec.replicas',
    via: 'server-side',
    managedFields: owned,
  },
];
