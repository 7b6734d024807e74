// What the values schema cannot say. Gives back `manifests` when all is well.

// As the image reads it: everything else means auto.
local skipWords = ['skip', 'disabled', 'false', '0', 'off'];
local isSkip(text) = std.member(skipWords, std.asciiLower(std.trim(text)));

local modes = ['JANGAR_MIGRATIONS', 'AGENTS_MIGRATIONS'];
local switches = ['JANGAR_SKIP_MIGRATIONS', 'AGENTS_SKIP_MIGRATIONS'];

// Whether a variable says that its reader skips the migrations, or is about something else.
local skips(name, value) =
  if std.member(modes, name) then isSkip(value)
  else !std.member(switches, name) || value == '1';

// The places that would have the controllers migrate, were it not for the entries that come last.
local migrating(values) =
  local own = values.controllers.env.vars;
  [
    'controllers.env.vars.' + name
    for name in modes + switches
    if name in own && !skips(name, own[name])
  ] + (
    if values.controllers.enabled then
      ['env.extra: ' + one.name for one in values.env.extra if !skips(one.name, one.value)]
      + ['env.secrets: ' + one.name for one in values.env.secrets if std.member(modes + switches, one.name)]
      + ['env.config: ' + one.name for one in values.env.config if std.member(modes + switches, one.name)]
    else []
  );

local checkNamespaces(values, namespace, controller, rest) =
  local given = values[controller].namespaces;
  local clusterScoped = values.rbac.clusterScoped;
  assert !std.member(given, '*') || std.length(given) == 1 :
         '%s.namespaces: * stands for all namespaces; remove the others' % controller;
  assert clusterScoped || std.length(given) <= 1 && !std.member(given, '*') :
         '%s.namespaces: several namespaces, or *, need a ClusterRole; set rbac.clusterScoped to true, or name one'
         % controller;
  assert clusterScoped || given == [] || given[0] == namespace :
         '%s.namespaces: the Role holds in "%s" only, not in "%s"; set rbac.clusterScoped to true, or install into that namespace'
         % [controller, namespace, given[0]];
  rest;

local checkScaling(path, autoscaling, budget, rest) =
  assert !autoscaling.enabled || autoscaling.minReplicas <= autoscaling.maxReplicas :
         '%sautoscaling.maxReplicas: there cannot be fewer pods at most than at least; raise it, or lower minReplicas'
         % path;
  assert !autoscaling.enabled
         || autoscaling.targetCPUUtilizationPercentage > 0
         || autoscaling.targetMemoryUtilizationPercentage > 0 :
         '%sautoscaling: nothing says when to scale; set targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage'
         % path;
  assert !budget.enabled || budget.minAvailable == '' || budget.maxUnavailable == '' :
         '%spodDisruptionBudget: Kubernetes takes minAvailable or maxUnavailable, not both; leave one of them empty' % path;
  rest;

{
  migrating: migrating,

  check(context, manifests):
    local values = context.values;
    local database = values.database;
    local migrations = values.migrations;
    local found = migrating(values);

    assert migrations.validation == 'warn' || found == [] :
           '%s: the controllers never migrate the database; remove it, or set it to skip (1 for SKIP_MIGRATIONS), and use migrations.mode for the control plane'
           % std.join(', ', found);

    assert std.length(context.name) <= 43 :
           'fullnameOverride: "%s" would make names that are too long; set one of at most 43 characters' % context.name;
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
    assert !values.podSecurityAdmission.createNamespace || context.namespace != context.releaseNamespace :
           'podSecurityAdmission.createNamespace: "%s" is the namespace of the release, which cannot be a part of it; label it when you make it, or set namespaceOverride'
           % context.namespace;
    assert !values.versionControlProvider.enabled || values.versionControlProvider.provider != '' :
           'versionControlProvider.provider: it has no kind; set one, such as github';
    assert !values.metrics.serviceMonitor.enabled || values.metrics.enabled && values.metrics.service.enabled :
           'metrics.serviceMonitor: it selects Services; set metrics.enabled and metrics.service.enabled to true';
    assert !(values.argocdHooks.enabled && values.argocdHooks.smoke.enabled) || values.argocdHooks.smoke.spec != {} :
           'argocdHooks.smoke.spec: the agent run has no spec; say what it runs, or set argocdHooks.smoke.enabled to false';

    checkScaling('',
                 values.autoscaling,
                 values.podDisruptionBudget,
                 checkScaling('controllers.',
                              values.controllers.autoscaling,
                              values.controllers.podDisruptionBudget,
                              checkNamespaces(values,
                                              context.namespace,
                                              'controller',
                                              checkNamespaces(values,
                                                              context.namespace,
                                                              'orchestrationController',
                                                              checkNamespaces(values, context.namespace, 'supportingController', manifests))))),
}
