// Values of several kinds: texts or numbers, texts or maps, anything, and null.
{
  chart: { name: 'unions', version: '1.2.3', appVersion: '4.5.6' },

  schema: import '../../../schemas/apps/unions/values.schema.json',

  render(values, release, chart, capabilities)::
    local describe(value) =
      if value == null then 'nothing'
      else if std.isString(value) then 'text ' + value
      else if std.isNumber(value) then 'number ' + value
      else if std.isBoolean(value) then 'flag ' + value
      else if std.isObject(value) then 'map of %d' % std.length(value)
      else 'list of %d' % std.length(value);
    {
      config: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'config' },
        data: {
          port: values.port,
          portText: std.toString(values.port),
          isNumber: std.isNumber(values.port),
          named: if std.isNumber(values.port) then { number: values.port } else { name: values.port },
          anything: values.anything,
          kind: describe(values.anything),
          type: std.type(values.anything),
          nullable: if values.nullable == null then [] else [values.nullable],
          nullableText: std.toString(values.nullable),
          json: std.manifestJsonMinified(values.anything),
          equals: values.anything == 'x',
          zero: values.anything == 0,
          no: values.anything == false,
          secret: if std.isString(values.secret) then { name: values.secret, key: 'key' } else values.secret,
          merged: { name: 'default' } + (if std.isObject(values.secret) then values.secret else {}),
          variables: [
            { name: name }
            + (
              local value = values.variables[name];
              if std.isObject(value) then { valueFrom: value } else { value: std.toString(value) }
            )
            for name in std.objectFields(values.variables)
          ],
          list: [if std.isString(x) then x else std.toString(x) for x in values.list],
          texts: [std.toString(x) for x in values.list],
          joined: std.join(',', [std.toString(x) for x in values.list]),
          names: [if x == null then 'none' else x for x in values.names],
          nulls: [if x == null then 'nothing' else x for x in values.list],
          numbers: [x + 1 for x in values.list if std.isNumber(x)],
          schedule: if std.isArray(values.hosts) then values.hosts else [values.hosts],
        },
      },
    },
}
