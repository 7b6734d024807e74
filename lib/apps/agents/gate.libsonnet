// What runs before the controllers: on an empty database they cannot work until the control plane has migrated it.
// It shows the mode in the manifest and in its log, and ends the pod's start where the mode is anything but skip.
local env = import '../../patterns/env.libsonnet';

local script = |||
  set -eu
  for mode in "$JANGAR_MIGRATIONS" "$AGENTS_MIGRATIONS"; do
    if [ "$mode" != skip ]; then
      echo "migrations: the mode is '$mode', but the controllers never migrate; set it to skip" >&2
      exit 1
    fi
  done
  echo "migrations: skip; waiting for the control plane at $CONTROL_PLANE"
  until wget -q -T 5 -O /dev/null "$CONTROL_PLANE"; do
    sleep "$PERIOD"
  done
  echo "migrations: the control plane is ready"
|||;

function(context, neverMigrate)
  local values = context.values;
  local controlPlane = [context.name, context.namespace, values.service.port, values.probes.readiness.path];
  {
    name: 'wait-for-migrations',
    image: values.controllers.gate.image,
    command: ['sh', '-c', script],
    env: env.list(neverMigrate {
      CONTROL_PLANE: 'http://%s.%s:%d%s' % controlPlane,
      PERIOD: values.controllers.gate.periodSeconds,
    }),
    [if values.containerSecurityContext != {} then 'securityContext']: values.containerSecurityContext,
  }
