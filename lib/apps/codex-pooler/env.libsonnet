// The environment variables of codex-pooler's roles, by name. Everything else moved to its database: values cannot add any.
local clusters = import '../../patterns/clustering.libsonnet';
local env = import '../../patterns/env.libsonnet';
local contract = import 'secret-contract.libsonnet';

{
  // What every role has.
  common(config, secretName): {
    PORT: config.port,
    PHX_HOST: config.host,
    POOL_SIZE: config.poolSize,
    ECTO_IPV6: config.ectoIpv6,
    OBAN_JOBS_QUEUE_LIMIT: config.obanJobsQueueLimit,
    OBAN_SHUTDOWN_GRACE_PERIOD_MS: config.obanShutdownGracePeriodMs,
    LANG: config.lang,
    LC_ALL: config.lcAll,
    ERL_MAX_PORTS: config.erlMaxPorts,
  } + { [entry.variable]: env.fromSecret(secretName, entry.key) for entry in contract if entry.variable != 'RELEASE_COOKIE' },

  // The app alone. It has a node name outside of a cluster as well, by which its preStop hook reaches it.
  app(app): {
    PHX_SERVER: 'true',
    OBAN_MODE: 'web',
    RELEASE_DISTRIBUTION: 'sname',
    RELEASE_NODE: 'codex_pooler',
    CODEX_POOLER_DRAIN_MARKER_PATH: app.drainMarkerPath,
    CODEX_POOLER_WEBSOCKET_DRAIN_TIMEOUT_MS: app.lifecycle.preStop.drainTimeoutSeconds * 1000,
    [if app.websocketContinuity.ownerForwarding.enabled then 'CODEX_POOLER_WEBSOCKET_OWNER_FORWARDING']: 'true',
  },

  // Members of the cluster. options: { query, cookieSecret, port }
  member(clustering, options): clusters.identity {
    DNS_CLUSTER_QUERY: options.query,
    RELEASE_DISTRIBUTION: 'name',
    RELEASE_NODE: 'codex_pooler@$(POD_IP)',
    RELEASE_COOKIE: env.fromSecret(options.cookieSecret, clustering.cookie.existingSecretKey),
    ERL_AFLAGS: '-kernel inet_dist_listen_min %d inet_dist_listen_max %d' % [options.port, options.port],
  },
}
