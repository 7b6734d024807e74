// A HorizontalPodAutoscaler of a Deployment. Leave `replicas` out of the Deployment where there is one, or each
// upgrade sets them back.
{
  // options: { metadata, target, minReplicas, maxReplicas, cpu, memory }: `target` is the Deployment's name, the last
  // two are percents of what pods request, 0 to leave one out.
  deployment(options): {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: options.metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: options.target },
      minReplicas: options.minReplicas,
      maxReplicas: options.maxReplicas,
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: resource,
            target: { type: 'Utilization', averageUtilization: options[resource] },
          },
        }
        for resource in ['cpu', 'memory']
        if options[resource] > 0
      ],
    },
  },
}
