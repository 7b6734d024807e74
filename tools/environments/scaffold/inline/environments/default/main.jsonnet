// hello in this environment: a release with values of its own.
local hello = import 'apps/hello/main.libsonnet';
local twinhull = import 'twinhull/main.libsonnet';

{
  apiVersion: 'tanka.dev/v1alpha1',
  kind: 'Environment',
  metadata: {
    name: 'environments/default',
  },
  spec: {
    namespace: 'default',
    resourceDefaults: {},
    expectVersions: {},
  },
  data: twinhull.environment(hello, {
    release: { name: 'hello', namespace: $.spec.namespace },
    values: { greeting: 'Hello from the default environment' },
  }),
}
