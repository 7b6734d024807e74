// hello in this environment: a release with values of its own.
local hello = import 'apps/hello/main.libsonnet';
local twinhull = import 'twinhull/main.libsonnet';

twinhull.environment(hello, {
  release: { name: 'hello', namespace: 'default' },
  values: { greeting: 'Hello from the default environment' },
})
