// What the values schema cannot say. dispatch itself only logs a wrong lane configuration and takes its built-in lanes,
// so it has to be refused here. Gives back `manifests` when all is well.
local names = import '../../patterns/names.libsonnet';
local roles = import '../../patterns/roles.libsonnet';

local problemsOf(values) =
  local config = values.config;
  local ids = [lane.id for lane in config.lanes];
  local claimable = [lane for lane in config.lanes if lane.claimable];
  {
    duplicates: [id for id in ids if std.length([other for other in ids if other == id]) > 1],
    crowdedRoles: [
      role
      for role in ['default', 'escalation']
      if std.length([lane for lane in claimable if 'role' in lane && lane.role == role]) > 1
    ],
    strayAliases: [
      '"%s" points to "%s"' % [alias, config.laneAliases[alias]]
      for alias in std.objectFields(config.laneAliases)
      if !std.member(ids, config.laneAliases[alias])
    ],
  };

function(values, name, migrationName, manifests)
  local config = values.config;
  local lanes = problemsOf(values);
  local nameLabel = 'app.kubernetes.io/name';
  local limits = values.strategy.rollingUpdate;

  assert std.any([lane.claimable for lane in config.lanes]) :
         'config.lanes: no lane is claimable, so no agent could take work; set claimable to true on one of them';
  assert lanes.duplicates == [] :
         'config.lanes: lane ids must be unique, "%s" occurs more than once; rename one' % lanes.duplicates[0];
  assert lanes.crowdedRoles == [] :
         'config.lanes: only one claimable lane may have the role "%s"; remove it from the others' % lanes.crowdedRoles[0];
  assert lanes.strayAliases == [] :
         'config.laneAliases: %s, which is no lane id; name a lane, or remove the alias (null removes a default one)'
         % lanes.strayAliases[0];

  assert names.isOfService(name) :
         'the release "%s": a Service is called so, whose name begins with a letter and has no dot; choose another name' % name;
  assert values.existingSecret != '' || values.database.existingSecret != '' || 'DATABASE_URL' in values.env :
         'existingSecret: is empty, and nothing else says where the database is; name a Secret there or in database.existingSecret, or set env.DATABASE_URL';
  assert !('PORT' in values.env) :
         'env.PORT: the probes and the Service reach the pods at port 3000; remove it (service.port may be another one)';
  assert values.strategy.type == 'RollingUpdate' || limits == {} :
         'strategy.rollingUpdate: only a rolling update has limits; set strategy.type to RollingUpdate, or remove them';
  assert !('maxSurge' in limits && 'maxUnavailable' in limits && roles.isStuck(limits)) :
         'strategy.rollingUpdate: no pod may be missing and none may come in addition, so none can be replaced; raise maxSurge or maxUnavailable';
  assert !('SKIP_DB_MIGRATIONS' in values.env) :
         'env.SKIP_DB_MIGRATIONS: pods never migrate, so it is always "true"; remove it (see migrations.enabled)';
  assert std.get(values.selectorLabels, nameLabel, '') != migrationName :
         'selectorLabels: "%s" marks the pods of the migration Job, which must not get traffic; choose another %s'
         % [migrationName, nameLabel];
  assert !values.httpRoute.enabled || values.httpRoute.parentRefs != [] :
         'httpRoute.parentRefs: an enabled route attaches to no Gateway; name one, or set httpRoute.enabled to false';
  manifests
