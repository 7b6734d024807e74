// What is told after an installation, as lines: where dispatch is, and which keys its Secret has to hold.
local contract = import 'secret-contract.libsonnet';

// A key is needed when the values say so, unless `env` sets it or all that does instead.
local needed(entry, values) =
  entry.needed(values)
  && !(entry.key in values.env)
  && !('instead' in entry && std.all([key in values.env for key in entry.instead]));

local describe(entry) =
  if 'instead' in entry then '  %s (or %s)' % [entry.key, std.join(', ', entry.instead)]
  else '  ' + entry.key;

function(values, release, chart)
  local route = values.httpRoute;
  local forward = [release.namespace, release.name, values.service.port];
  [
    '%s %s is installed as release %s in namespace %s.' % [chart.name, chart.appVersion, release.name, release.namespace],
    '',
  ]
  + (
    if route.enabled && route.hostnames != [] then
      ['Its HTTPRoute serves:'] + ['  ' + host for host in route.hostnames]
    else
      ['To open http://127.0.0.1:3000:', '  kubectl --namespace %s port-forward service/%s 3000:%d' % forward]
  )
  + [
    '',
    if values.existingSecret == '' then 'Keys that env has to set, because existingSecret is empty:'
    else 'Keys that the Secret %s has to hold, because env does not set them:' % values.existingSecret,
  ]
  + [describe(entry) for entry in contract if needed(entry, values)]
  + ['secret-contract.md says what each key is for, and which other ones there are.']
