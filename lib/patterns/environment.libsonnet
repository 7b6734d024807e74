// A table of environment variables: each row names a variable and the value that it stands for, so that one list makes
// both the environment and the page about it (`environment` of an application, see docs/charts.md).
//
// A row is { variable, value, when, given(context)::, of(context):: }: `when` has the conditions of `given` in words,
// and `context` has at least `values`.
local at(values, path) = std.foldl(function(object, key) object[key], std.split(path, '.'), values);

local row(variable, value, of) = {
  variable: variable,
  value: value,
  when: [],
  given(context):: true,
  of(context):: of(context),
};

local ofPath(variable, path, form) = row(variable, path, function(context) form(at(context.values, path)));

{
  // What stands at a path of the values: as it is, true as 1 and false as 0, a list with commas, anything as JSON.
  text(variable, path): ofPath(variable, path, function(value) value),
  switch(variable, path): ofPath(variable, path, function(value) if value then 1 else 0),
  list(variable, path): ofPath(variable, path, function(value) std.join(',', value)),
  json(variable, path): ofPath(variable, path, function(value) std.manifestJsonMinified(value)),

  // What is more than one value; `value` says in words what it is made of.
  computed(variable, value, of): row(variable, value, of),

  // The rows, only where the value at `path` is true, or not empty. Without a path each row has its own.
  under(path, rows): [
    one { when: [path] + super.when, given(context):: at(context.values, path) && one.given(context) }
    for one in rows
  ],
  filled(rows, path=null): [
    local own = if path == null then one.value else path;
    one { when: super.when + [own + ' is not empty'], given(context):: std.length(at(context.values, own)) > 0 }
    for one in rows
  ],

  // The variables of these rows by name.
  variables(rows, context): {
    [if one.given(context) then one.variable]: one.of(context)
    for one in rows
  },
}
