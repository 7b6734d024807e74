// What the control plane and the controllers may do, and what the pods of agent runs may.
local rbac = import '../../patterns/rbac.libsonnet';

local write = ['get', 'list', 'watch', 'create', 'update', 'patch'];
local all = write + ['delete'];
local read = ['get', 'list', 'watch'];

// Kinds of one API group, and their status.
local kinds(group, names) = [
  rbac.rule(group + '.proompteng.ai', names, write),
  rbac.rule(group + '.proompteng.ai', [name + '/status' for name in names], ['get', 'update', 'patch']),
];

{
  // Secrets are read one by one: nothing lists them.
  rules(values):
    kinds('agents', ['agents', 'agentruns', 'agentproviders', 'implementationspecs', 'implementationsources', 'memories'])
    + [rbac.rule('agents.proompteng.ai', ['agentruns'], ['delete'])]
    + (if values.controller.vcsProviders.enabled then kinds('agents', ['versioncontrolproviders']) else [])
    + kinds('orchestration', ['orchestrations', 'orchestrationruns'])
    + kinds('approvals', ['approvalpolicies'])
    + kinds('budgets', ['budgets'])
    + kinds('security', ['secretbindings'])
    + kinds('signals', ['signals', 'signaldeliveries'])
    + kinds('tools', ['tools', 'toolruns'])
    + kinds('schedules', ['schedules'])
    + kinds('artifacts', ['artifacts'])
    + kinds('workspaces', ['workspaces'])
    + [
      rbac.rule('batch', ['jobs', 'cronjobs'], all),
      rbac.rule('', ['persistentvolumeclaims'], all),
      rbac.rule('', ['pods', 'pods/log'], read),
      rbac.rule('', ['secrets'], ['get']),
      rbac.rule('', ['configmaps', 'events'], all),
    ]
    // Of several pods of such an image one leads.
    + (if values.envPrefix == 'AGENTS_' then [rbac.rule('coordination.k8s.io', ['leases'], write)] else [])
    + (if values.rbac.clusterScoped then [rbac.rule('', ['namespaces'], read)] else [])
    + values.rbac.extraRules,

  runnerRules(values): [
    rbac.rule('', ['pods', 'pods/log', 'configmaps', 'events'], read),
  ] + values.runnerServiceAccount.rbac.extraRules,
}
