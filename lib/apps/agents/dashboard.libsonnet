// A dashboard of Grafana: what the image itself measures, under the names that it has with either prefix.
local panel(id, title, unit, legend, expression) = {
  id: id,
  title: title,
  type: 'timeseries',
  gridPos: { x: 12 * ((id - 1) % 2), y: 8 * std.floor((id - 1) / 2), w: 12, h: 8 },
  fieldConfig: { defaults: { unit: unit } },
  targets: [{ refId: 'A', expr: expression, legendFormat: legend }],
};

local rate(names) = 'rate({__name__=~"%s", namespace="$namespace"}[5m])' % std.join('|', names);
local perSecond(names, label) = 'sum by (%s) (%s)' % [label, rate(names)];
// What nineteen of twenty measurements were below.
local mostly(names, label) =
  'histogram_quantile(0.95, sum by (le, %s) (%s))' % [label, rate([name + '_bucket' for name in names])];

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
    panel(1, 'Up', 'short', '{{pod}}', 'up{namespace="$namespace", service=~".*-metrics"}'),
    panel(2, 'Runs that ended', 'ops', '{{outcome}}', perSecond(
      ['jangar_agent_run_outcomes_total', 'agents_agent_run_outcomes_total'],
      'outcome',
    )),
    panel(3, 'Time to reconcile', 'ms', '{{kind}}', mostly(
      ['jangar_reconcile_duration_ms', 'agents_reconcile_duration_ms'],
      'kind',
    )),
    panel(4, 'Runs that wait', 'short', '{{scope}}', mostly(
      ['jangar_agents_queue_depth', 'agents_agent_queue_depth'],
      'scope',
    )),
    panel(5, 'Runs at the same time', 'short', '{{scope}}', mostly(
      ['jangar_agents_active_concurrency', 'agents_active_concurrency'],
      'scope',
    )),
    panel(6, 'Runs beyond a rate', 'ops', '{{scope}}', perSecond(
      ['jangar_agents_rate_limit_rejections_total', 'agents_rate_limit_rejections_total'],
      'scope',
    )),
  ],
}
