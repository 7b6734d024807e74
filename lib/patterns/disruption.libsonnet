// How many pods stay when nodes are drained.
{
  // Whether a budget lets no pod go, so that nodes can never be drained. Kubernetes rounds a share in per cent up; empty is
  // no budget.
  isBlocking(replicas, minAvailable):
    replicas > 1 && (
      std.isNumber(minAvailable) && minAvailable >= replicas
      // Texts of one length sort as their numbers do: the share, and the largest one that lets a pod go.
      || std.isString(minAvailable) && '%4s' % minAvailable > '%3d%%' % std.floor(100 * (replicas - 1) / replicas)
    ),

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
