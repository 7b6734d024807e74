// Maps: the user's over computed ones and below them, computed keys, entries that are looked up.
{
  chart: { name: 'maps', version: '1.2.3', appVersion: '4.5.6' },

  schema: import '../../../schemas/apps/maps/values.schema.json',

  render(values, release, chart, capabilities)::
    local map = values.map;
    local env = {
      MODE: values.text,
      FIXED: 'yes',
      [if values.text != '' then 'TEXT']: 'is ' + values.text,
    } + values.env;
    local labels = { 'app.kubernetes.io/name': chart.name, 'app.kubernetes.io/instance': release.name } + values.labels;
    local deep = { resources: { cpu: '1', memory: '2' }, name: 'deep' } + values.deep;
    {
      merged: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'merged', labels: labels + { part: 'merged' } },
        data: {
          over: { a: 'computed', b: values.text } + map,
          below: map + { a: 'computed', b: values.text },
          between: { a: '1', z: '1' } + map + { b: '2' } + values.more,
          two: map + values.more,
          conditional: { a: 'computed' } + (if values.flag then map else {}),
          mixin: map + (if values.flag then { a: 'flag' } else { b: 'none' }),
          shallow: deep,
          deepMap: { inner: { x: '1', y: '2' }, other: { z: '3' } } + values.nested,
          layers: { a: { x: '0' } } + values.nested + { inner: { z: '9' } },
          spread: map,
          twice: [map + { n: '1' }, map + { n: '2' }, map],
          nestedTwice: [values.nested + { n: { x: '1' } }, values.nested],
          env: [
            { name: name } + (if std.isObject(env[name]) then env[name] else { value: std.toString(env[name]) })
            for name in std.objectFields(env)
          ],
          maybe: { [if values.flag then 'x']: '1' } + map,
          entries: { first: map, second: values.more, third: { c: 'x' } + values.more },
        },
      },
      made: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'made', labels: labels },
        data: {
          computed: { [values.key]: 'computed key', keys: 'known' },
          keys: std.objectFields(map),
          values: std.objectValues(map),
          list: [{ name: k, value: map[k] } for k in std.objectFields(map)],
          renamed: { ['x-' + k]: map[k] + '!' for k in std.objectFields(map) },
          filtered: { [k]: map[k] for k in std.objectFields(map) if map[k] != '' && k != 'a' },
          mapped: std.mapWithKey(function(k, v) k + '=' + v, map),
          pairs: [e.key + e.value for e in std.objectKeysValues(map)],
          byId: { [item.id]: item.value for item in values.items },
          beside: { fixed: '1' } + { [item.id]: item.value for item in values.items },
          nested: { [k]: { [inner]: values.nested[k][inner] + k for inner in std.objectFields(values.nested[k]) } for k in std.objectFields(values.nested) },
          length: std.length(map),
          has: 'a' in map,
          hasKey: std.objectHas(map, values.key),
          get: std.get(map, 'a', 'none'),
          got: if values.key in map then map[values.key] else 'no',
          isKnown: values.key in { a: '1', [if values.flag then 'b']: '2' },
          hasEnv: 'MODE' in env,
          mode: env.FIXED,
          names: std.join(',', std.objectFields(env)),
          json: std.manifestJsonMinified(map + { z: values.text }),
          empty: map == {},
          [if map != {} then 'annotations']: map,
        },
      },
    },
}
