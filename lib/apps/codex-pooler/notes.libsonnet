// What is told after an installation, as lines: where codex-pooler is, and what is left to do.
local contract = import 'secret-contract.libsonnet';

local exampleHost = 'codex-pooler.example.com';

function(values, release, chart)
  local fullname = if values.fullnameOverride == '' then release.name else values.fullnameOverride;
  local existing = values.secrets.existingSecret;
  [
    '%s %s is installed as release %s in namespace %s.' % [chart.name, chart.appVersion, release.name, release.namespace],
    '',
  ]
  + (
    if !values.app.enabled then ['The app is off: nothing serves HTTP.']
    else if values.ingress.enabled then ['https://%s' % values.config.host]
    else [
      'To open http://127.0.0.1:4000:',
      '  kubectl --namespace %s port-forward service/%s-app 4000:%d'
      % [release.namespace, fullname, values.app.service.port],
    ]
  )
  + (
    if values.app.enabled && values.config.host == exampleHost then [
      '',
      'Links lead to %s, which is only an example: set config.host to the host under which people reach the app.' % exampleHost,
    ] else []
  )
  + (
    if values.secrets.create then []
    else
      ['', 'The Secret %s has to hold:' % if existing == '' then fullname + '-secrets' else existing]
      + [
        '  ' + if entry.key == 'release-cookie' then values.clustering.cookie.existingSecretKey else entry.key
        for entry in contract
        if entry.needed(values)
      ]
      + ['secret-contract.md says what each key is for.']
  )
