// What `helm test` runs: a pod that asks the Service for /api/health, which includes the database.
local labels = import '../../patterns/labels.libsonnet';

local script = |||
  fetch(process.argv[1]).then(async (answer) => {
    console.log(answer.status, await answer.text());
    process.exitCode = answer.ok ? 0 : 1;
  });
|||;

function(values, release, chart) {
  local image = values.image,
  local tag = if image.tag == '' then chart.appVersion else image.tag,
  local digest = if image.digest == '' then '' else '@' + image.digest,

  health: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: release.name + '-test',
      namespace: release.namespace,
      // Not those of the Service's selector, or it would get traffic.
      labels: labels.identity(chart.name + '-test', release),
      annotations: {
        'helm.sh/hook': 'test',
        'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
      },
    },
    spec: {
      restartPolicy: 'Never',
      enableServiceLinks: false,
      automountServiceAccountToken: false,
      [if values.imagePullSecrets != [] then 'imagePullSecrets']: values.imagePullSecrets,
      [if values.podSecurityContext != {} then 'securityContext']: values.podSecurityContext,
      [if values.nodeSelector != {} then 'nodeSelector']: values.nodeSelector,
      [if values.tolerations != [] then 'tolerations']: values.tolerations,
      containers: [{
        name: 'health',
        // The image has node already, so nothing else needs to be pulled.
        image: '%s:%s%s' % [image.repository, tag, digest],
        [if image.pullPolicy != '' then 'imagePullPolicy']: image.pullPolicy,
        command: ['node', '--eval', script, 'http://%s:%d/api/health' % [release.name, values.service.port]],
        [if values.securityContext != {} then 'securityContext']: values.securityContext,
      }],
    },
  },
}
