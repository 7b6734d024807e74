// Environment variables are a map by name until the last moment, so that a later layer overrides and never duplicates.
{
  // A map of strings, integers, booleans and {valueFrom: …} as a container's list, sorted by name.
  list(variables): [
    { name: name } + (
      if std.isObject(variables[name]) then variables[name]
      else { value: std.toString(variables[name]) }
    )
    for name in std.objectFields(variables)
  ],

  // A variable whose value is a key of a Secret.
  fromSecret(name, key): { valueFrom: { secretKeyRef: { name: name, key: key } } },
}
