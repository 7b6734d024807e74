// An application, values and a release become the manifests of an environment.
local coalesce = import 'coalesce.libsonnet';
local defaults = import 'defaults.libsonnet';
local optionsSchema = import 'options.libsonnet';
local problems = import 'problems.libsonnet';

// Defaults with `given` laid over them as Helm does it, once the schema allows the result.
local complete(what, schema, given) =
  local result = coalesce(defaults(schema), given);
  local found = problems(schema, result);
  assert found == [] : '%s: %s' % [what, std.join('\n  ', found)];
  result;

{
  // environment(app, { release: { name, namespace, … }, values: {…}, capabilities: {…} })
  // gives the objects that app.render makes, one field each. options.libsonnet lists what it takes.
  environment(app, options)::
    local who = 'apps/%s' % app.chart.name;
    local given = complete('%s: environment' % who, optionsSchema, options);
    local values = complete('%s: values' % who, app.schema, given.values);
    // Checked here, and not where render first looks at them: the trace of what is wrong then leads to who gave it.
    assert std.isObject(given) && std.isObject(values);
    app.render(values, given.release, app.chart, given.capabilities),
}
