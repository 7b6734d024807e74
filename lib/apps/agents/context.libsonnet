// What several manifests and the environment need to know: names, images, labels.
local labels = import '../../patterns/labels.libsonnet';
local metadataOf = import '../../patterns/metadata.libsonnet';

// An image of its own takes no digest of another one.
local imageOf(own, shared, chart) =
  local repository = if own.repository != '' then own.repository else shared.repository;
  local sharedTag = if shared.tag != '' then shared.tag else chart.appVersion;
  local tag = if own.tag != '' then own.tag else sharedTag;
  local digest =
    if own.digest != '' then own.digest
    else if own.repository == '' && own.tag == '' then shared.digest
    else '';
  '%s:%s%s' % [repository, tag, if digest == '' then '' else '@' + digest];

function(values, release, chart)
  local appName = if values.nameOverride != '' then values.nameOverride else chart.name;
  local name =
    if values.fullnameOverride != '' then values.fullnameOverride
    else if std.member(release.name, appName) then release.name
    else '%s-%s' % [release.name, appName];
  local namespace = if values.namespaceOverride != '' then values.namespaceOverride else release.namespace;
  local controlPlaneSelector = labels.identity(appName, release);
  local controllersAppName = appName + '-controllers';
  local controllersSelector = labels.identity(controllersAppName, release);
  local commonLabels = labels.common(release, chart) + controlPlaneSelector;
  local controlPlaneImage = imageOf(values.controlPlane.image, values.image, chart);
  local controllersImage = imageOf(values.controllers.image, values.image, chart);
  local caFolder = { JANGAR_: '/etc/jangar/ca', AGENTS_: '/etc/agents/ca' }[values.envPrefix];
  local serviceAccount = values.serviceAccount;
  local runner = values.runnerServiceAccount;
  local runnerName = name + '-runner';
  local runnerServiceAccountName = if runner.name != '' then runner.name else runnerName;
  local workload = values.controller.defaultWorkload;
  local replicas = {
    controlPlane: std.get(values.controlPlane, 'replicaCount', values.replicaCount),
    controllers: values.controllers.replicaCount,
  };
  local least(autoscaling, replicas) = if autoscaling.enabled then autoscaling.minReplicas else replicas;
  local createSecret = values.database.createSecret.enabled;
  local databaseSecret = if createSecret then name + '-db' else values.database.secretRef.name;
  local hasDatabase = databaseSecret != '';
  local runnerImage = values.runner.image;
  {
    values: values,
    appName: appName,
    controllersAppName: controllersAppName,
    name: name,
    namespace: namespace,
    releaseNamespace: release.namespace,
    httpPort: 8080,

    labels: commonLabels,
    metadata(name, annotations={}): metadataOf(name, namespace, commonLabels, annotations),
    selectors: { controlPlane: controlPlaneSelector, controllers: controllersSelector },

    controlPlaneImage: controlPlaneImage,
    controllersImage: controllersImage,
    runnerImage:
      if runnerImage.repository == '' then values.runtime.agentRunnerImage
      else
        runnerImage.repository
        + (if runnerImage.tag == '' then '' else ':' + runnerImage.tag)
        + (if runnerImage.digest == '' then '' else '@' + runnerImage.digest),

    // What is asked for where nothing scales, and what there is at least.
    replicas: replicas,
    leastReplicas: {
      controlPlane: least(values.autoscaling, replicas.controlPlane),
      controllers: least(values.controllers.autoscaling, replicas.controllers),
    },

    serviceAccountName:
      if serviceAccount.name != '' then serviceAccount.name
      else if serviceAccount.create then name + '-sa'
      else 'default',
    runnerName: runnerName,
    runnerServiceAccountName: runnerServiceAccountName,
    runServiceAccountName:
      if workload.serviceAccountName != '' then workload.serviceAccountName
      else if runner.setAsDefault && (runner.create || runner.name != '') then runnerServiceAccountName
      else '',

    database: {
      isGiven: hasDatabase,
      name: databaseSecret,
      key: if createSecret then 'url' else values.database.secretRef.key,
    },
    caFolder: caFolder,
    caFile: '%s/%s' % [caFolder, values.database.caSecret.key],

    namespaces: {
      [controller]:
        local given = values[controller].namespaces;
        if given != [] then given else [namespace]
      for controller in ['controller', 'orchestrationController', 'supportingController']
    },
  }
