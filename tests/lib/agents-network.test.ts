// Who reaches the pods of agents, and what they reach.
import { describe, expect, test } from 'vitest';
import { find, render } from './agents.ts';

type Fields = Readonly<Record<string, unknown>>;
interface Spec<T> {
  readonly spec: T;
}

const split = { controllers: { enabled: true } };

describe('D15: a network policy lets in and out what agents need', () => {
  const policyOf = async (networkPolicy: object, name = 'agents', more: object = {}) => {
    const objects = await render({ ...split, ...more, networkPolicy: { enabled: true, ...networkPolicy } });
    return find<Spec<Fields & { ingress: readonly Fields[]; egress?: readonly Fields[] }>>(
      objects,
      'NetworkPolicy',
      name,
    ).spec;
  };
  const ports = (...names: readonly (string | number)[]) => names.map((port) => ({ protocol: 'TCP', port }));

  test('by default all come in at the ports, and everything goes out', async () => {
    const spec = await policyOf({});
    expect(spec.policyTypes).toEqual(['Ingress']);
    expect(spec.ingress).toEqual([{ ports: ports('http', 'grpc') }]);
    expect(spec).not.toHaveProperty('egress');
  });

  test('nobody comes in to the controllers but who reads their metrics', async () => {
    expect((await policyOf({}, 'agents-controllers')).ingress).toEqual([{ ports: ports('http') }]);
    const metrics = { metrics: { enabled: false } };
    expect((await policyOf({}, 'agents-controllers', metrics)).ingress).toEqual([]);
  });

  test('peers are a choice, and the controllers always reach the control plane', async () => {
    const from = [{ podSelector: { matchLabels: { app: 'proxy' } } }];
    const { ingress } = await policyOf({ ingress: { from, extraRules: [{ from: [] }] } });
    const matchLabels = {
      'app.kubernetes.io/name': 'agents-controllers',
      'app.kubernetes.io/instance': 'agents',
    };
    expect(ingress).toEqual([
      { ports: ports('http', 'grpc'), from },
      { ports: ports('http'), from: [{ podSelector: { matchLabels } }] },
      { from: [] },
    ]);
  });

  test('limited, they still reach name servers, the control plane, the database and the API', async () => {
    for (const name of ['agents', 'agents-controllers']) {
      const { policyTypes, egress } = await policyOf({ egress: { enabled: true } }, name);
      expect(policyTypes).toEqual(['Ingress', 'Egress']);
      const matchLabels = { 'app.kubernetes.io/name': 'agents', 'app.kubernetes.io/instance': 'agents' };
      expect(egress).toEqual([
        {
          ports: [
            { protocol: 'UDP', port: 53 },
            { protocol: 'TCP', port: 53 },
          ],
        },
        { ports: ports('http'), to: [{ podSelector: { matchLabels } }] },
        { ports: ports(443, 4222, 5432, 6443) },
      ]);
    }
    const { egress } = await policyOf({ egress: { enabled: true, ports: [], extraRules: [{ to: [] }] } });
    expect(egress).toHaveLength(3);
    expect(egress?.at(-1)).toEqual({ to: [] });
  });
});
