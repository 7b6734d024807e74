// What agents and the runs that they start may do in a cluster, and where.
import { describe, expect, test } from 'vitest';
import { controllers, controlPlane, find, has, jsonnet, render, renderings, variablesOf } from './agents.ts';
import { evaluate } from './evaluate.ts';

type Fields = Readonly<Record<string, unknown>>;

const split = { controllers: { enabled: true } };

describe('D8: the roles hold in the namespaces that are looked after', () => {
  const which = ['controller', 'orchestrationController', 'supportingController'];

  const outside =
    'the Role holds in "agents" only; set rbac.clusterScoped to true, or name no other namespace (nor *)';

  test.each(which)('another namespace of %s needs a ClusterRole', async (controller) => {
    for (const rendering of renderings) {
      for (const namespaces of [['other'], ['agents', 'other'], ['*'], ['*', 'other']])
        expect(await rendering.refuse({ [controller]: { namespaces } })).toBe(
          `${controller}.namespaces: ${outside}`,
        );
      const rbac = { clusterScoped: true };
      expect(await rendering.refuse({ rbac, [controller]: { namespaces: ['*', 'other'] } })).toBe(
        `${controller}.namespaces: * stands for all namespaces; remove the others`,
      );
      const objects = await rendering.render({ rbac, [controller]: { namespaces: ['other'] } });
      expect([has(objects, 'ClusterRole'), has(objects, 'Role')]).toEqual([true, false]);
    }
  });

  test('all that are wrong are told at once', async () => {
    const lists = [['a', 'b'], ['*'], ['zz']];
    const values = Object.fromEntries(which.map((one, i) => [one, { namespaces: lists[i] }]));
    const mixed = Object.fromEntries(which.map((one) => [one, { namespaces: ['*', 'a'] }]));
    const names = which.map((one) => `${one}.namespaces`).join(', ');
    for (const rendering of renderings) {
      expect(await rendering.refuse(values)).toBe(`${names}: ${outside}`);
      expect(await rendering.refuse({ ...mixed, rbac: { clusterScoped: true } })).toBe(
        `${names}: * stands for all namespaces; remove the others`,
      );
    }
  });

  test('that of namespaceOverride is the one in which everything is', async () => {
    const values = { namespaceOverride: 'other', controller: { namespaces: ['other'] } };
    const objects = await render(values);
    for (const { metadata } of objects as unknown as readonly { metadata: Fields }[])
      expect(metadata.namespace).toBe('other');
    expect(variablesOf(controlPlane(objects)).JANGAR_PRIMITIVES_NAMESPACES).toBe('other');
    expect(find<{ subjects: readonly Fields[] }>(objects, 'RoleBinding').subjects[0]).toMatchObject({
      namespace: 'other',
    });
  });
});

describe('what ServiceAccounts may do', () => {
  interface Rule {
    readonly apiGroups: readonly string[];
    readonly resources: readonly string[];
    readonly verbs: readonly string[];
  }
  const grantsOf = async (values: object, kind = 'Role', name = 'agents') => {
    const { rules } = find<{ rules: readonly Rule[] }>(await jsonnet.render(values), kind, name);
    const grants: Record<string, string[]> = {};
    for (const { apiGroups, resources, verbs } of rules)
      for (const group of apiGroups)
        for (const resource of resources)
          grants[`${group.replace('.proompteng.ai', '')}/${resource}`] = [
            ...(grants[`${group.replace('.proompteng.ai', '')}/${resource}`] ?? []),
            ...verbs,
          ];
    return grants;
  };
  const write = ['get', 'list', 'watch', 'create', 'update', 'patch'];
  const all = [...write, 'delete'];
  const kinds = [
    ...['agents/agents', 'agents/agentproviders', 'agents/implementationspecs'],
    ...['agents/implementationsources', 'agents/versioncontrolproviders', 'agents/memories'],
    ...['orchestration/orchestrations', 'orchestration/orchestrationruns', 'approvals/approvalpolicies'],
    ...['budgets/budgets', 'security/secretbindings', 'signals/signals', 'signals/signaldeliveries'],
    ...[
      'tools/tools',
      'tools/toolruns',
      'schedules/schedules',
      'artifacts/artifacts',
      'workspaces/workspaces',
    ],
  ];

  test('is exactly this', async () => {
    expect(await grantsOf({})).toEqual({
      ...Object.fromEntries(
        [...kinds, 'agents/agentruns'].flatMap((kind) => [
          [kind, kind === 'agents/agentruns' ? all : write],
          [`${kind}/status`, ['get', 'update', 'patch']],
        ]),
      ),
      'batch/jobs': all,
      'batch/cronjobs': all,
      '/persistentvolumeclaims': all,
      '/pods': ['get', 'list', 'watch'],
      '/pods/log': ['get', 'list', 'watch'],
      '/secrets': ['get'],
      '/configmaps': all,
      '/events': all,
    });
  });

  test('depends on what is used, and can be more', async () => {
    const without = await grantsOf({ controller: { vcsProviders: { enabled: false } } });
    expect(Object.keys(without).filter((name) => name.includes('versioncontrol'))).toEqual([]);
    const cluster = await grantsOf({ rbac: { clusterScoped: true } }, 'ClusterRole');
    expect(cluster['/namespaces']).toEqual(['get', 'list', 'watch']);
    const extraRules = [{ apiGroups: [''], resources: ['nodes'], verbs: ['get'] }];
    expect((await grantsOf({ rbac: { extraRules } }))['/nodes']).toEqual(['get']);
    expect(has(await render({ rbac: { create: false } }), 'Role')).toBe(false);
  });

  test('is to lead, with images that have a leader', async () => {
    const leases = await grantsOf({ envPrefix: 'AGENTS_' });
    expect(leases['coordination.k8s.io/leases']).toEqual(write);
    expect(await grantsOf({ envPrefix: 'JANGAR_' })).not.toHaveProperty(['coordination.k8s.io/leases']);
  });

  test('of the chart is bound to the account of the pods', async () => {
    for (const [serviceAccount, name] of [
      [{}, 'agents-sa'],
      [{ name: 'mine' }, 'mine'],
      [{ create: false }, 'default'],
    ] as const) {
      const objects = await render({ ...split, serviceAccount, rbac: { clusterScoped: true } });
      expect(find(objects, 'ClusterRoleBinding')).toMatchObject({
        subjects: [{ kind: 'ServiceAccount', name, namespace: 'agents' }],
        roleRef: { kind: 'ClusterRole', name: 'agents' },
      });
      for (const role of [controlPlane, controllers])
        expect(role(objects).spec.template.spec.serviceAccountName).toBe(name);
    }
  });

  test('of runs is nothing, or to read', async () => {
    const values = { runnerServiceAccount: { create: true, rbac: { create: true } } };
    const read = ['get', 'list', 'watch'];
    expect(await grantsOf(values, 'Role', 'agents-runner')).toEqual({
      '/pods': read,
      '/pods/log': read,
      '/configmaps': read,
      '/events': read,
    });
    const account = { runnerServiceAccount: { create: true } };
    const alone = await render(account);
    expect(variablesOf(controlPlane(alone)).JANGAR_AGENT_RUNNER_SERVICE_ACCOUNT).toBe('agents-runner');
    expect(has(alone, 'Role', 'agents-runner')).toBe(false);
    const existing = { runnerServiceAccount: { name: 'runs' } };
    for (const rendering of renderings) {
      const objects = await rendering.render(existing);
      expect(variablesOf(controlPlane(objects)).JANGAR_AGENT_RUNNER_SERVICE_ACCOUNT).toBe('runs');
      expect(has(objects, 'ServiceAccount', 'runs')).toBe(false);
    }
    expect(variablesOf(controlPlane(await render()))).not.toHaveProperty(
      'JANGAR_AGENT_RUNNER_SERVICE_ACCOUNT',
    );
    const other = { runnerServiceAccount: { create: true, setAsDefault: false } };
    expect(variablesOf(controlPlane(await render(other)))).not.toHaveProperty(
      'JANGAR_AGENT_RUNNER_SERVICE_ACCOUNT',
    );
  });
});

test('Argo CD makes nothing before the ServiceAccount that it would need', async () => {
  const smoke = { enabled: true, spec: { agentRef: { name: 'smoke' } } };
  for (const rendering of renderings) {
    const objects = await rendering.render({ argocdHooks: { enabled: true, smoke } });
    const hooks = (objects as unknown as readonly { metadata: { annotations?: Fields } }[])
      .map(({ metadata }) => metadata.annotations ?? {})
      .filter((annotations) => 'argocd.argoproj.io/hook' in annotations);
    expect(hooks.map((annotations) => annotations['argocd.argoproj.io/hook'])).toEqual([
      'PostSync',
      'PostSync',
    ]);
    for (const annotations of hooks)
      expect(annotations['argocd.argoproj.io/hook-delete-policy']).toBe('BeforeHookCreation');
  }
});

test('the custom resources of the chart are those that the roles are about', async () => {
  const crds = (await evaluate(`(import 'lib/apps/agents/main.libsonnet').crds`)) as readonly {
    readonly spec: {
      readonly group: string;
      readonly names: { readonly plural: string };
      readonly versions: readonly [{ readonly schema: { readonly openAPIV3Schema: object } }];
    };
  }[];
  const names = crds.map(({ spec }) => `${spec.group}/${spec.names.plural}`);
  const objects = await render();
  const { rules } = find<{
    rules: readonly { apiGroups: readonly string[]; resources: readonly string[] }[];
  }>(objects, 'Role');
  const granted = rules.flatMap(({ apiGroups: [group], resources }) =>
    resources.map((name) => `${group}/${name}`),
  );
  const own = granted.filter((name) => name.includes('proompteng') && !name.endsWith('/status'));
  expect(names).toHaveLength(19);
  // Of the other groups there may be objects without one.
  const strict = crds.filter(({ spec }) => 'required' in spec.versions[0].schema.openAPIV3Schema);
  expect(strict.map(({ spec }) => spec.group)).toEqual(Array(7).fill('agents.proompteng.ai'));
  expect(names.toSorted()).toEqual([...new Set(own)].toSorted());
});
