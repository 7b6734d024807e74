// The environment of each role, as a map by name. What comes later replaces what came before: what the values stand
// for, the variables of both roles, those of one role, and last what the chart decides, whatever anyone says.
local env = import '../../patterns/env.libsonnet';
local environment = import '../../patterns/environment.libsonnet';
local tables = import 'variables.libsonnet';

function(context)
  local values = context.values;
  local prefix = values.envPrefix;
  local prefixOf(table) = tables.prefixes[table][prefix];
  local ofTable(table) = env.prefixed(prefixOf(table), environment.variables(tables[table], context));

  local variables = ofTable('plain') + ofTable('common') + ofTable('controller') + ofTable('webhook');

  local shared =
    values.env.vars
    + env.byName(values.env.secrets, function(one) env.fromSecret(one.secretName, std.get(one, 'key', 'value')))
    + env.byName(values.env.config, function(one) env.fromConfigMap(one.configMapName, std.get(one, 'key', one.name)))
    + env.byName(values.env.extra, function(one) one.value);

  local apart = values.controllers.enabled;
  local controlPlane =
    variables
    + { [prefix + 'IMAGE']: context.controlPlaneImage }
    + (if apart then { [prefix + 'PRIMITIVES_RECONCILER']: 0 } else {})
    + shared
    + values.controlPlane.env.vars;

  // The image listens where the manifests say.
  local ports = { PORT: context.httpPort };

  {
    controlPlane:
      controlPlane
      + ports
      + { [prefix + 'GRPC_ENABLED']: values.grpc.enabled }
      + (
        if values.grpc.enabled then { [prefix + 'GRPC_HOST']: '0.0.0.0', [prefix + 'GRPC_PORT']: values.grpc.port }
        else {}
      )
      + (if values.migrations.job.enabled then { [prefix + 'MIGRATIONS']: 'skip' } else {})
      + (
        if apart then {
          [prefixOf('controller') + 'ENABLED']: 0,
          [prefix + 'ORCHESTRATION_CONTROLLER_ENABLED']: 0,
          [prefix + 'SUPPORTING_CONTROLLER_ENABLED']: 0,
          [prefix + 'AGENT_COMMS_SUBSCRIBER_DISABLED']: true,
        } else {}
      ),

    controllers:
      variables
      + { [prefix + 'IMAGE']: context.controllersImage }
      + shared
      + { [prefix + 'CONTROL_PLANE_CACHE_ENABLED']: 0 }
      + values.controllers.env.vars
      + ports
      + { [prefix + 'GRPC_ENABLED']: 0 }
      + self.neverMigrate,

    migrateJob: controlPlane + { [prefix + 'MIGRATIONS']: 'auto' },

    // Whatever prefix the image reads. The entries are always there, so that no Secret or ConfigMap can say otherwise.
    neverMigrate: {
      [known + name]: if name == 'MIGRATIONS' then 'skip' else '1'
      for known in std.objectValues(tables.prefixes.common)
      for name in ['MIGRATIONS', 'SKIP_MIGRATIONS']
    },
  }
