// The environment of each role, as a map by name. What comes later replaces what came before: what the values stand
// for, the variables of both roles, what a role is by default, its own variables, and last what the chart decides.
// What it decides is also in page.libsonnet.
local env = import '../../patterns/env.libsonnet';
local environment = import '../../patterns/environment.libsonnet';
local tables = import 'variables.libsonnet';

function(context)
  local values = context.values;
  local prefix = values.envPrefix;
  local controllerPrefix = tables.prefixes.controller[prefix];
  local webhookPrefix = tables.prefixes.webhook[prefix];

  local database = environment.variables(tables.database, context);
  local variables =
    database
    + environment.variables(tables.plain, context)
    + env.prefixed(prefix, environment.variables(tables.common, context))
    + env.prefixed(controllerPrefix, environment.variables(tables.controller, context))
    + env.prefixed(webhookPrefix, environment.variables(tables.webhook, context));

  local shared =
    values.env.vars
    + env.byName(values.env.secrets, function(one) env.fromSecret(one.secretName, std.get(one, 'key', 'value')))
    + env.byName(values.env.config, function(one) env.fromConfigMap(one.configMapName, std.get(one, 'key', one.name)))
    + env.byName(values.env.extra, function(one) one.value);

  // Whatever prefix the image reads. The entries are always there, so that no Secret or ConfigMap can say otherwise.
  local migrations(mode) = {
    [known + name]: if name == 'MIGRATIONS' then mode else if mode == 'skip' then '1' else '0'
    for known in std.objectFields(tables.prefixes.common)
    for name in ['MIGRATIONS', 'SKIP_MIGRATIONS']
  };

  local apart = values.controllers.enabled;
  // The cache makes the control plane open the database, and so migrate it, as it starts: apart, nothing else of it does.
  local controlPlaneDefaults =
    if apart then { [prefix + 'PRIMITIVES_RECONCILER']: 0, [prefix + 'CONTROL_PLANE_CACHE_ENABLED']: true } else {};
  local controlPlaneDecided =
    { PORT: context.httpPort, [prefix + 'IMAGE']: context.controlPlaneImage }
    + { [prefix + 'GRPC_ENABLED']: values.grpc.enabled }
    + (if values.grpc.enabled then { [prefix + 'GRPC_PORT']: values.grpc.port } else {})
    + (
      if apart then {
        [controllerPrefix + 'ENABLED']: 0,
        [prefix + 'ORCHESTRATION_CONTROLLER_ENABLED']: 0,
        [prefix + 'SUPPORTING_CONTROLLER_ENABLED']: 0,
        [prefix + 'AGENT_COMMS_SUBSCRIBER_DISABLED']: true,
      } else {}
    );
  local controllersDefaults = { [prefix + 'CONTROL_PLANE_CACHE_ENABLED']: 0 };
  local controllersDecided =
    { PORT: context.httpPort, [prefix + 'IMAGE']: context.controllersImage, [prefix + 'GRPC_ENABLED']: 0 };

  local merged(given, defaults, own, decided, mode) = given + shared + defaults + own + decided + migrations(mode);
  {
    controlPlane:
      merged(variables, controlPlaneDefaults, values.controlPlane.env.vars, controlPlaneDecided, values.migrations.mode),
    controllers: merged(variables, controllersDefaults, values.controllers.env.vars, controllersDecided, 'skip'),
    migrationJob: merged(database, {}, values.controlPlane.env.vars, {}, 'auto'),
    gate: migrations('skip'),
  }
