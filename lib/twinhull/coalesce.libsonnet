// Lays a user's values over defaults exactly as Helm does, which std.mergePatch does not:
// maps are merged deeply; lists, scalars and whatever changes its kind are replaced;
// a null deletes a default, and stays where there is no default.
local coalesce(defaults, values) =
  local has(key) = std.objectHas(defaults, key) && defaults[key] != null;
  {
    [key]: defaults[key]
    for key in std.objectFields(defaults)
    if !std.objectHas(values, key)
  } + {
    [key]:
      if has(key) && std.isObject(defaults[key]) && std.isObject(values[key])
      then coalesce(defaults[key], values[key])
      else values[key]
    for key in std.objectFields(values)
    if values[key] != null || !has(key)
  };

coalesce
