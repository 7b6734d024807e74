// Which variables the values of agents stand for. `environment.md` of the chart is made of these tables too.
//
// Names are without their prefix, which `prefixes` gives for each table and each value of envPrefix.
local env = import '../../patterns/env.libsonnet';
local environment = import '../../patterns/environment.libsonnet';
local computed = environment.computed;
local filled = environment.filled;
local json = environment.json;
local list = environment.list;
local switch = environment.switch;
local text = environment.text;
local under = environment.under;

// Rows whose value is a part of `context` and may be absent, which is an empty text there.
local part(variable, value, name) = computed(variable, value, function(context) context[name]) {
  when: ['one is given'],
  given(context):: context[name] != '',
};

local namespaces(variable, controller) = computed(
  variable,
  controller + '.namespaces, else the namespace of the objects',
  function(context) std.join(',', context.namespaces[controller]),
);

{
  prefixes: {
    database: { JANGAR_: '', AGENTS_: '' },
    plain: { JANGAR_: '', AGENTS_: '' },
    common: { JANGAR_: 'JANGAR_', AGENTS_: 'AGENTS_' },
    controller: { JANGAR_: 'JANGAR_AGENTS_CONTROLLER_', AGENTS_: 'AGENTS_CONTROLLER_' },
    webhook: { JANGAR_: 'JANGAR_AGENTS_CONTROLLER_WEBHOOK_', AGENTS_: 'AGENTS_IMPLEMENTATION_SOURCE_WEBHOOK_' },
  },

  database: [
    computed(
      'DATABASE_URL',
      'database.secretRef, or the Secret that database.createSecret makes',
      function(context) env.fromSecret(context.database.name, context.database.key),
    ) { when: ['one is given'], given(context):: context.database.isGiven },
  ] + filled([
    computed('PGSSLROOTCERT', 'database.caSecret', function(context) context.caFile),
  ], 'database.caSecret.name'),

  plain: filled([
    text('KUBERNETES_SERVICE_HOST', 'kubernetesApi.host'),
    text('KUBERNETES_SERVICE_PORT', 'kubernetesApi.port'),
  ], 'kubernetesApi.host') + under('agentComms.enabled', [
    text('NATS_URL', 'agentComms.nats.url'),
    computed(
      'NATS_USER',
      'agentComms.nats.user, or agentComms.nats.userSecret',
      function(context)
        local nats = context.values.agentComms.nats;
        if nats.userSecret.name != '' then env.fromSecret(nats.userSecret.name, nats.userSecret.key) else nats.user,
    ) {
      when: ['one is given'],
      given(context):: local nats = context.values.agentComms.nats; nats.user != '' || nats.userSecret.name != '',
    },
  ] + filled([
    computed(
      'NATS_PASSWORD',
      'agentComms.nats.passwordSecret',
      function(context)
        local secret = context.values.agentComms.nats.passwordSecret;
        env.fromSecret(secret.name, secret.key),
    ),
  ], 'agentComms.nats.passwordSecret.name')),

  common: [
    computed('POD_NAMESPACE', 'the namespace of the pod', function(context) env.fromField('metadata.namespace')),
    computed('SERVICE_ACCOUNT_NAME', 'serviceAccount', function(context) context.serviceAccountName),
    text('RBAC_CLUSTER_SCOPED', 'rbac.clusterScoped'),
    text('PROMETHEUS_METRICS_ENABLED', 'metrics.enabled'),
    text('PROMETHEUS_METRICS_PATH', 'metrics.path'),
    namespaces('PRIMITIVES_NAMESPACES', 'controller'),
    switch('ORCHESTRATION_CONTROLLER_ENABLED', 'orchestrationController.enabled'),
    namespaces('ORCHESTRATION_CONTROLLER_NAMESPACES', 'orchestrationController'),
    switch('SUPPORTING_CONTROLLER_ENABLED', 'supportingController.enabled'),
    namespaces('SUPPORTING_CONTROLLER_NAMESPACES', 'supportingController'),
    computed(
      'AGENT_COMMS_SUBSCRIBER_DISABLED',
      'the opposite of agentComms.enabled',
      function(context) !context.values.agentComms.enabled,
    ),
  ] + under('grpc.enabled', [
    computed('GRPC_HOST', '`0.0.0.0`', function(context) '0.0.0.0'),
  ]) + under('agentComms.enabled', filled([
    list('AGENT_COMMS_SUBJECTS', 'agentComms.subjects'),
  ])) + filled([
    text('CODEX_RERUN_ORCHESTRATION', 'workflowRuntime.native.rerunOrchestration'),
    text('CODEX_RERUN_ORCHESTRATION_NAMESPACE', 'workflowRuntime.native.rerunOrchestrationNamespace'),
    text('SYSTEM_IMPROVEMENT_ORCHESTRATION', 'workflowRuntime.native.systemImprovementOrchestration'),
    text(
      'SYSTEM_IMPROVEMENT_ORCHESTRATION_NAMESPACE',
      'workflowRuntime.native.systemImprovementOrchestrationNamespace',
    ),
    text('AGENT_IMAGE', 'runtime.agentImage'),
    text('SCHEDULE_RUNNER_IMAGE', 'runtime.scheduleRunnerImage'),
    text('SCHEDULE_SERVICE_ACCOUNT', 'runtime.scheduleServiceAccount'),
  ]) + [
    part('AGENT_RUNNER_IMAGE', 'runner.image, else runtime.agentRunnerImage', 'runnerImage'),
    part(
      'AGENT_RUNNER_SERVICE_ACCOUNT',
      'controller.defaultWorkload.serviceAccountName, else runnerServiceAccount if it is the default',
      'runServiceAccountName',
    ),
    text('AGENT_RUNNER_JOB_TTL_SECONDS', 'controller.jobTtlSeconds'),
    text('AGENT_RUNNER_LOG_RETENTION_SECONDS', 'controller.logRetentionSeconds'),
  ] + filled([
    json('AGENT_RUNNER_NODE_SELECTOR', 'controller.defaultWorkload.nodeSelector'),
    json('AGENT_RUNNER_TOLERATIONS', 'controller.defaultWorkload.tolerations'),
    json('AGENT_RUNNER_TOPOLOGY_SPREAD_CONSTRAINTS', 'controller.defaultWorkload.topologySpreadConstraints'),
    json('AGENT_RUNNER_AFFINITY', 'controller.defaultWorkload.affinity'),
    json('AGENT_RUNNER_POD_SECURITY_CONTEXT', 'controller.defaultWorkload.podSecurityContext'),
    json('AGENT_RUNNER_IMAGE_PULL_SECRETS', 'controller.defaultWorkload.imagePullSecrets'),
    text('AGENT_RUNNER_PRIORITY_CLASS', 'controller.defaultWorkload.priorityClassName'),
    text('AGENT_RUNNER_SCHEDULER_NAME', 'controller.defaultWorkload.schedulerName'),
  ]),

  controller: [
    switch('ENABLED', 'controller.enabled'),
    namespaces('NAMESPACES', 'controller'),
  ] + under('controller.enabled', [
    text('CONCURRENCY_NAMESPACE', 'controller.concurrency.perNamespace'),
    text('CONCURRENCY_AGENT', 'controller.concurrency.perAgent'),
    text('CONCURRENCY_CLUSTER', 'controller.concurrency.cluster'),
    text('REPO_CONCURRENCY_ENABLED', 'controller.repoConcurrency.enabled'),
    text('REPO_CONCURRENCY_DEFAULT', 'controller.repoConcurrency.default'),
    json('REPO_CONCURRENCY_OVERRIDES', 'controller.repoConcurrency.overrides'),
    text('QUEUE_NAMESPACE', 'controller.queue.perNamespace'),
    text('QUEUE_REPO', 'controller.queue.perRepo'),
    text('QUEUE_CLUSTER', 'controller.queue.cluster'),
    text('RATE_WINDOW_SECONDS', 'controller.rate.windowSeconds'),
    text('RATE_NAMESPACE', 'controller.rate.perNamespace'),
    text('RATE_REPO', 'controller.rate.perRepo'),
    text('RATE_CLUSTER', 'controller.rate.cluster'),
    text('AGENTRUN_RETENTION_SECONDS', 'controller.agentRunRetentionSeconds'),
    text('VCS_PROVIDERS_ENABLED', 'controller.vcsProviders.enabled'),
  ] + filled([
    json('VCS_DEPRECATED_TOKEN_TYPES', 'controller.vcsProviders.deprecatedTokenTypes'),
    json('VCS_PR_RATE_LIMITS', 'controller.vcsProviders.prRateLimits'),
    json('LABELS_REQUIRED', 'controller.admissionPolicy.labels.required'),
    json('LABELS_ALLOWED', 'controller.admissionPolicy.labels.allowed'),
    json('LABELS_DENIED', 'controller.admissionPolicy.labels.denied'),
    json('IMAGES_ALLOWED', 'controller.admissionPolicy.images.allowed'),
    json('IMAGES_DENIED', 'controller.admissionPolicy.images.denied'),
    json('BLOCKED_SECRETS', 'controller.admissionPolicy.secrets.blocked'),
  ]) + filled([
    text('AUTH_SECRET_NAME', 'controller.authSecret.name'),
    text('AUTH_SECRET_KEY', 'controller.authSecret.key'),
    text('AUTH_SECRET_MOUNT_PATH', 'controller.authSecret.mountPath'),
  ], 'controller.authSecret.name')),

  webhook: under('controller.enabled', [
    text('QUEUE_SIZE', 'controller.webhook.queueSize'),
    text('RETRY_BASE_DELAY_SECONDS', 'controller.webhook.retry.baseDelaySeconds'),
    text('RETRY_MAX_DELAY_SECONDS', 'controller.webhook.retry.maxDelaySeconds'),
    text('RETRY_MAX_ATTEMPTS', 'controller.webhook.retry.maxAttempts'),
  ]),
}
