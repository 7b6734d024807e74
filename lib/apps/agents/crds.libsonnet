// The custom resources of agents. Their specs are the image's own business: what it refuses, it tells in the status.
// Only those of the group agents must have one: that is what objects which are there already were held to.
local structure = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

local crd(group, kind, plural, spec={}) = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: '%s.%s.proompteng.ai' % [plural, group],
    // Argo CD syncs them before everything else.
    annotations: { 'argocd.argoproj.io/sync-wave': '-10' },
  },
  spec: {
    group: group + '.proompteng.ai',
    scope: 'Namespaced',
    names: { kind: kind, listKind: kind + 'List', plural: plural, singular: std.asciiLower(kind) },
    versions: [{
      name: 'v1alpha1',
      served: true,
      storage: true,
      subresources: { status: {} },
      schema: {
        openAPIV3Schema: {
          type: 'object',
          [if group == 'agents' then 'required']: ['spec'],
          properties: {
            apiVersion: { type: 'string' },
            kind: { type: 'string' },
            metadata: { type: 'object' },
            spec: structure + spec,
            status: structure,
          },
        },
      },
      additionalPrinterColumns: [{ name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }],
    }],
  },
};

[
  crd('agents', 'Agent', 'agents'),
  crd('agents', 'AgentRun', 'agentruns'),
  crd('agents', 'AgentProvider', 'agentproviders'),
  crd('agents', 'ImplementationSpec', 'implementationspecs'),
  crd('agents', 'ImplementationSource', 'implementationsources'),
  crd('agents', 'VersionControlProvider', 'versioncontrolproviders', {
    required: ['provider'],
    properties: { provider: { type: 'string', minLength: 1 } },
  }),
  crd('agents', 'Memory', 'memories'),
  crd('orchestration', 'Orchestration', 'orchestrations'),
  crd('orchestration', 'OrchestrationRun', 'orchestrationruns'),
  crd('approvals', 'ApprovalPolicy', 'approvalpolicies'),
  crd('budgets', 'Budget', 'budgets'),
  crd('security', 'SecretBinding', 'secretbindings'),
  crd('signals', 'Signal', 'signals'),
  crd('signals', 'SignalDelivery', 'signaldeliveries'),
  crd('tools', 'Tool', 'tools'),
  crd('tools', 'ToolRun', 'toolruns'),
  crd('schedules', 'Schedule', 'schedules'),
  crd('artifacts', 'Artifact', 'artifacts'),
  crd('workspaces', 'Workspace', 'workspaces'),
]
