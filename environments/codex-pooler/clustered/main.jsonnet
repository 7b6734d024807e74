// codex-pooler with two pods that serve HTTP: they form a cluster with the workers and the scheduler, and a request goes on to
// the pod that has the client's session. The Secret `codex-pooler-secrets` has the key `release-cookie`, too.
local codexPooler = import '../../../lib/apps/codex-pooler/main.libsonnet';
local twinhull = import '../../../lib/twinhull/main.libsonnet';

local host = 'codex.example.org';

twinhull.environment(codexPooler, {
  release: { name: 'codex-pooler', namespace: 'codex-pooler' },
  values: {
    config: { host: host, poolSize: 20 },
    clustering: { enabled: true },
    app: {
      replicaCount: 2,
      websocketContinuity: { allowUnsafeMultiReplica: true, ownerForwarding: { enabled: true } },
      service: { sessionAffinity: 'ClientIP' },
    },
    oban: { worker: { replicaCount: 2 } },
    ingress: {
      enabled: true,
      className: 'nginx',
      hosts: [{ host: host, paths: [{ path: '/' }] }],
      tls: [{ secretName: 'codex-pooler-tls', hosts: [host] }],
    },
    monitoring: { serviceMonitor: { enabled: true } },
  },
})
