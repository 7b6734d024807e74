// Checks a value against a values schema (JSON Schema, draft-07) in plain Jsonnet, so that a typo fails in any program.
// `pattern` needs the native function regexMatch, which twinhull and Tanka have; elsewhere it is not checked.
local defaults = import 'defaults.libsonnet';
local nearest = import 'nearest.libsonnet';
local words = import 'words.libsonnet';

local regexMatch = std.native('regexMatch');

local hasType(value, type) =
  if type == 'integer' then std.isNumber(value) && std.floor(value) == value
  else std.type(value) == type;

local takesKind(schema, value) =
  local types = std.get(schema, 'type', std.type(value));
  std.count([hasType(value, type) for type in if std.isArray(types) then types else [types]], true) > 0;

// Keywords about one type of value: [the type, whether it holds, what must be].
local limits = {
  minimum(limit, value): ['number', value >= limit, 'at least %s' % words.literal(limit)],
  maximum(limit, value): ['number', value <= limit, 'at most %s' % words.literal(limit)],
  minLength(limit, value): ['string', std.length(value) >= limit, 'no shorter than %d' % limit],
  maxLength(limit, value): ['string', std.length(value) <= limit, 'no longer than %d' % limit],
  minItems(limit, value): ['array', std.length(value) >= limit, 'a list of at least %d' % limit],
  maxItems(limit, value): ['array', std.length(value) <= limit, 'a list of at most %d' % limit],
  minProperties(limit, value): ['object', std.length(value) >= limit, 'a map with at least %d key' % limit],
  maxProperties(limit, value): ['object', std.length(value) <= limit, 'a map with at most %d key' % limit],
  pattern(limit, value):
    ['string', regexMatch == null || regexMatch(limit, value), 'text that matches %s' % words.literal(limit)],
};

// What was given, unless it is a secret.
local describe(schema, value) =
  if std.get(schema, 'writeOnly', false) then 'something else' else words.describe(value);

local limitProblems(schema, value, path) = [
  '%s: must be %s, is %s' % [path, limit[2], describe(schema, value)]
  for keyword in std.objectFields(schema)
  if std.objectHas(limits, keyword)
  for limit in [limits[keyword](schema[keyword], value)]
  if std.type(value) == limit[0] && !limit[1]
];

local wrongKind(schema, value, path) =
  ['%s: must be %s, is %s' % [path, std.join(' or ', words.kinds(schema)), describe(schema, value)]];

local unknownKey(key, allowed, path) =
  local meant = nearest(key, allowed);
  local hint = if meant == null then '' else ', did you mean %s?' % std.escapeStringJson(meant);
  ['%s: unknown key%s; allowed are %s' % [words.inside(path, key), hint, words.quote(allowed)]];

// Every property with a default is required, so that a missing one was removed by a null.
local missingKey(properties, key, path) =
  local removed = std.objectHas(defaults({ properties: properties }), key);
  '%s: must %s' % [words.inside(path, key), if removed then 'not be null, which removes its default' else 'be set'];

local check = {
  // Sentences about what is wrong, each beginning with the path.
  value(schema, value, path)::
    if schema == true then []
    else if !takesKind(schema, value) then wrongKind(schema, value, path)
    else if 'enum' in schema && !std.member(schema.enum, value) then wrongKind(schema, value, path)
    else
      limitProblems(schema, value, path)
      + (if 'anyOf' in schema then check.alternatives(schema, value, path) else [])
      + (if std.isArray(value) then check.items(schema, value, path) else [])
      + (if std.isObject(value) then check.properties(schema, value, path) else []),

  // Of several alternatives, the first that takes this kind of value has the best sentences.
  alternatives(schema, value, path)::
    local found = [check.value(other, value, path) for other in schema.anyOf if takesKind(other, value)];
    if found == [] then wrongKind(schema, value, path)
    else if std.member(found, []) then []
    else found[0],

  items(schema, value, path)::
    local items = std.get(schema, 'items', true);
    std.flattenArrays(std.mapWithIndex(function(i, item) check.value(items, item, '%s[%d]' % [path, i]), value)),

  properties(schema, value, path)::
    local properties = std.get(schema, 'properties', {});
    local others = std.get(schema, 'additionalProperties', true);
    local names = std.get(schema, 'propertyNames', {});
    local allowed = std.get(names, 'enum', std.objectFields(properties));
    local missing = [key for key in std.get(schema, 'required', []) if !std.objectHas(value, key)];
    local property(key) =
      local inside = words.inside(path, key);
      if std.objectHas(properties, key) then check.value(properties[key], value[key], inside)
      else if others == false || 'enum' in names && !std.member(allowed, key) then unknownKey(key, allowed, path)
      else limitProblems(names, key, inside) + check.value(others, value[key], inside);
    std.flatMap(property, std.objectFields(value)) + [missingKey(properties, key, path) for key in missing],
};

function(schema, value) check.value(schema, value, '')
