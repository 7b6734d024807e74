// The recommended labels of Kubernetes.
// What identifies the pods of a release: for selectors, so nothing in it may change from version to version.
local identity(name, release) = {
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/instance': release.name,
};

{
  identity: identity,

  // What every object of a release carries. A chart from a registry may have `+digest` in its version.
  common(release, chart): identity(chart.name, release) + {
    'app.kubernetes.io/version': chart.appVersion,
    'app.kubernetes.io/managed-by': release.service,
    'helm.sh/chart': '%s-%s' % [chart.name, std.strReplace(chart.version, '+', '_')],
  },
}
