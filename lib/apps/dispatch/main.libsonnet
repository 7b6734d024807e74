// dispatch: a queue of GitHub issues for coding agents. Its only state is a Postgres database.
local env = import '../../patterns/env.libsonnet';
local labels = import '../../patterns/labels.libsonnet';
local metadataOf = import '../../patterns/metadata.libsonnet';
local migration = import '../../patterns/migration.libsonnet';
local variables = import 'env.libsonnet';
local notes = import 'notes.libsonnet';
local tests = import 'tests.libsonnet';
local validate = import 'validate.libsonnet';

// What the image listens on; the port of the Service may be another one.
local containerPort = 3000;

{
  chart: {
    name: 'dispatch',
    version: '0.5.19',
    appVersion: '0.5.19',
    description: 'A queue of GitHub issues for coding agents',
    home: 'https://github.com/misospace/dispatch',
    sources: ['https://github.com/misospace/dispatch'],
    keywords: ['agents', 'github', 'issues', 'queue', 'triage'],
    maintainers: [{ name: 'misospace', url: 'https://github.com/misospace' }],
    links: [{ name: 'support', url: 'https://github.com/misospace/dispatch/issues' }],
    registry: 'oci://ghcr.io/misospace/charts',
  },

  schema: import '../../../schemas/apps/dispatch/values.schema.json',

  secretContract: import 'secret-contract.libsonnet',

  // For the chart alone: what is told after an installation, and what `helm test` runs.
  notes(values, release, chart, capabilities):: notes(values, release, chart),
  tests(values, release, chart, capabilities):: tests(values, release, chart),

  render(values, release, chart, capabilities)::
    local name = release.name;
    local migrationName = chart.name + '-migrate';
    local commonLabels = labels.common(release, chart);
    local selectorLabels = labels.identity(chart.name, release) + values.selectorLabels;

    local metadata(name, labels=commonLabels, annotations={}) =
      metadataOf(name, release.namespace, labels, annotations);

    local serviceAccount = values.serviceAccount;
    local serviceAccountName =
      if serviceAccount.name != '' then serviceAccount.name
      else if serviceAccount.create then name
      else 'default';

    local image = values.image;
    local tag = if image.tag == '' then chart.appVersion else image.tag;
    local digest = if image.digest == '' then '' else '@' + image.digest;

    // The server and the migration run in one environment, so that DATABASE_URL cannot differ between them.
    local container = {
      image: '%s:%s%s' % [image.repository, tag, digest],
      [if image.pullPolicy != '' then 'imagePullPolicy']: image.pullPolicy,
      env: env.list(variables(values)),
      [if values.existingSecret != '' then 'envFrom']: [{ secretRef: { name: values.existingSecret } }],
      [if values.resources != {} then 'resources']: values.resources,
      [if values.securityContext != {} then 'securityContext']: values.securityContext,
      [if values.volumeMounts != [] then 'volumeMounts']: values.volumeMounts,
    };
    local pod = {
      enableServiceLinks: false,
      automountServiceAccountToken: false,
      [if values.imagePullSecrets != [] then 'imagePullSecrets']: values.imagePullSecrets,
      [if values.podSecurityContext != {} then 'securityContext']: values.podSecurityContext,
      [if values.volumes != [] then 'volumes']: values.volumes,
      [if values.nodeSelector != {} then 'nodeSelector']: values.nodeSelector,
      [if values.tolerations != [] then 'tolerations']: values.tolerations,
      [if values.affinity != {} then 'affinity']: values.affinity,
    };

    validate(values, name, migrationName, {
      deployment: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: metadata(name, commonLabels + values.selectorLabels + values.labels, values.annotations),
        spec: {
          replicas: values.replicas,
          revisionHistoryLimit: 3,
          strategy: {
            type: values.strategy.type,
            [if values.strategy.rollingUpdate != {} then 'rollingUpdate']: values.strategy.rollingUpdate,
          },
          selector: { matchLabels: selectorLabels },
          template: {
            metadata: {
              labels: values.podLabels + selectorLabels,
              [if values.podAnnotations != {} then 'annotations']: values.podAnnotations,
            },
            spec: pod {
              serviceAccountName: serviceAccountName,
              [if values.topologySpreadConstraints != [] then 'topologySpreadConstraints']:
                values.topologySpreadConstraints,
              containers: [container {
                name: 'app',
                // Both routes are outside the sign-in of every mode; only the first one asks the database.
                readinessProbe: { httpGet: { path: '/api/health', port: containerPort } } + values.probes.readiness,
                livenessProbe: { tcpSocket: { port: containerPort } } + values.probes.liveness,
              }],
            },
          },
        },
      },

      [if values.migrations.enabled then 'migrateJob']: migration.hookJob({
        metadata: metadata(name + '-migrate'),
        podLabels: labels.identity(migrationName, release),
        activeDeadlineSeconds: values.migrations.activeDeadlineSeconds,
        podSpec: pod {
          containers: [container {
            name: 'migrate',
            command: ['./node_modules/.bin/prisma', 'migrate', 'deploy'],
          }],
        },
      }),

      service: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata(name, commonLabels + values.service.labels, values.service.annotations),
        spec: {
          type: values.service.type,
          ports: [{ name: 'http', port: values.service.port, targetPort: containerPort, protocol: 'TCP' }],
          selector: selectorLabels,
        },
      },

      [if values.httpRoute.enabled then 'httpRoute']: {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: metadata(name, commonLabels, values.httpRoute.annotations),
        spec: {
          parentRefs: [
            { group: 'gateway.networking.k8s.io', kind: 'Gateway' } + gateway
            for gateway in values.httpRoute.parentRefs
          ],
          [if values.httpRoute.hostnames != [] then 'hostnames']: values.httpRoute.hostnames,
          rules: [{
            backendRefs: [{
              group: '',
              kind: 'Service',
              name: name,
              namespace: release.namespace,
              port: values.service.port,
              weight: 1,
            }],
          }] + values.httpRoute.extraRules,
        },
      },

      [if serviceAccount.create then 'serviceAccount']: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: metadata(serviceAccountName, commonLabels, serviceAccount.annotations),
      },
    }),
}
