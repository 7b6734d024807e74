// How values and what a schema allows are put into words.
local typeNames = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  'null': 'null',
  number: 'a number',
  object: 'a map',
  string: 'a string',
};

local asList(value) = if std.isArray(value) then value else [value];
local literal(value) = if std.isFunction(value) then 'a function' else std.manifestJsonMinified(value);
local isPlain(key) =
  key != '' && std.stripChars(std.asciiLower(key), 'abcdefghijklmnopqrstuvwxyz0123456789_-') == '';

{
  literal: literal,

  // "a", "b"
  quote(names): std.join(', ', [std.escapeStringJson(name) for name in names]),

  // The place of a key: config.lanes, env["a b"].
  inside(path, key):
    if !isPlain(key) then '%s[%s]' % [path, std.escapeStringJson(key)]
    else if path == '' then key
    else path + '.' + key,

  // What was given. Maps and lists are named only: they may hold secrets.
  describe(value):
    if std.isObject(value) || std.isArray(value) then typeNames[std.type(value)]
    else if std.isString(value) then 'the string ' + literal(value)
    else literal(value),

  // What a schema takes: ["a string", "a whole number"].
  kinds(schema):
    if 'enum' in schema then std.map(literal, schema.enum)
    else if 'anyOf' in schema then std.flatMap(self.kinds, schema.anyOf)
    else if 'type' in schema then [typeNames[type] for type in asList(schema.type)]
    else ['anything'],
}
