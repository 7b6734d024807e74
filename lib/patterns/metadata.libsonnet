// Metadata of an object; without annotations there is no such field.
function(name, namespace, labels, annotations={}) {
  name: name,
  namespace: namespace,
  labels: labels,
  [if annotations != {} then 'annotations']: annotations,
}
