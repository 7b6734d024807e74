// agents: a control plane for coding agents on Kubernetes, and the controllers that run them. Its state is a Postgres
// database, which only the control plane migrates.
local autoscaling = import '../../patterns/autoscaling.libsonnet';
local disruption = import '../../patterns/disruption.libsonnet';
local env = import '../../patterns/env.libsonnet';
local labels = import '../../patterns/labels.libsonnet';
local migration = import '../../patterns/migration.libsonnet';
local monitors = import '../../patterns/monitors.libsonnet';
local network = import '../../patterns/network-policy.libsonnet';
local rbac = import '../../patterns/rbac.libsonnet';
local argocd = import 'argocd.libsonnet';
local contextOf = import 'context.libsonnet';
local dashboard = import 'dashboard.libsonnet';
local deployment = import 'deployment.libsonnet';
local environmentOf = import 'environment.libsonnet';
local gate = import 'gate.libsonnet';
local notes = import 'notes.libsonnet';
local page = import 'page.libsonnet';
local podOf = import 'pod.libsonnet';
local rules = import 'rbac.libsonnet';
local validate = import 'validate.libsonnet';

{
  chart: {
    name: 'agents',
    version: '1.0.0',
    appVersion: '0.9.1',
    description: 'A control plane for coding agents on Kubernetes, and the controllers that run them',
    home: 'https://github.com/proompteng/lab',
    sources: ['https://github.com/proompteng/lab'],
    keywords: ['agents', 'controllers', 'orchestration'],
    maintainers: [{ name: 'proompteng', url: 'https://github.com/proompteng' }],
  },

  schema: import '../../../schemas/apps/agents/values.schema.json',

  // The page about the environment, and what Helm installs before everything else and never changes.
  environment: page,
  crds: import 'crds.libsonnet',

  notes(values, release, chart, capabilities):: notes(contextOf(values, release, chart)),

  render(values, release, chart, capabilities)::
    local context = contextOf(values, release, chart);
    local environment = environmentOf(context);
    local metadata = context.metadata;
    local name = context.name;
    local controllersName = name + '-controllers';
    local controllersMetadata = metadata(controllersName);
    local migrationName = name + '-migrate';
    local pod = podOf(context, values.controlPlane);
    local selectors = context.selectors;
    local controllers = values.controllers;
    local serviceAccount = values.serviceAccount;
    local runner = values.runnerServiceAccount;
    local metrics = values.metrics;
    local policy = values.networkPolicy;

    local metricsLabels = labels.identity(context.appName, release) + { 'app.kubernetes.io/component': 'metrics' };
    local hasMetrics = metrics.enabled && metrics.service.enabled;
    local metricsServiceLabels = context.labels { 'app.kubernetes.io/component': 'metrics' };
    local metricsService(name, selector) = monitors.service({
      metadata: metadata(name + '-metrics', metrics.service.annotations) { labels: metricsServiceLabels },
      selector: selector,
      port: metrics.service.port,
      targetPort: 'http',
    });
    local disruptionBudget(metadata, selector, replicas, budget) = disruption.budget({
      metadata: metadata,
      selector: selector,
      limit:
        if budget.minAvailable != '' then disruption.limit(replicas, budget.minAvailable)
        else { maxUnavailable: if budget.maxUnavailable != '' then budget.maxUnavailable else 1 },
    });
    local autoscaler(metadata, given) = autoscaling.deployment({
      metadata: metadata,
      target: metadata.name,
      minReplicas: given.minReplicas,
      maxReplicas: given.maxReplicas,
      cpu: given.targetCPUUtilizationPercentage,
      memory: given.targetMemoryUtilizationPercentage,
    });
    local egress =
      if policy.egress.enabled then
        [network.names, network.to(network.pods(selectors.controlPlane), ['http'])]
        + (if policy.egress.ports != [] then [network.to([], policy.egress.ports)] else [])
        + policy.egress.extraRules
      else null;

    validate.check(context, {
      deployment: deployment(context, {
        metadata: metadata(name),
        selector: selectors.controlPlane,
        own: values.controlPlane,
        containerName: context.appName,
        image: context.controlPlaneImage,
        replicas: context.replicas.controlPlane,
        autoscaling: values.autoscaling,
        env: environment.controlPlane,
        ports: [{ name: 'http', containerPort: context.httpPort }] + (
          if values.grpc.enabled then [{ name: 'grpc', containerPort: values.grpc.port }] else []
        ),
        initContainers: [],
      }),

      [if controllers.enabled then 'controllersDeployment']: deployment(context, {
        metadata: metadata(controllersName) { labels+: { 'app.kubernetes.io/component': 'controllers' } },
        selector: selectors.controllers,
        own: controllers,
        containerName: context.controllersAppName,
        image: context.controllersImage,
        replicas: context.replicas.controllers,
        autoscaling: controllers.autoscaling,
        env: environment.controllers,
        ports: [{ name: 'http', containerPort: context.httpPort }],
        initContainers: [gate(context, environment.gate)],
      }),

      [if values.migrations.job.enabled then 'migrationJob']: migration.hookJob({
        metadata: metadata(migrationName),
        podLabels: labels.identity(context.appName + '-migrate', release),
        activeDeadlineSeconds: values.migrations.job.activeDeadlineSeconds,
        podSpec: pod.spec {
          containers: [pod.container {
            name: migrationName,
            image: context.controlPlaneImage,
            command: values.migrations.job.command,
            env: env.list(environment.migrationJob),
          }],
        },
      }),

      service: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata(name, values.service.annotations),
        spec: {
          type: values.service.type,
          selector: selectors.controlPlane,
          ports: [{ name: 'http', port: values.service.port, targetPort: 'http', protocol: 'TCP' }],
        },
      },

      [if values.grpc.enabled then 'grpcService']: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata(name + '-grpc', values.grpc.annotations),
        spec: {
          type: values.grpc.serviceType,
          selector: selectors.controlPlane,
          ports: [{ name: 'grpc', port: values.grpc.servicePort, targetPort: 'grpc', protocol: 'TCP' }],
        },
      },

      [if hasMetrics then 'metricsService']: metricsService(name, selectors.controlPlane),
      [if hasMetrics && controllers.enabled then 'controllersMetricsService']:
        metricsService(controllersName, selectors.controllers),
      [if metrics.serviceMonitor.enabled then 'serviceMonitor']: monitors.serviceMonitor({
        metadata: metadata(name) { labels+: metrics.serviceMonitor.labels },
        matchLabels: metricsLabels,
        endpoint: { port: 'metrics', path: metrics.path, interval: metrics.serviceMonitor.interval },
      }),
      [if metrics.dashboard.enabled then 'dashboard']: monitors.dashboard({
        metadata: metadata(name + '-dashboard') { labels+: metrics.dashboard.labels },
        name: 'agents',
        content: dashboard,
      }),

      [if serviceAccount.create then 'serviceAccount']: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: metadata(context.serviceAccountName, serviceAccount.annotations),
      },
      [if values.rbac.create then 'role']: rbac.role({
        metadata: metadata(name),
        clusterScoped: values.rbac.clusterScoped,
        rules: rules.rules(values),
      }),
      [if values.rbac.create then 'roleBinding']: rbac.binding({
        metadata: metadata(name),
        clusterScoped: values.rbac.clusterScoped,
        serviceAccountName: context.serviceAccountName,
      }),

      [if runner.create then 'runnerServiceAccount']: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: metadata(context.runnerServiceAccountName, runner.annotations),
      },
      [if runner.create && runner.rbac.create then 'runnerRole']: rbac.role({
        metadata: metadata(context.runnerName),
        rules: rules.runnerRules(values),
      }),
      [if runner.create && runner.rbac.create then 'runnerRoleBinding']: rbac.binding({
        metadata: metadata(context.runnerName),
        serviceAccountName: context.runnerServiceAccountName,
      }),

      [if values.database.createSecret.enabled then 'databaseSecret']: {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: metadata(context.database.name),
        type: 'Opaque',
        stringData: { [context.database.key]: values.database.url },
      },

      [if values.autoscaling.enabled then 'autoscaler']: autoscaler(metadata(name), values.autoscaling),
      [if controllers.enabled && controllers.autoscaling.enabled then 'controllersAutoscaler']:
        autoscaler(controllersMetadata, controllers.autoscaling),

      [if values.podDisruptionBudget.enabled then 'disruptionBudget']:
        disruptionBudget(metadata(name), selectors.controlPlane, context.leastReplicas.controlPlane, values.podDisruptionBudget),
      [if controllers.enabled && controllers.podDisruptionBudget.enabled then 'controllersDisruptionBudget']:
        disruptionBudget(controllersMetadata, selectors.controllers, context.leastReplicas.controllers, controllers.podDisruptionBudget),

      [if policy.enabled then 'networkPolicy']: network.policy({
        metadata: metadata(name),
        podLabels: selectors.controlPlane,
        ingress:
          [network.from(policy.ingress.from, ['http'] + (if values.grpc.enabled then ['grpc'] else []))]
          + (
            if controllers.enabled && policy.ingress.from != [] then
              [network.from(network.pods(selectors.controllers), ['http'])]
            else []
          )
          + policy.ingress.extraRules,
        egress: egress,
      }),
      [if policy.enabled && controllers.enabled then 'controllersNetworkPolicy']: network.policy({
        metadata: controllersMetadata,
        podLabels: selectors.controllers,
        ingress: (if metrics.enabled then [network.from(policy.ingress.from, ['http'])] else [])
                 + policy.ingress.extraRules,
        egress: egress,
      }),

      [if values.resourceQuota.enabled then 'resourceQuota']: {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: metadata(name),
        spec: { hard: values.resourceQuota.hard },
      },
      [if values.limitRange.enabled then 'limitRange']: {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: metadata(name),
        spec: { limits: values.limitRange.limits },
      },
      [if values.podSecurityAdmission.createNamespace then 'namespace']: {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: context.namespace,
          // It holds what users and agents have made, which must not go with the release.
          annotations: { 'helm.sh/resource-policy': 'keep' },
          labels: context.labels + {
            ['pod-security.kubernetes.io/' + mode]: values.podSecurityAdmission.level
            for mode in ['enforce', 'audit', 'warn']
          },
        },
      },
      [if values.versionControlProvider.enabled then 'versionControlProvider']: {
        apiVersion: 'agents.proompteng.ai/v1alpha1',
        kind: 'VersionControlProvider',
        metadata: metadata(values.versionControlProvider.name),
        spec: values.versionControlProvider.spec { provider: values.versionControlProvider.provider },
      },
    } + argocd(context)),
}
