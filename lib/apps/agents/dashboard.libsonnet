// A dashboard of Grafana: what both roles do, from the metrics that every Node.js process has.
local panel(id, title, unit, expression) = {
  id: id,
  title: title,
  type: 'timeseries',
  gridPos: { x: 12 * ((id - 1) % 2), y: 8 * std.floor((id - 1) / 2), w: 12, h: 8 },
  fieldConfig: { defaults: { unit: unit } },
  targets: [{ refId: 'A', expr: expression, legendFormat: '{{pod}}' }],
};

{
  title: 'agents',
  uid: 'agents',
  tags: ['agents'],
  schemaVersion: 39,
  time: { from: 'now-6h', to: 'now' },
  templating: {
    list: [{ name: 'namespace', type: 'query', query: 'label_values(up, namespace)' }],
  },
  panels: [
    panel(1, 'Up', 'short', 'up{namespace="$namespace", service=~".*-metrics"}'),
    panel(2, 'Processor', 'percentunit', 'rate(process_cpu_seconds_total{namespace="$namespace"}[5m])'),
    panel(3, 'Memory', 'bytes', 'process_resident_memory_bytes{namespace="$namespace"}'),
    panel(4, 'Event loop', 's', 'nodejs_eventloop_lag_seconds{namespace="$namespace"}'),
  ],
}
