// The cluster of codex-pooler: who is a member, and how members find each other.
import { describe, expect, test } from 'vitest';
import { isSelected } from './application.ts';
import { containerOf, everything, members, render, roles, variablesOf } from './codexPooler.ts';

const member = 'codex-pooler.icoretech.io/cluster-member';

describe('the cluster', () => {
  const ofMembers = {
    POD_NAME: '{"fieldRef":{"fieldPath":"metadata.name"}}',
    POD_IP: '{"fieldRef":{"fieldPath":"status.podIP"}}',
    POD_NAMESPACE: '{"fieldRef":{"fieldPath":"metadata.namespace"}}',
    DNS_CLUSTER_QUERY: 'codex-pooler-cluster.ai.svc.cluster.local',
    RELEASE_DISTRIBUTION: 'name',
    RELEASE_NODE: 'codex_pooler@$(POD_IP)',
    RELEASE_COOKIE: 'codex-pooler-secrets/release-cookie',
    ERL_AFLAGS: '-kernel inet_dist_listen_min 9000 inet_dist_listen_max 9000',
    ERL_EPMD_PORT: '4369',
  };

  test.each(members)('has each role for a member: %s', async (role) => {
    const workload = (await render({ clustering: { enabled: true } }))[role];
    expect(variablesOf(workload)).toMatchObject(ofMembers);
    const names = containerOf(workload).env.map(({ name }) => name);
    for (const identity of ['POD_IP', 'POD_NAME', 'POD_NAMESPACE'])
      expect(names.indexOf(identity)).toBeLessThan(names.indexOf('DNS_CLUSTER_QUERY'));
    expect(names.indexOf('POD_IP')).toBeLessThan(names.indexOf('RELEASE_NODE'));
    expect(workload?.spec.template.spec.subdomain).toBe('codex-pooler-cluster');
    expect(workload?.spec.template.metadata.labels).toHaveProperty([member], 'true');
    expect(containerOf(workload).ports).toEqual(
      expect.arrayContaining([
        { name: 'epmd', containerPort: 4369 },
        { name: 'distribution', containerPort: 9000 },
      ]),
    );
  });

  test('never has the migration for a member', async () => {
    const { migrationJob } = await render(everything);
    for (const name of Object.keys(ofMembers)) expect(variablesOf(migrationJob)).not.toHaveProperty(name);
    expect(migrationJob?.spec.template.metadata.labels).not.toHaveProperty([member]);
    expect(migrationJob?.spec.template.spec).not.toHaveProperty('subdomain');
  });

  test.each([
    ['app', 'appDeployment'],
    ['worker', 'obanWorkerDeployment'],
    ['scheduler', 'obanSchedulerDeployment'],
  ] as const)('has no member that values take out: %s', async (participant, role) => {
    const clustering = { enabled: true, participants: { [participant]: false } };
    const [without, plain] = [await render({ clustering }), await render()];
    expect(without[role]).toEqual(plain[role]);
    for (const other of members.filter((name) => name !== role))
      expect(without[other]).not.toEqual(plain[other]);
  });

  test('has a Service without an address that lists members, ready or not, of all roles', async () => {
    const { clusterService, ...others } = await render({ clustering: { enabled: true } });
    expect(clusterService?.metadata.name).toBe('codex-pooler-cluster');
    expect(clusterService?.spec).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      ports: [
        { name: 'epmd', port: 4369, targetPort: 'epmd' },
        { name: 'distribution', port: 9000, targetPort: 'distribution' },
      ],
    });
    const taken = roles.map((role) =>
      isSelected(clusterService?.spec.selector ?? {}, others[role]?.spec.template.metadata.labels ?? {}),
    );
    expect(taken).toEqual([true, true, true, false]);
  });

  test('takes ports as numbers or digits, another name, another query and another cookie', async () => {
    const clustering = {
      enabled: true,
      distributionPort: 9100,
      epmdPort: '4370',
      headlessService: { nameOverride: 'nodes', publishNotReadyAddresses: false },
      cookie: { existingSecret: 'cookies', existingSecretKey: 'erlang' },
    };
    const { appDeployment, clusterService } = await render({ clustering });
    expect(variablesOf(appDeployment)).toMatchObject({
      DNS_CLUSTER_QUERY: 'nodes.ai.svc.cluster.local',
      RELEASE_COOKIE: 'cookies/erlang',
      ERL_AFLAGS: '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100',
    });
    expect(appDeployment?.spec.template.spec.subdomain).toBe('nodes');
    expect(clusterService).toMatchObject({
      metadata: { name: 'nodes' },
      spec: { publishNotReadyAddresses: false, ports: [{ port: 4370 }, { port: 9100 }] },
    });
    const query = 'members.example.test';
    const elsewhere = await render({
      clustering: { enabled: true, query, headlessService: { enabled: false } },
    });
    expect(elsewhere).not.toHaveProperty('clusterService');
    expect(variablesOf(elsewhere.appDeployment).DNS_CLUSTER_QUERY).toBe(query);
  });
});
