// `environment.md` of the chart: the tables of variables.libsonnet, and what environment.libsonnet lays over them.
local tables = import 'variables.libsonnet';
local kinds = std.reverse(std.objectFields(tables.prefixes.common));

local names(table, variable) = [tables.prefixes[table][kind] + variable for kind in kinds];
local section(title, table) = {
  title: title,
  rows: [
    { variables: names(table, row.variable), value: row.value, when: row.when }
    for row in tables[table]
  ],
};
local decided(variable, value, when=[], table='common') = {
  variables: names(table, variable),
  value: value,
  when: when,
};
local apart = ['controllers.enabled'];

{
  introduction: [
    'Each variable stands once in a container, with the last of these: what the values stand for, env (vars, secrets, config, extra), what the role is by default, its own env.vars, and what the chart decides. envFromSecretRefs and envFromConfigMapRefs give only what none of them does.',
    'envPrefix says what the names begin with.',
  ],
  columns: ['With `%s`' % kind for kind in kinds],
  sections: [
    section('The database', 'database'),
    section('Both roles', 'common'),
    section('The controller of agent runs', 'controller'),
    section('Webhooks', 'webhook'),
    section('Other ones without prefix', 'plain'),
    {
      title: 'What the chart decides for the control plane',
      rows: [
        decided('PORT', '`8080`', table='plain'),
        decided('IMAGE', 'its image'),
        decided('GRPC_ENABLED', 'grpc.enabled'),
        decided('GRPC_PORT', 'grpc.port', ['grpc.enabled']),
        decided('ENABLED', '`0`', apart, 'controller'),
        decided('ORCHESTRATION_CONTROLLER_ENABLED', '`0`', apart),
        decided('SUPPORTING_CONTROLLER_ENABLED', '`0`', apart),
        decided('AGENT_COMMS_SUBSCRIBER_DISABLED', '`true`', apart),
        decided('PRIMITIVES_RECONCILER', '`0`, unless controlPlane.env.vars says otherwise', apart),
        decided('CONTROL_PLANE_CACHE_ENABLED', '`true`, unless controlPlane.env.vars says otherwise', apart),
        decided('MIGRATIONS', 'migrations.mode, under both prefixes'),
        decided('SKIP_MIGRATIONS', '`0`, or `1` where migrations.mode is skip, under both prefixes'),
      ],
    },
    {
      title: 'The migration Job: the database, env, controlPlane.env.vars, and what the chart decides',
      rows: [
        decided('MIGRATIONS', '`auto`, under both prefixes'),
        decided('SKIP_MIGRATIONS', '`0`, under both prefixes'),
      ],
    },
    {
      title: 'What the chart decides for the controllers',
      rows: [
        decided('PORT', '`8080`', table='plain'),
        decided('IMAGE', 'their image'),
        decided('MIGRATIONS', '`skip`, under both prefixes'),
        decided('SKIP_MIGRATIONS', '`1`, under both prefixes'),
        decided('GRPC_ENABLED', '`0`'),
        decided('CONTROL_PLANE_CACHE_ENABLED', '`0`, unless controllers.env.vars says otherwise'),
      ],
    },
  ],
}
