// dispatch on a fresh kind cluster. It needs a Postgres database and one Secret, `dispatch`, in this namespace:
// DISPATCH_AGENT_TOKEN, GITHUB_TOKEN, DATABASE_URL, DISPATCH_AUTH_USERNAME and DISPATCH_AUTH_PASSWORD.
local dispatch = import '../../../lib/apps/dispatch/main.libsonnet';
local twinhull = import '../../../lib/twinhull/main.libsonnet';

twinhull.environment(dispatch, {
  release: { name: 'dispatch', namespace: 'default' },
  values: {
    config: {
      authMode: 'basic',
      groomer: { enabled: false },
    },
  },
})
