// codex-pooler with one pod of each role, as small as it gets. It needs a Postgres database and the Secret
// `codex-pooler-secrets`, with the keys of charts/codex-pooler/secret-contract.md.
local codexPooler = import '../../../lib/apps/codex-pooler/main.libsonnet';
local twinhull = import '../../../lib/twinhull/main.libsonnet';

twinhull.environment(codexPooler, {
  release: { name: 'codex-pooler', namespace: 'codex-pooler' },
  values: {
    config: { host: 'codex.example.org' },
  },
})
