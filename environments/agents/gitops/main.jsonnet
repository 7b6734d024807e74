// agents with controllers of their own, as Argo CD syncs them.
local agents = import '../../../lib/apps/agents/main.libsonnet';
local twinhull = import '../../../lib/twinhull/main.libsonnet';

twinhull.environment(agents, {
  release: { name: 'agents', namespace: 'agents', service: 'Helm' },
  values: {
    resources: { requests: { cpu: '200m', memory: '512Mi' } },
    controlPlane: {
      image: { repository: 'lab/jangar-control-plane', tag: '5b72ee1e' },
      env: { vars: { JANGAR_CONTROL_PLANE_CACHE_ENABLED: 'true' } },
    },
    controllers: {
      enabled: true,
      image: { repository: 'lab/jangar', tag: '5b72ee1e' },
      env: {
        vars: {
          JANGAR_AGENT_RUNNER_NATS_AUTH_SECRET_NAME: 'nats-agents-credentials',
          JANGAR_AGENT_RUNNER_NATS_AUTH_USERNAME_KEY: 'username',
          JANGAR_AGENT_RUNNER_NATS_AUTH_PASSWORD_KEY: 'password',
        },
      },
    },
    runner: { image: { repository: 'lab/codex-universal', tag: '5b72ee1e' } },
    controller: { namespaces: ['agents'] },
    database: { secretRef: { name: 'jangar-db-app', key: 'uri' } },
    env: {
      vars: {
        JANGAR_GRPC_ENABLED: 'true',
        JANGAR_GRPC_HOST: '0.0.0.0',
        JANGAR_GRPC_PORT: '50051',
        JANGAR_GITHUB_REPOS_ALLOWED: 'proompteng/lab',
      },
    },
    envFromSecretRefs: ['agents-github-token-env'],
  },
})
