// The Deployment of a role: both have one pod, and differ in what stands in `role`.
local env = import '../../patterns/env.libsonnet';
local podOf = import 'pod.libsonnet';

local probe(given) = {
  httpGet: { path: given.path, port: 'http' },
  initialDelaySeconds: given.initialDelaySeconds,
  periodSeconds: given.periodSeconds,
  timeoutSeconds: given.timeoutSeconds,
  failureThreshold: given.failureThreshold,
};

// role: { metadata, selector, own, containerName, image, replicas, autoscaling, env, ports, initContainers }.
function(context, role)
  local values = context.values;
  local probes = values.probes;
  local pod = podOf(context, role.own);
  local annotations =
    // Another URL is another pod, although the name of the Secret stays.
    (if values.database.createSecret.enabled then { 'checksum/database': std.sha256(values.database.url) } else {})
    + values.podAnnotations;
  local hasAnnotations = annotations != {};
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: role.metadata,
    spec: {
      [if !role.autoscaling.enabled then 'replicas']: role.replicas,
      strategy: {
        type: values.strategy.type,
        [if values.strategy.type == 'RollingUpdate' then 'rollingUpdate']: { maxSurge: 1, maxUnavailable: 0 },
      },
      selector: { matchLabels: role.selector },
      template: {
        metadata: {
          labels: values.podLabels + role.selector,
          [if hasAnnotations then 'annotations']: annotations,
        },
        spec: pod.spec {
          serviceAccountName: context.serviceAccountName,
          [if role.initContainers != [] then 'initContainers']: role.initContainers,
          containers: [pod.container {
            name: role.containerName,
            image: role.image,
            ports: role.ports,
            env: env.list(role.env),
            livenessProbe: probe(probes.liveness),
            readinessProbe: probe(probes.readiness),
            [if probes.startup.enabled then 'startupProbe']: probe(probes.startup),
          }],
        },
      },
    },
  }
