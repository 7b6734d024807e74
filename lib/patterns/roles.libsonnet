// Several workloads of one image, each a role. A role is the label app.kubernetes.io/component: it is in every selector,
// so that no role ever takes the pods, or the traffic, of another one.
{
  // The label of a role.
  label(role): { 'app.kubernetes.io/component': role },

  // Whether no pod may be missing and none may come in addition, so that none can ever be replaced.
  isStuck(strategy): std.all([
    if std.isString(limit) then limit == '0%' else limit == 0
    for limit in [strategy.maxUnavailable, strategy.maxSurge]
  ]),

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
