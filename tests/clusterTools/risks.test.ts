// What changes risk, as far as it takes no cluster to know; and what --accept-risk takes is what there is.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type AssessRequest, acceptableRisks, assess } from '../../tools/cluster/assess.ts';
import { createLive } from '../../tools/cluster/client/live.ts';
import type { Manifest } from '../../tools/manifests/manifest.ts';
import type { JsonObject } from '../../tools/shared/json.ts';

const cluster = { context: 'test', cluster: 'test', server: 'https://127.0.0.1', namespace: 'default' };

/** `R2 StatefulSet/db in shop`: what an apply, or a prune of the orphans, would be told. */
function tell(existing: readonly Manifest[], request: Partial<AssessRequest>): readonly string[] {
  const live = createLive(existing, { cluster });
  const nothing = { objects: [], orphans: [], isSettled: () => false, isServerSide: false };
  return assess({ live, ...nothing, ...request }).findings.map(
    ({ risk, object: { kind, name, namespace } }) => `${risk} ${kind}/${name} in ${namespace}`,
  );
}

function object(
  apiVersion: string,
  kind: string,
  rest: JsonObject = {},
  metadata: JsonObject = {},
): Manifest {
  return { apiVersion, kind, metadata: { name: 'one', ...metadata }, ...rest };
}

it.each([
  ['kyverno.io/v1', 'ClusterPolicy'],
  ['cert-manager.io/v1', 'ClusterIssuer'],
])(
  'a change of %s %s is told, which is outside of namespaces, whatever one the pipeline gave it',
  (version, kind) => {
    const existing = object(version, kind, { spec: { mode: 'Audit' } });
    for (const namespace of ['shop', 'default']) {
      const wanted = object(version, kind, { spec: { mode: 'Enforce' } }, { namespace });
      expect(tell([existing], { objects: [wanted] })).toEqual([`R3 ${kind}/one in ${namespace}`]);
    }
  },
);

it('what goes is gone, unless data go with it', () => {
  const orphans = [
    object('postgresql.cnpg.io/v1', 'Cluster', {}, { namespace: 'shop' }),
    object('v1', 'ConfigMap', {}, { namespace: 'shop' }),
    object('v1', 'PersistentVolume'),
    object('apps/v1', 'StatefulSet', {}, { name: 'bare', namespace: 'shop' }),
    object('apps/v1', 'StatefulSet', { spec: { volumeClaimTemplates: [] } }, { namespace: 'shop' }),
  ];
  expect(tell([], { orphans })).toEqual([
    'R2 Cluster/one in shop',
    'R2 PersistentVolume/one in ',
    'R2 StatefulSet/one in shop',
  ]);
});

it('every code of a change that is refused or loses data can be accepted', () => {
  const folder = fileURLToPath(new URL('../../tools/parity/classify', import.meta.url));
  const texts = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const codes = texts.flatMap((text) =>
    [...text.matchAll(/\bcode: '([a-z-]+)',\s+risk: [^,]*'R[12]'/g)].map(([, code]) => code),
  );
  expect(codes.length).toBeGreaterThan(10);
  expect([...acceptableRisks].sort()).toEqual([...new Set(['R1', 'R2', ...codes])].sort());
});
