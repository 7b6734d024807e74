// How many pods stay when nodes are drained.
{
  // Whether a budget lets no pod go, so that nodes can never be drained. A share in per cent is not looked at.
  isBlocking(replicas, minAvailable): replicas > 1 && std.isNumber(minAvailable) && minAvailable >= replicas,

  // A single replica cannot be evicted and stay available: `minAvailable: 1` would keep its node from being drained.
  limit(replicas, minAvailable): if replicas > 1 then { minAvailable: minAvailable } else { maxUnavailable: 1 },

  // options: { metadata, selector, limit }: `limit` is { minAvailable } or { maxUnavailable }.
  budget(options): {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: options.metadata,
    spec: { selector: { matchLabels: options.selector } } + options.limit,
  },
}
