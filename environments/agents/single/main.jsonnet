// agents as one Deployment that does everything. It needs the custom resources of the chart, a Postgres database with
// the extensions vector and pgcrypto, and a Secret `agents-database` with its URL under the key `url`.
local agents = import '../../../lib/apps/agents/main.libsonnet';
local twinhull = import '../../../lib/twinhull/main.libsonnet';

twinhull.environment(agents, {
  release: { name: 'agents', namespace: 'agents' },
  values: { database: { secretRef: { name: 'agents-database' } } },
})
