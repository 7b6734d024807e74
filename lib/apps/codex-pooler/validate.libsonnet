// What the values schema cannot say. Gives back `manifests` when all is well.
local clusters = import '../../patterns/clustering.libsonnet';
local disruption = import '../../patterns/disruption.libsonnet';
local names = import '../../patterns/names.libsonnet';
local roles = import '../../patterns/roles.libsonnet';
local secrets = import '../../patterns/secrets.libsonnet';

local exampleHost = 'codex-pooler.example.com';
local exampleSecret = 'codex-pooler-secrets';
local stuck = 'no pod may be missing and none may come in addition, so none can be replaced; raise maxSurge or maxUnavailable';

// own: the names { fullname, app, headless } of what is made; secretData: what the Secret of secrets.create has beside the cookie.
function(values, own, secretData, manifests)
  local fullname = own.fullname;
  local app = values.app;
  local continuity = app.websocketContinuity;
  local forwarding = continuity.ownerForwarding.enabled;
  local clustering = values.clustering;
  local isClustered = clustering.enabled && clustering.participants.app;
  local preStop = app.lifecycle.preStop;
  local needed = preStop.drainTimeoutSeconds + preStop.sleepSeconds + 17;
  local worker = values.oban.worker;
  local shutdown = values.config.obanShutdownGracePeriodMs;
  local hosts = [host.host for host in values.ingress.hosts];
  local given = values.secrets;
  local token = values.monitoring.serviceMonitor.bearerTokenSecret;
  local distributionPort = clusters.port(clustering.distributionPort);
  local epmdPort = clusters.port(clustering.epmdPort);

  assert std.length(fullname) <= 52 :
         'fullnameOverride: "%s" is too long for the names that begin with it; set it to at most 52 characters' % fullname;
  assert names.isOfService(fullname) :
         'fullnameOverride: "%s" is no name for a Service, which begins with a letter and has no dot; choose another one' % fullname;
  assert values.image.tag != 'latest' :
         'image.tag: latest is another image tomorrow; name a release, or leave it empty for the one of the chart';

  assert !forwarding || clustering.enabled :
         'app.websocketContinuity.ownerForwarding.enabled: pods forward over the cluster; set clustering.enabled to true';
  assert !forwarding || clustering.participants.app :
         'app.websocketContinuity.ownerForwarding.enabled: the app is no member of the cluster; set clustering.participants.app to true';
  assert !app.enabled || app.replicaCount == 1 || isClustered && forwarding && continuity.allowUnsafeMultiReplica :
         "app.replicaCount: several replicas have to reach each other's sessions; set clustering.enabled, clustering.participants.app, app.websocketContinuity.ownerForwarding.enabled and app.websocketContinuity.allowUnsafeMultiReplica to true, or replicaCount to 1";
  assert !app.enabled || !preStop.enabled || app.terminationGracePeriodSeconds >= needed :
         'app.terminationGracePeriodSeconds: is %d, but lifecycle.preStop takes up to %d; set at least that, or shorten drainTimeoutSeconds or sleepSeconds'
         % [app.terminationGracePeriodSeconds, needed];
  assert !worker.enabled || worker.terminationGracePeriodSeconds * 1000 >= std.parseInt(shutdown) :
         'oban.worker.terminationGracePeriodSeconds: is %d, but jobs have %s ms (config.obanShutdownGracePeriodMs); set at least that, or give them less'
         % [worker.terminationGracePeriodSeconds, shutdown];
  assert !app.enabled || !app.podDisruptionBudget.enabled
         || !disruption.isBlocking(app.replicaCount, app.podDisruptionBudget.minAvailable) :
         'app.podDisruptionBudget.minAvailable: no pod may go, so no node could be drained; set it below app.replicaCount (shares are rounded up)';
  assert app.service.sessionAffinityConfig == {} || app.service.sessionAffinity == 'ClientIP' :
         'app.service.sessionAffinityConfig: only ClientIP has one; set app.service.sessionAffinity to ClientIP, or remove it';

  assert !roles.isStuck(app.strategy) : 'app.strategy: ' + stuck;
  assert !roles.isStuck(worker.strategy) : 'oban.worker.strategy: ' + stuck;
  assert !roles.isStuck(values.oban.scheduler.strategy) : 'oban.scheduler.strategy: ' + stuck;

  assert !clustering.enabled || clustering.query != '' || clustering.headlessService.enabled :
         'clustering.query: without the headless Service nothing names the members; set it, or clustering.headlessService.enabled to true';
  assert !clustering.enabled || own.headless != own.app :
         'clustering.headlessService.nameOverride: "%s" is the Service of the app; choose another one' % own.headless;
  assert !clustering.enabled || !given.create || clustering.cookie.existingSecret != '' || clustering.cookie.value != '' :
         'clustering.cookie: the Secret that is made has no cookie; set clustering.cookie.value, or name a Secret in clustering.cookie.existingSecret';
  assert !given.create || !std.member([fullname + '-secrets', fullname + '-migrations'], clustering.cookie.existingSecret) :
         'clustering.cookie.existingSecret: "%s" is what secrets.create makes; set clustering.cookie.value, or name another Secret'
         % clustering.cookie.existingSecret;
  assert !clustering.enabled || !given.create || !(clustering.cookie.existingSecretKey in secretData) :
         'clustering.cookie.existingSecretKey: "%s" has another meaning in the Secret that is made; choose another key'
         % clustering.cookie.existingSecretKey;
  assert !clustering.enabled || distributionPort <= 65535 && epmdPort <= 65535 :
         'clustering: distributionPort and epmdPort must be at most 65535; choose others';
  assert !clustering.enabled
         || distributionPort != epmdPort && distributionPort != values.config.port && epmdPort != values.config.port :
         'clustering: distributionPort, epmdPort and config.port must differ; choose others';

  assert !given.create || given.existingSecret == '' || given.existingSecret == exampleSecret :
         'secrets.existingSecret: "%s" is yours, and secrets.create makes another one; remove it, or set secrets.create to false' % given.existingSecret;
  assert !given.create || given.databaseUrl != '' :
         'secrets.databaseUrl: is empty; set it, or secrets.create to false';
  assert !given.create || secrets.countBytes(given.secretKeyBase) >= 64 :
         'secrets.secretKeyBase: is shorter than 64 bytes; set a longer text, or secrets.create to false';
  assert !given.create || secrets.isKeyOf32Bytes(given.totpEncryptionKey) :
         'secrets.totpEncryptionKey: is neither 32 bytes nor 32 bytes in base64; set such a key, or secrets.create to false';
  assert !given.create || secrets.isKeyOf32Bytes(given.upstreamSecretKey) :
         'secrets.upstreamSecretKey: is neither 32 bytes nor 32 bytes in base64; set such a key, or secrets.create to false';

  assert !app.enabled || !values.ingress.enabled || std.member(hosts, values.config.host) :
         'ingress.hosts: config.host is "%s", which is none of them; add it, or change config.host' % values.config.host;
  assert !app.enabled || !values.ingress.enabled || !std.member(hosts, exampleHost) :
         'ingress.hosts: codex-pooler.example.com is only an example; set ingress.hosts and config.host to your own';
  assert (token.name == '') == (token.key == '') :
         'monitoring.serviceMonitor.bearerTokenSecret: needs both name and key; set both, or none';
  manifests
