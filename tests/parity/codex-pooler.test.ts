// codex-pooler is taken over in place from its former chart: nothing is refused, nothing lost, and what differs is meant.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Mechanism, ParityReport } from '../../tools/parity/model.ts';
import { compareSides } from '../../tools/parity/parity.ts';
import { clustered, credentials, ingressFor, render } from '../lib/codexPooler.ts';
import { sideOf } from './rules/compare.ts';

const host = 'codex.example.test';
const forced = { fullnameOverride: 'codex-pooler', config: { host } };
const releases = {
  single: forced,
  clustered: {
    ...clustered,
    ...ingressFor(host, { className: 'nginx' }),
    ...forced,
    clustering: { enabled: true, cookie: { value: 'cookie' } },
    secrets: credentials,
    monitoring: { serviceMonitor: { enabled: true } },
  },
};

async function takeOver(values: object, name: string, via: Mechanism): Promise<ParityReport> {
  const text = readFileSync(new URL(`../fixtures/parity/codex-pooler/${name}.yaml`, import.meta.url), 'utf8');
  const manifests = await render(values, { name: 'prod', service: 'Helm' });
  const documents = Object.values(manifests).map((manifest) => JSON.stringify(manifest));
  return compareSides(sideOf(text, 'former chart'), sideOf(documents.join('\n---\n'), 'ours'), { via });
}

const pods = ['Deployment/app', 'Deployment/oban-worker', 'Deployment/oban-scheduler', 'Job/migrations'];

/** What every role gets: no token, as it never talks to the API server, and no variables of Services. */
const everywhere = pods.flatMap((pod) => [
  `${pod} token-lost automountServiceAccountToken`,
  `${pod} pod-template enableServiceLinks`,
]);
/** Written anew: the hook drains, and the scripts are readable. */
const commands = ['Deployment/app pod-template command', 'Job/migrations command command'];
/** A migration that cannot end does not go on for ever. */
const deadline = 'Job/migrations hook-work activeDeadlineSeconds';
/** A single pod may be evicted. */
const budget = ['maxUnavailable', 'minAvailable'].map((field) => `PodDisruptionBudget/app scaling ${field}`);
/** The migration has a Secret of its own, which exists before the release's. */
const secret = ['Secret/migrations hook-added ', ...Array<string>(6).fill('Job/migrations env-source name')];
/** Members say where epmd listens, and credentials that the chart writes roll the pods that have them. */
const members = pods
  .filter((pod) => pod.startsWith('Deployment/'))
  .flatMap((pod) => [
    `${pod} env-added env[ERL_EPMD_PORT]`,
    `${pod} pod-label annotations["checksum/secret"]`,
  ]);

const expected = {
  single: [...everywhere, ...commands, deadline, ...budget],
  clustered: [...everywhere, ...commands, deadline, ...secret, ...members],
};

function findingsOf({ objects }: ParityReport): readonly string[] {
  return objects.flatMap(({ object: { kind, name }, findings }) =>
    findings.map(
      ({ code, path }) => `${kind}/${name.replace('codex-pooler-', '')} ${code} ${path.split('.').at(-1)}`,
    ),
  );
}

describe.each(['single', 'clustered'] as const)('a release of the former chart, %s', (name) => {
  it('is taken over by Helm in place, and nothing differs but what is meant', async () => {
    const report = await takeOver(releases[name], name, 'helm');
    expect([...findingsOf(report)].sort()).toEqual([...expected[name]].sort());
    expect(report.objects.filter(({ findings }) => findings.some(({ risk }) => /R[12]/.test(risk)))).toEqual(
      [],
    );
  });

  it.each(['server-side', 'client-side'] as const)(
    'is taken over by %s apply, which cannot change the Job, without it',
    async (via) => {
      const report = await takeOver({ ...releases[name], migrations: { enabled: false } }, name, via);
      const risks = report.objects.flatMap(({ findings }) => findings.map(({ risk }) => risk));
      expect(risks).not.toContain('R1');
    },
  );
});

it('cannot be taken over under other names, which would make everything anew', async () => {
  const report = await takeOver({ config: { host } }, 'single', 'helm');
  expect(findingsOf(report)).not.toEqual(expected.single);
});
