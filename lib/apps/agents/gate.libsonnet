// What runs before the controllers, which never migrate. It shows their mode in the manifest and in its log, and then
// waits, unless it is told not to: on an empty database they cannot work until the control plane has migrated it.
//
// That a control plane answers says nothing about the database, unless the path that is asked needs it. On an upgrade
// the one that answers may be one of the old pods, which has not migrated anything new.
//
// The modes that it looks at are its own variables, which the chart writes as it writes those of the controllers: it
// ends the pod's start where both were changed, and cannot see where only those of the controllers were.
local env = import '../../patterns/env.libsonnet';

local script = |||
  set -eu
  for mode in "$JANGAR_MIGRATIONS" "$AGENTS_MIGRATIONS"; do
    if [ "$mode" != skip ]; then
      echo "migrations: the mode is '$mode', but the controllers never migrate; set it to skip" >&2
      exit 1
    fi
  done
  echo "migrations: skip"
  if [ "$WAIT" = true ]; then
    echo "migrations: waiting for the control plane at $CONTROL_PLANE"
    until wget -q -T 5 -O /dev/null "$CONTROL_PLANE"; do
      sleep "$PERIOD"
    done
    echo "migrations: the control plane answers"
  fi
|||;

function(context, modes)
  local values = context.values;
  local given = values.controllers.gate;
  local path = if given.path != '' then given.path else values.probes.readiness.path;
  local controlPlane = [context.name, context.namespace, values.service.port, path];
  {
    name: 'migrations-gate',
    image: given.image,
    command: ['sh', '-c', script],
    env: env.list(modes {
      WAIT: given.wait,
      CONTROL_PLANE: 'http://%s.%s:%d%s' % controlPlane,
      PERIOD: given.periodSeconds,
    }),
    [if given.resources != {} then 'resources']: given.resources,
    [if given.securityContext != {} then 'securityContext']: given.securityContext,
  }
