// codex-pooler: a gateway that shares Codex accounts. One image in several roles around a Postgres database: the app serves
// HTTP, workers run jobs, the scheduler enqueues them, and a Job migrates.
local clusters = import '../../patterns/clustering.libsonnet';
local disruption = import '../../patterns/disruption.libsonnet';
local env = import '../../patterns/env.libsonnet';
local labels = import '../../patterns/labels.libsonnet';
local metadataOf = import '../../patterns/metadata.libsonnet';
local migration = import '../../patterns/migration.libsonnet';
local monitors = import '../../patterns/monitors.libsonnet';
local roles = import '../../patterns/roles.libsonnet';
local secrets = import '../../patterns/secrets.libsonnet';
local variables = import 'env.libsonnet';
local notes = import 'notes.libsonnet';
local tests = import 'tests.libsonnet';
local validate = import 'validate.libsonnet';

// Without this header the app redirects to https, and a probe takes any redirect for a success.
local get(path) = {
  httpGet: { path: path, port: 'http', httpHeaders: [{ name: 'X-Forwarded-Proto', value: 'https' }] },
};

// The file takes the pod out of the Service, whatever comes of the rest. ERL_AFLAGS is emptied, because the process that
// asks the app to drain would otherwise want the app's own port.
local drain = |||
  touch "$CODEX_POOLER_DRAIN_MARKER_PATH" || true
  ERL_AFLAGS= timeout "$1" /app/bin/codex_pooler rpc 'CodexPooler.Gateway.Transports.Websocket.RolloutDrain.drain_for_shutdown()' || true
  sleep "$2"
|||;

local migrate = |||
  set -e
  /app/bin/codex_pooler eval 'CodexPooler.Release.migrate()'
  /app/bin/codex_pooler eval 'CodexPooler.Release.import_openai_pricing_from_priv()'
|||;

{
  chart: {
    name: 'codex-pooler',
    version: '1.0.0',
    appVersion: '0.6.8',
    description: 'A gateway that shares Codex accounts among agents and tools',
    kubeVersion: '>=1.24.0-0',
    home: 'https://github.com/icoretech/codex-pooler',
    sources: ['https://github.com/icoretech/codex-pooler'],
    keywords: ['agents', 'codex', 'gateway', 'openai'],
    maintainers: [{ name: 'icoretech', url: 'https://github.com/icoretech' }],
  },

  schema: import '../../../schemas/apps/codex-pooler/values.schema.json',

  secretContract: import 'secret-contract.libsonnet',

  notes(values, release, chart, capabilities):: notes(values, release, chart),

  tests(values, release, chart, capabilities):: tests(values, release, chart),

  render(values, release, chart, capabilities)::
    local fullname = if values.fullnameOverride == '' then release.name else values.fullnameOverride;
    local nameLabel = {
      'app.kubernetes.io/name': if values.nameOverride == '' then chart.name else values.nameOverride,
    };
    local commonLabels = labels.common(release, chart) + nameLabel;
    local identity = labels.identity(chart.name, release) + nameLabel;
    local labelsOf(role) = commonLabels + roles.label(role);
    local selectorOf(role) = identity + roles.label(role);

    local appName = fullname + '-app';
    local appLabels = labelsOf('app');
    local appSelector = selectorOf('app');

    local metadata(name, labels=commonLabels, annotations={}) =
      metadataOf(name, release.namespace, labels, annotations);

    local app = values.app;
    local preStop = app.lifecycle.preStop;
    local worker = values.oban.worker;
    local scheduler = values.oban.scheduler;
    local config = values.config;
    local clustering = values.clustering;
    local serviceMonitor = values.monitoring.serviceMonitor;

    local serviceAccount = values.serviceAccount;
    local serviceAccountName =
      if serviceAccount.name != '' then serviceAccount.name
      else if serviceAccount.create then fullname
      else 'default';

    // What the chart makes never has the name that somebody gave to another Secret.
    local credentials = values.secrets;
    local ownSecretName = fullname + '-secrets';
    local existingSecretName = if credentials.existingSecret == '' then ownSecretName else credentials.existingSecret;
    local secretName = if credentials.create then ownSecretName else existingSecretName;
    local migrationsName = fullname + '-migrations';
    local migrationSecretName = if credentials.create then migrationsName else existingSecretName;
    local migrationLabels = labelsOf('migrations');
    local cookie = clustering.cookie;
    local secretData = {
      'database-url': credentials.databaseUrl,
      'secret-key-base': credentials.secretKeyBase,
      'totp-encryption-key': credentials.totpEncryptionKey,
      'totp-key-version': credentials.totpKeyVersion,
      'upstream-secret-key': credentials.upstreamSecretKey,
      'upstream-secret-key-version': credentials.upstreamSecretKeyVersion,
    };
    local releaseSecretData = secretData {
      [if clustering.enabled && cookie.existingSecret == '' then cookie.existingSecretKey]: cookie.value,
    };
    // Other credentials are other pods, although the name of the Secret stays.
    local credentialsChecksum =
      if credentials.create then { 'checksum/secret': std.sha256(std.manifestJsonMinified(releaseSecretData)) } else {};

    local headless = clustering.headlessService;
    local headlessName = if headless.nameOverride == '' then fullname + '-cluster' else headless.nameOverride;
    local epmdPort = clusters.port(clustering.epmdPort);
    local distributionPort = clusters.port(clustering.distributionPort);
    local memberLabel = { 'codex-pooler.icoretech.io/cluster-member': 'true' };
    local memberPorts = [
      { name: 'epmd', containerPort: epmdPort },
      { name: 'distribution', containerPort: distributionPort },
    ];
    local memberEnv = variables.membership({
      query: if clustering.query == '' then clusters.query(headlessName, release.namespace) else clustering.query,
      cookie: env.fromSecret(
        if cookie.existingSecret == '' then secretName else cookie.existingSecret,
        cookie.existingSecretKey,
      ),
      port: distributionPort,
      epmdPort: epmdPort,
    });
    local isMember(participant) = clustering.enabled && clustering.participants[participant];

    local settingsEnv = variables.settings(config);
    local credentialsEnv = variables.credentials(secretName);
    local mode(value) = [{ name: 'OBAN_MODE', value: value }];

    local image = values.image;
    local container = {
      image: '%s:%s' % [image.repository, if image.tag == '' then chart.appVersion else image.tag],
      imagePullPolicy: image.pullPolicy,
    };
    // A Service named smtp would give pods an SMTP_PORT, if they had the links of Services as variables.
    local pod = {
      enableServiceLinks: false,
      automountServiceAccountToken: false,
      [if values.imagePullSecrets != [] then 'imagePullSecrets']: values.imagePullSecrets,
    };

    // `own` is what the container of this role has for itself, with its variables.
    local deployment(role, options, isMember, own) = roles.deployment({
      metadata: metadata(fullname + '-' + role, labelsOf(role)),
      selector: selectorOf(role),
      replicas: options.replicaCount,
      strategy: options.strategy,
      podLabels: if isMember then memberLabel else {},
      podAnnotations: credentialsChecksum + values.podAnnotations + options.podAnnotations,
      podSpec: pod {
        serviceAccountName: serviceAccountName,
        terminationGracePeriodSeconds: options.terminationGracePeriodSeconds,
        [if isMember then 'subdomain']: headlessName,
        [if options.nodeSelector != {} then 'nodeSelector']: options.nodeSelector,
        [if options.tolerations != [] then 'tolerations']: options.tolerations,
        [if options.affinity != {} then 'affinity']: options.affinity,
        containers: [
          container
          { env: settingsEnv + credentialsEnv, [if options.resources != {} then 'resources']: options.resources }
          + (if isMember then { env+: memberEnv, ports: memberPorts } else {})
          + own,
        ],
      },
    });

    validate(values, { fullname: fullname, app: appName, headless: headlessName }, secretData, {
      [if app.enabled then 'appDeployment']:
        deployment('app', app, isMember('app'), {
          name: 'app',
          env+: variables.app(app, isMember('app')),
          ports+: [{ name: 'http', containerPort: config.port }],
          readinessProbe: get('/readyz') + { initialDelaySeconds: 5, periodSeconds: 10 },
          livenessProbe: get('/healthz') + { initialDelaySeconds: 10, periodSeconds: 20 },
          [if app.startupProbe.enabled then 'startupProbe']: get(app.startupProbe.path) + {
            initialDelaySeconds: app.startupProbe.initialDelaySeconds,
            periodSeconds: app.startupProbe.periodSeconds,
            failureThreshold: app.startupProbe.failureThreshold,
            timeoutSeconds: app.startupProbe.timeoutSeconds,
          },
          [if preStop.enabled then 'lifecycle']: {
            preStop: {
              exec: { command: ['/bin/sh', '-ec', drain, 'drain', '%d' % (preStop.drainTimeoutSeconds + 2), '%d' % preStop.sleepSeconds] },
            },
          },
        }) + { spec+: { minReadySeconds: app.minReadySeconds } },

      [if worker.enabled then 'obanWorkerDeployment']:
        deployment('oban-worker', worker, isMember('worker'), { name: 'oban-worker', env+: mode('worker') }),

      [if scheduler.enabled then 'obanSchedulerDeployment']:
        deployment('oban-scheduler', scheduler, isMember('scheduler'), { name: 'oban-scheduler', env+: mode('scheduler') }),

      [if values.migrations.enabled then 'migrationJob']: migration.hookJob({
        metadata: metadata(migrationsName, migrationLabels),
        podLabels: selectorOf('migrations'),
        weight: 0,
        backoffLimit: 6,
        restartPolicy: 'OnFailure',
        // Helm waits until its own timeout and then takes the Secret away, without which the Job would try for ever.
        activeDeadlineSeconds: values.migrations.activeDeadlineSeconds,
        ttlSecondsAfterFinished: values.migrations.ttlSecondsAfterFinished,
        podSpec: pod {
          containers: [container {
            name: 'migrations',
            command: ['/bin/sh', '-lc', migrate],
            env: settingsEnv + variables.credentials(migrationSecretName) + mode('web'),
            [if values.migrations.resources != {} then 'resources']: values.migrations.resources,
          }],
        },
      }),

      [if credentials.create && values.migrations.enabled then 'migrationSecret']: secrets.hookSecret({
        metadata: metadata(migrationSecretName, migrationLabels),
        data: secretData,
      }),

      [if credentials.create then 'secret']: secrets.secret({
        metadata: metadata(ownSecretName),
        data: releaseSecretData,
      }),

      [if app.enabled then 'service']: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata(appName, appLabels, app.service.annotations),
        spec: {
          type: app.service.type,
          selector: appSelector,
          ports: [{ name: 'http', port: app.service.port, targetPort: 'http', protocol: 'TCP' }],
          sessionAffinity: app.service.sessionAffinity,
          [if app.service.sessionAffinityConfig != {} then 'sessionAffinityConfig']: app.service.sessionAffinityConfig,
        },
      },

      [if clustering.enabled && headless.enabled then 'clusterService']: clusters.headlessService({
        metadata: metadata(headlessName, labelsOf('cluster')),
        selector: identity + memberLabel,
        publishNotReadyAddresses: headless.publishNotReadyAddresses,
        ports: [
          { name: 'epmd', port: epmdPort, targetPort: 'epmd', protocol: 'TCP' },
          { name: 'distribution', port: distributionPort, targetPort: 'distribution', protocol: 'TCP' },
        ],
      }),

      [if app.enabled && values.ingress.enabled then 'ingress']: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: metadata(fullname, commonLabels, values.ingress.annotations),
        spec: {
          [if values.ingress.className != '' then 'ingressClassName']: values.ingress.className,
          [if values.ingress.tls != [] then 'tls']: values.ingress.tls,
          rules: [
            {
              host: host.host,
              http: {
                paths: [
                  {
                    path: path.path,
                    pathType: std.get(path, 'pathType', 'Prefix'),
                    backend: { service: { name: appName, port: { name: 'http' } } },
                  }
                  for path in host.paths
                ],
              },
            }
            for host in values.ingress.hosts
          ],
        },
      },

      [if app.enabled && app.podDisruptionBudget.enabled then 'podDisruptionBudget']: disruption.budget({
        metadata: metadata(appName, appLabels),
        selector: appSelector,
        limit: disruption.limit(app.replicaCount, app.podDisruptionBudget.minAvailable),
      }),

      [if app.enabled && serviceMonitor.enabled then 'serviceMonitor']: monitors.serviceMonitor({
        metadata: metadata(appName, appLabels + serviceMonitor.labels, serviceMonitor.annotations),
        matchLabels: appSelector,
        endpoint: {
          port: 'http',
          path: serviceMonitor.path,
          scheme: serviceMonitor.scheme,
          interval: serviceMonitor.interval,
          scrapeTimeout: serviceMonitor.scrapeTimeout,
          [if serviceMonitor.bearerTokenSecret.name != '' then 'bearerTokenSecret']: serviceMonitor.bearerTokenSecret,
          [if serviceMonitor.relabelings != [] then 'relabelings']: serviceMonitor.relabelings,
          [if serviceMonitor.metricRelabelings != [] then 'metricRelabelings']: serviceMonitor.metricRelabelings,
        },
      }),

      [if serviceAccount.create then 'serviceAccount']: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: metadata(serviceAccountName, commonLabels, serviceAccount.annotations),
      },
    }),
}
