// What the values schema cannot say. Gives back `manifests` when all is well.
local disruption = import '../../patterns/disruption.libsonnet';
local names = import '../../patterns/names.libsonnet';

// As the image reads it: everything else means auto.
local skipWords = ['skip', 'disabled', 'false', '0', 'off'];
local isSkip(text) = std.member(skipWords, std.asciiLower(std.trim(text)));

local modes = ['JANGAR_MIGRATIONS', 'AGENTS_MIGRATIONS'];
local switches = ['JANGAR_SKIP_MIGRATIONS', 'AGENTS_SKIP_MIGRATIONS'];
local both = modes + switches;

// Whether a variable says that its reader skips the migrations, or that it does not; others say nothing.
local saysSkip(name, value) = if std.member(modes, name) then isSkip(value) else std.member(switches, name) && value == '1';
local saysMigrate(name, value) = std.member(both, name) && !saysSkip(name, value);

// Where variables by name, or those of env.extra, say so.
local inVars(path, vars, says) = [path + name for name in both if name in vars && says(name, vars[name])];
local inExtra(values, says) = ['env.extra: ' + one.name for one in values.env.extra if says(one.name, one.value)];

// What a Secret or a ConfigMap says cannot be seen here.
local unseen(values) =
  ['env.secrets: ' + one.name for one in values.env.secrets if std.member(both, one.name)]
  + ['env.config: ' + one.name for one in values.env.config if std.member(both, one.name)];

// The places that would have the controllers migrate, were it not for the entries that come last.
local migrating(values) =
  inVars('controllers.env.vars.', values.controllers.env.vars, saysMigrate)
  + (if values.controllers.enabled then inExtra(values, saysMigrate) + unseen(values) else []);

// The places that would have the control plane skip, were it not for migrations.mode, which comes last there.
local skipping(values) =
  if values.migrations.mode == 'skip' then []
  else
    inVars('env.vars.', values.env.vars, saysSkip)
    + inVars('controlPlane.env.vars.', values.controlPlane.env.vars, saysSkip)
    + inExtra(values, saysSkip)
    + (if values.controllers.enabled then [] else unseen(values));

// Variables that images with the prefix AGENTS_ do not read.
local unread(values) =
  local isUnread(name) = std.startsWith(name, 'JANGAR_') && !std.member(both, name);
  if values.envPrefix == 'JANGAR_' then []
  else
    ['env.vars.' + name for name in std.objectFields(values.env.vars) if isUnread(name)]
    + ['controlPlane.env.vars.' + name for name in std.objectFields(values.controlPlane.env.vars) if isUnread(name)]
    + ['controllers.env.vars.' + name for name in std.objectFields(values.controllers.env.vars) if isUnread(name)]
    + ['env.secrets: ' + one.name for one in values.env.secrets if isUnread(one.name)]
    + ['env.config: ' + one.name for one in values.env.config if isUnread(one.name)]
    + ['env.extra: ' + one.name for one in values.env.extra if isUnread(one.name)];

// The lists of namespaces that go beyond the permissions, and those that name others beside all.
local listed = ['controller', 'orchestrationController', 'supportingController'];
local isOwn(given, namespace) = given == [] || std.length(given) == 1 && given[0] == namespace;
local isMixed(given) = std.member(given, '*') && std.length(given) > 1;
local beyond(values, namespace) =
  if values.rbac.clusterScoped then []
  else [one + '.namespaces' for one in listed if !isOwn(values[one].namespaces, namespace)];
local mixed(values) = [one + '.namespaces' for one in listed if isMixed(values[one].namespaces)];

// How the pods of a role scale and stay: `path` is that of its values, `least` the number of pods where nothing scales it up.
local checkScaling(path, isThere, values, least, rest) =
  local autoscaling = values.autoscaling;
  local budget = values.podDisruptionBudget;
  local isScaled = isThere && autoscaling.enabled;
  local hasBudget = isThere && budget.enabled;
  assert !isScaled || autoscaling.minReplicas <= autoscaling.maxReplicas :
         '%sautoscaling.maxReplicas: there cannot be fewer pods at most than at least; raise it, or lower minReplicas'
         % path;
  assert !isScaled
         || autoscaling.targetCPUUtilizationPercentage != 0
         || autoscaling.targetMemoryUtilizationPercentage != 0 :
         '%sautoscaling: nothing says when to scale; set targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage'
         % path;
  assert !hasBudget || budget.minAvailable == '' || budget.maxUnavailable == '' :
         '%spodDisruptionBudget: Kubernetes takes minAvailable or maxUnavailable, not both; leave one of them empty' % path;
  assert !hasBudget || !disruption.isBlocking(least, budget.minAvailable) :
         '%spodDisruptionBudget.minAvailable: while there are no more pods than that (shares are rounded up), none may go and no node can be drained; set less, or raise the replicas (with autoscaling, minReplicas)'
         % path;
  rest;

{
  migrating: migrating,

  check(context, manifests):
    local values = context.values;
    local database = values.database;
    local migrations = values.migrations;
    local controllers = values.controllers;
    local found = migrating(values);
    local contradicting = skipping(values);
    local useless = unread(values);
    local unpermitted = beyond(values, context.namespace);
    local contrary = mixed(values);
    local least = context.leastReplicas;

    assert migrations.validation == 'warn' || found == [] :
           '%s: the controllers never migrate the database; remove it, or set it to skip (1 for SKIP_MIGRATIONS) unless it is in a Secret or a ConfigMap, and use migrations.mode for the control plane'
           % std.join(', ', found);

    assert contradicting == [] :
           '%s: only migrations.mode says whether the control plane migrates; set that to skip, or remove this'
           % std.join(', ', contradicting);

    assert useless == [] :
           '%s: images with the prefix AGENTS_ read no such variable; take what environment.md has in its place, or set envPrefix to JANGAR_'
           % std.join(', ', useless);

    assert unpermitted == [] :
           '%s: the Role holds in "%s" only; set rbac.clusterScoped to true, or name no other namespace (nor *)'
           % [std.join(', ', unpermitted), context.namespace];
    assert contrary == [] :
           '%s: * stands for all namespaces; remove the others' % std.join(', ', contrary);

    assert std.length(context.name) <= 43 :
           'fullnameOverride: "%s" would make names that are too long; set one of at most 43 characters' % context.name;
    assert names.isOfService(context.name) :
           'fullnameOverride: "%s" is no name for a Service, which begins with a letter and has no dot; set another one' % context.name;
    assert database.createSecret.enabled || database.url == '' :
           'database.url: it would stand in the Deployment for all to read; set database.createSecret.enabled to true, or put it into a Secret and name that in database.secretRef';
    assert !database.createSecret.enabled || database.url != '' :
           'database.createSecret: the Secret needs a URL; set database.url, or name a Secret in database.secretRef';
    assert !database.createSecret.enabled || database.secretRef.name == '' :
           'database: createSecret and secretRef are two Secrets for one URL; use one of them';
    assert !migrations.job.enabled || migrations.mode == 'skip' :
           'migrations.job: it migrates instead of the control plane; set migrations.mode to skip';
    assert !migrations.job.enabled || migrations.job.command != [] :
           'migrations.job.command: how the image migrates and then ends is not known here; set the command';
    assert !(migrations.job.enabled && database.createSecret.enabled) :
           'migrations.job: it runs before database.createSecret makes the Secret; name one that is there in database.secretRef';
    assert !(migrations.job.enabled && values.podSecurityAdmission.createNamespace) :
           'migrations.job: it runs before podSecurityAdmission.createNamespace makes its namespace; make the namespace before, and set createNamespace to false (Helm then keeps the namespace)';
    assert !values.podSecurityAdmission.createNamespace || context.namespace != context.releaseNamespace :
           'podSecurityAdmission.createNamespace: "%s" is the namespace of the release, which cannot be a part of it; label it when you make it, or set namespaceOverride'
           % context.namespace;
    assert values.runner.image.repository == '' || values.runner.image.tag != '' || values.runner.image.digest != '' :
           'runner.image: it has neither tag nor digest; set one, so that runs have the image that was tried';
    assert values.runner.image.repository != '' || values.runner.image.tag == '' && values.runner.image.digest == '' :
           'runner.image: a tag or a digest is nothing without a repository; set it, or remove them';
    assert values.agentComms.nats.user == '' || values.agentComms.nats.userSecret.name == '' :
           'agentComms.nats: user and userSecret both name the user; use one of them';
    assert !values.grpc.enabled || values.grpc.port != context.httpPort :
           'grpc.port: the control plane serves HTTP at %d; choose another port' % context.httpPort;
    assert !values.serviceAccount.create || !values.runnerServiceAccount.create
           || context.serviceAccountName != context.runnerServiceAccountName :
           'runnerServiceAccount.name: "%s" is the ServiceAccount of the controllers; choose another one, or leave it empty'
           % context.runnerServiceAccountName;
    assert !values.versionControlProvider.enabled || values.versionControlProvider.provider != '' :
           'versionControlProvider.provider: it has no kind; set one, such as github';
    assert !values.metrics.serviceMonitor.enabled || values.metrics.enabled && values.metrics.service.enabled :
           'metrics.serviceMonitor: it selects Services; set metrics.enabled and metrics.service.enabled to true';
    assert !(values.argocdHooks.enabled && values.argocdHooks.smoke.enabled) || values.argocdHooks.smoke.spec != {} :
           'argocdHooks.smoke.spec: the agent run has no spec; say what it runs, or set argocdHooks.smoke.enabled to false';

    checkScaling('',
                 true,
                 values,
                 least.controlPlane,
                 checkScaling('controllers.', controllers.enabled, controllers, least.controllers, manifests)),
}
