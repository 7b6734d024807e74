// Integers: computed, compared, with zero as a value like any other, from files and from the command line.
{
  chart: { name: 'numbers', version: '1.2.3', appVersion: '4.5.6' },

  schema: import '../../../schemas/apps/numbers/values.schema.json',

  render(values, release, chart, capabilities)::
    local a = values.a;
    local b = values.b;
    {
      computed: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'computed' },
        data: {
          sum: a + b,
          next: a + 1,
          difference: a - b,
          product: a * b,
          negative: -a,
          absolute: std.abs(a),
          remainder: a % 7,
          half: std.floor(values.natural / 3),
          most: std.max(a, b),
          least: std.min(a, 10),
          clamped: std.clamp(a, -5, 5),
          total: std.sum(values.list),
          largest: std.foldl(function(most, x) std.max(most, x), values.list, 0),
          squares: [x * x for x in values.list],
          range: std.range(1, values.few),
          text: 'a is %d of %s' % [a, b],
        },
      },
      compared: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'compared' },
        data: {
          less: a < b,
          atMost: a <= b,
          more: a > 3,
          atLeast: a >= 3,
          same: a == b,
          three: a == 3,
          notThree: a != 3,
          fraction: values.ratio < 0.5,
          whole: values.ratio == 2,
          order: values.ratio <= a,
          zero: if a == 0 then 5 else a,
          nothing: if values.natural == 0 then 'none' else 'some',
          isZero: a == 0,
          inList: std.member(values.list, a),
          inFew: std.member([1, b, 3], a),
          between: a > 0 && a < 10,
          outside: a < 0 || a > 10,
          optional: if 'limit' in values then values.limit else -1,
          [if 'limit' in values && values.limit > 10 then 'large']: values.limit,
          [if values.natural > 0 then 'natural']: values.natural,
        },
      },
    },
}
