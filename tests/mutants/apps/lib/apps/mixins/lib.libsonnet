// A library of mixins, as applications share them.
{
  named(prefix, name):: {
    local me = self,
    prefix:: prefix,
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: me.prefix + 'named', title: name },
  },
  withLabels(labels):: { metadata+: { labels+: labels } },
  prefixed(prefix):: { prefix:: prefix },
}
