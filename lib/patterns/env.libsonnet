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

  // A variable whose value is a key of a Secret, a key of a ConfigMap, or a field of the pod.
  fromSecret(name, key): { valueFrom: { secretKeyRef: { name: name, key: key } } },
  fromConfigMap(name, key): { valueFrom: { configMapKeyRef: { name: name, key: key } } },
  fromField(path): { valueFrom: { fieldRef: { fieldPath: path } } },

  // A list of {name, …} as such a map: of two with one name the later one counts. `value` makes what stands behind it.
  byName(list, value): std.foldl(function(variables, one) variables { [one.name]: value(one) }, list, {}),

  // The same variables under longer names.
  prefixed(prefix, variables): { [prefix + name]: variables[name] for name in std.objectFields(variables) },
}
