// Conditions: chains, nested tests that decide each other, operands that are only evaluated sometimes, conditional manifests.
{
  chart: { name: 'conditions', version: '1.2.3', appVersion: '4.5.6' },

  schema: import '../../../schemas/apps/conditions/values.schema.json',

  render(values, release, chart, capabilities)::
    local one = values.one;
    local two = values.two;
    local mode = values.mode;
    local shape = if one then values.text else { a: values.text };
    local isSpecial = (one && mode != 'a') || (two && mode != 'b');
    local hasRoute = 'route' in values;
    local isPublic = hasRoute && values.route.public;
    {
      chains: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'chains', labels: { special: std.toString(isSpecial) } },
        data: {
          number: if mode == 'a' then 1 else if mode == 'b' then 2 else if one then 3 else 4,
          text: if mode == 'a' then 'first' else if one then values.text else 'last',
          onlyIf: if one then 'yes' else null,
          negated: if !one then 'without' else 'with',
          object: if one then { x: 1, [if two then 'y']: 2 } else { z: values.text },
          list: if one then [1, 2] else if two then [values.text] else [],
          nested: if one then (if two then 'both' else 'one') else (if two then 'two' else 'none'),
          again: if one then (if !one then 'never' else values.text) else (if two && !one then 'two' else '-'),
          same: if one then values.text else if two then values.text else 'other',
          empty: if values.text == '' then [] else [values.text],
          unless: if mode != '' then { mode: mode } else {},
          with: if values.text != '' then { text: values.text } else { other: [values.text] },
          special: isSpecial,
          shape: if std.isString(shape) then 'a text' else 'a map of %d' % std.length(shape),
          notSpecial: !isSpecial,
          mixed: (one || two) && !(one && two),
          triple: one && two && mode == 'a',
          either: one || two || mode == 'a',
          implies: !one || two,
        },
      },
      fields: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'fields', [if isSpecial then 'annotations']: { mode: mode } },
        data: {
          always: 'x',
          [if one then 'one']: values.text,
          [if one then 'more']: { deep: values.text, [if two then 'deeper']: values.text },
          [if one && two then 'both']: 'both',
          [if !one then 'without']: 'without',
          [if values.text != '' then 'text']: values.text,
          [if values.list != [] then 'list']: values.list,
          [if values.map != {} then 'map']: values.map,
          [if mode == 'a' then 'A' else 'B']: 1,
        },
        only: { [if one then 'one']: 1, [if two then 'two']: 2 },
        lonely: { [if values.text != '' then 'text']: values.text },
        entries: (if one then ['one'] else []) + (if two then ['two'] else ['not two']),
        someEntries: (if one then ['one'] else []) + (if two then ['two'] else []),
        nestedEntries: ['x'] + (if one then (if two then ['both'] else []) else []),
        lonelyEntry: if values.text != '' then [values.text] else [],
      },
      optional: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'optional' },
        data: {
          host: if hasRoute then values.route.host else 'none',
          public: isPublic,
          port: if hasRoute && 'port' in values.route then values.route.port else 80,
          path: if hasRoute then std.get(values.route, 'path', '/') else '/',
          json: std.manifestJsonMinified({ host: if hasRoute then values.route.host + '/x' else 'none' }),
          perItem: [if hasRoute then x + std.join(',', [host + '!' for host in values.route.hosts]) else x for x in values.list],
          hasLocal: hasRoute && std.any([host == 'local' || host == x for host in values.route.hosts for x in values.list]),
          kind: if std.isString(values.either) then 'text' else if std.isObject(values.either) then 'map' else 'other',
          name: if std.isString(values.either) then values.either else if std.isObject(values.either) then std.get(values.either, 'name', '-') else '?',
          deep: if std.isObject(values.either) && 'name' in values.either then values.either.name + '!' else 'nothing',
          [if hasRoute then 'route']: { host: values.route.host, [if values.route.public then 'public']: true },
        },
      },
      [if one then 'special']: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'special' },
        data: { one: one, two: two, mode: mode, [if one && two then 'both']: 'yes' },
      },
      [if isPublic then 'public']: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'public' },
        data: { host: values.route.host, path: std.get(values.route, 'path', '/') },
      },
      [if std.member(capabilities.apiVersions, 'monitoring.coreos.com/v1') && !release.isUpgrade then 'monitor']: {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: { name: 'monitor' },
        spec: { version: capabilities.kubeVersion },
      },
    },
}
