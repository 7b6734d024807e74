// What is told after an installation, as lines.
local validate = import 'validate.libsonnet';

function(context)
  local values = context.values;
  local migrations = values.migrations;
  local found = validate.migrating(values);
  local migrationNote =
    if migrations.job.enabled then
      'The Job %s-migrate migrates the database before each installation and upgrade; nothing else does.' % context.name
    else if migrations.mode == 'skip' then
      'Nothing of this release migrates the database: migrations.mode is skip.'
    else 'The control plane migrates the database when it first uses it: as it starts, unless its own variables say otherwise.';
  [
    'The control plane is %s in namespace %s.' % [context.name, context.namespace],
    '',
    'To open http://127.0.0.1:8080:',
    '  kubectl --namespace %s port-forward service/%s 8080:%d' % [context.namespace, context.name, values.service.port],
    '',
    migrationNote,
  ] + (
    if values.controllers.enabled then [
      'The controllers never migrate the database. ' + (
        if values.controllers.gate.wait then 'They start when the control plane answers.'
        else 'They do not wait for the control plane.'
      ),
    ] else []
  ) + (
    if found == [] then [] else [
      '',
      'Warning: the controllers skip the migrations, whatever these values say: ' + std.join(', ', found),
    ]
  ) + (
    if context.database.isGiven then [] else [
      '',
      'Neither database.secretRef nor database.createSecret says where DATABASE_URL is: that is left to env and envFromSecretRefs.',
    ]
  )
