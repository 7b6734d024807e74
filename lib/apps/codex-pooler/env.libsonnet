// The environment variables of codex-pooler, as lists that its roles are put together of. Everything else moved to its
// database, so values cannot add any, and no name is in two of the lists.
local clusters = import '../../patterns/clustering.libsonnet';
local env = import '../../patterns/env.libsonnet';
local contract = import 'secret-contract.libsonnet';

{
  // Every process.
  settings(config): env.list({
    PORT: config.port,
    PHX_HOST: config.host,
    POOL_SIZE: config.poolSize,
    ECTO_IPV6: config.ectoIpv6,
    OBAN_JOBS_QUEUE_LIMIT: config.obanJobsQueueLimit,
    OBAN_SHUTDOWN_GRACE_PERIOD_MS: config.obanShutdownGracePeriodMs,
    LANG: config.lang,
    LC_ALL: config.lcAll,
    ERL_MAX_PORTS: config.erlMaxPorts,
  }),
  credentials(secretName): env.list({
    [entry.variable]: env.fromSecret(secretName, entry.key)
    for entry in contract
    if entry.key != 'release-cookie'
  }),

  // The app alone. Outside of a cluster it has a node name as well, by which its preStop hook reaches it.
  app(app, isMember): env.list({
    PHX_SERVER: 'true',
    OBAN_MODE: 'web',
    [if !isMember then 'RELEASE_DISTRIBUTION']: 'sname',
    [if !isMember then 'RELEASE_NODE']: 'codex_pooler',
    CODEX_POOLER_DRAIN_MARKER_PATH: app.drainMarkerPath,
    CODEX_POOLER_WEBSOCKET_DRAIN_TIMEOUT_MS: app.lifecycle.preStop.drainTimeoutSeconds * 1000,
    [if app.websocketContinuity.ownerForwarding.enabled then 'CODEX_POOLER_WEBSOCKET_OWNER_FORWARDING']: 'true',
  }),

  // Members of the cluster; who they are comes first, because the rest may refer to it.
  // options: { query, cookie, port, epmdPort }
  membership(options): local distributionPort = std.toString(options.port); env.list(clusters.identity) + env.list({
    DNS_CLUSTER_QUERY: options.query,
    RELEASE_DISTRIBUTION: 'name',
    RELEASE_NODE: 'codex_pooler@$(POD_IP)',
    RELEASE_COOKIE: options.cookie,
    ERL_EPMD_PORT: options.epmdPort,
    ERL_AFLAGS: '-kernel inet_dist_listen_min %s inet_dist_listen_max %s' % [distributionPort, distributionPort],
  }),
}
