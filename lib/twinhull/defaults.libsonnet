// The values of someone who sets nothing, from a values schema.
local coalesce = import 'coalesce.libsonnet';

// [] or [default]: an object's own default lies over those of its properties.
local defaultOf(schema) =
  local properties = std.get(schema, 'properties', {});
  local inner = {
    [key]: default
    for key in std.objectFields(properties)
    for default in defaultOf(properties[key])
  };
  if 'default' in schema && !std.isObject(schema.default) then [schema.default]
  else if 'default' in schema || inner != {} then [coalesce(inner, std.get(schema, 'default', {}))]
  else [];

function(schema) (defaultOf(schema) + [{}])[0]
