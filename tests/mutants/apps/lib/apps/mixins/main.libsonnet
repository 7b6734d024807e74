// Objects in layers: mixins under conditions, late binding, merges of nested objects, parts that several manifests share.
local lib = import 'lib.libsonnet';

{
  chart: { name: 'mixins', version: '1.2.3', appVersion: '4.5.6' },

  schema: import '../../../schemas/apps/mixins/values.schema.json',

  render(values, release, chart, capabilities)::
    local labels = {
      'app.kubernetes.io/name': chart.name,
      'app.kubernetes.io/instance': release.name,
      [if values.version then 'app.kubernetes.io/version']: chart.appVersion,
    };
    local container = {
      name: 'main',
      image: 'app:' + (if values.tag == '' then chart.appVersion else values.tag),
      ports: [{ name: 'http', containerPort: values.port }],
      env: [{ name: 'A', value: values.text }] + (if values.debug then [{ name: 'DEBUG', value: 'true' }] else []),
    };
    local base = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'base', labels: labels },
      data: { a: '1', b: self.a + '-', c: { x: 1, y: [values.text] }, name: self.b + '+', d: { e: { f: 1, g: 2 } } },
    };
    {
      base: base + { metadata+: { name: 'plain' } },
      layered:
        base
        + { data+: { a: values.text } }
        + (if values.debug then { data+: { a: super.a + '!', c+: { x: 2 }, debug: self.b } } else {})
        + (if values.version then { data+: { c+: { z: 3 }, d+: { e+: { g: 5 } } }, metadata+: { name: 'versioned' } } else { data+: { c: { only: true } } })
        + (if values.debug && values.version then { data+: { a: 'both', b: 'last ' + super.b } } else {}),
      deployment: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: release.name, labels: labels },
        spec: {
          template: {
            metadata: { labels: labels },
            spec: {
              containers: [container, container { name: 'second', [if values.debug then 'command']: ['debug', values.text] }],
              hidden:: values.text,
              shown: self.hidden,
            },
          },
          topped: ({ f: values.text } + { f: if 'f' in super then super.f + '1' else 'none', g: 'f' in self }),
        },
      },
      job: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: release.name, labels: labels + { job: 'true' } },
        spec: { template: { spec: { containers: [container] } } },
      },
      named: lib.named('p-', values.text)
             + lib.withLabels(labels)
             + (if values.debug then lib.withLabels({ extra: 'yes', job: values.text }) + lib.prefixed('q-') else {})
             + { spec+: { [if values.port > 80 then 'high']: true } },
      [if values.debug then 'debug']: base { metadata+: { name: 'debug' }, data: { labels: labels, container: container } },
    },
}
