// What a ServiceAccount may do: a role and its binding, in one namespace or in all.
{
  // options: { metadata, clusterScoped: false, rules }. `metadata` has a namespace.
  role(options): {
    local clusterScoped = std.get(options, 'clusterScoped', false),
    local metadata = options.metadata,
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: if clusterScoped then 'ClusterRole' else 'Role',
    metadata: {
      name: metadata.name,
      [if !clusterScoped then 'namespace']: metadata.namespace,
      labels: metadata.labels,
    },
    rules: options.rules,
  },

  // options: { metadata, clusterScoped: false, serviceAccountName }. The role has the same name.
  binding(options): {
    local clusterScoped = std.get(options, 'clusterScoped', false),
    local metadata = options.metadata,
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: if clusterScoped then 'ClusterRoleBinding' else 'RoleBinding',
    metadata: {
      name: metadata.name,
      [if !clusterScoped then 'namespace']: metadata.namespace,
      labels: metadata.labels,
    },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: if clusterScoped then 'ClusterRole' else 'Role',
      name: metadata.name,
    },
    subjects: [{ kind: 'ServiceAccount', name: options.serviceAccountName, namespace: metadata.namespace }],
  },

  rule(group, resources, verbs): { apiGroups: [group], resources: resources, verbs: verbs },
}
