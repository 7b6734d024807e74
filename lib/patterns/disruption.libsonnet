// How many pods stay when nodes are drained.
{
  // Whether a budget lets no pod go, so that nodes can never be drained. A share in per cent is not looked at.
  isBlocking(replicas, minAvailable): replicas > 1 && std.isNumber(minAvailable) && minAvailable >= replicas,

  // A single replica cannot be evicted and stay available: `minAvailable: 1` would keep its node from being drained.
  // options: { name, namespace, labels, selector, replicas, minAvailable }
  budget(options): {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: options.name, namespace: options.namespace, labels: options.labels },
    spec: {
      selector: { matchLabels: options.selector },
    } + (if options.replicas > 1 then { minAvailable: options.minAvailable } else { maxUnavailable: 1 }),
  },
}
