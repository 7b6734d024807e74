// What `helm test` runs: a pod that asks the Service for /readyz, which includes the database.
local labels = import '../../patterns/labels.libsonnet';

// The image has neither curl nor wget, but bash, which can talk to a port.
local script = |||
  exec 3<>"/dev/tcp/$1/$2"
  printf 'GET /readyz HTTP/1.1\r\nHost: %s\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n' "$1" >&3
  read -r version status rest <&3
  echo "$status"
  test "$status" = 200
|||;

function(values, release, chart)
  local fullname = if values.fullnameOverride == '' then release.name else values.fullnameOverride;
  local image = values.image;
  local app = values.app;
  {
    [if app.enabled then 'health']: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: fullname + '-test',
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
        [if app.nodeSelector != {} then 'nodeSelector']: app.nodeSelector,
        [if app.tolerations != [] then 'tolerations']: app.tolerations,
        containers: [{
          name: 'health',
          // The image of the release, so nothing else needs to be pulled.
          image: '%s:%s' % [image.repository, if image.tag == '' then chart.appVersion else image.tag],
          imagePullPolicy: image.pullPolicy,
          command: ['timeout', '30', 'bash', '-c', script, 'health', fullname + '-app', '%d' % app.service.port],
        }],
      },
    },
  }
