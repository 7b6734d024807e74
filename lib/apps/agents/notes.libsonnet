// What is told after an installation, as lines.
local validate = import 'validate.libsonnet';

function(context)
  local values = context.values;
  local found = validate.migrating(values);
  [
    'The control plane is %s in namespace %s.' % [context.name, context.namespace],
    '',
    'To open http://127.0.0.1:8080:',
    '  kubectl --namespace %s port-forward service/%s 8080:%d' % [context.namespace, context.name, values.service.port],
    '',
  ] + (
    if values.controllers.enabled then [
      'The controllers never migrate the database. They wait for the control plane, which does; its mode is %s.'
      % values.migrations.mode,
    ] else ['It migrates the database when it starts; its mode is %s.' % values.migrations.mode]
  ) + (
    if found == [] then [] else [
      '',
      'Warning: the controllers skip the migrations, whatever these values say: ' + std.join(', ', found),
    ]
  ) + (
    if context.database.name != '' then [] else [
      '',
      'No value says where DATABASE_URL comes from; env or envFromSecretRefs have to.',
    ]
  )
