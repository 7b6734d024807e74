// Several workloads of one image, each a role. A role is the label app.kubernetes.io/component: it is in every selector,
// so that no role ever takes the pods, or the traffic, of another one.
{
  // The label of a role.
  label(role): { 'app.kubernetes.io/component': role },

  // Whether no pod may be missing and none may come in addition, so that none can ever be replaced.
  isStuck(strategy):
    local isNone(limit) = std.member(['0', '0%'], std.toString(limit));
    isNone(strategy.maxUnavailable) && isNone(strategy.maxSurge),

  // A Deployment of one role, which replaces its pods one after the other.
  // options: { metadata, selector, replicas, strategy, podLabels, podAnnotations, podSpec }
  deployment(options): {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: options.metadata,
    spec: {
      replicas: options.replicas,
      revisionHistoryLimit: 2,
      strategy: { type: 'RollingUpdate', rollingUpdate: options.strategy },
      selector: { matchLabels: options.selector },
      template: {
        metadata: {
          labels: options.selector + options.podLabels,
          [if options.podAnnotations != {} then 'annotations']: options.podAnnotations,
        },
        spec: options.podSpec,
      },
    },
  },
}
