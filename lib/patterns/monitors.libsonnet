// How Prometheus finds metrics: a Service for them alone, which the monitor selects, and the monitor.
{
  // options: { metadata, selector, port, targetPort }
  service(options): {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: options.metadata,
    spec: {
      type: 'ClusterIP',
      selector: options.selector,
      ports: [{ name: 'metrics', port: options.port, targetPort: options.targetPort, protocol: 'TCP' }],
    },
  },

  // options: { metadata, matchLabels, endpoint }: of all Services with these labels in the namespace.
  serviceMonitor(options): {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: options.metadata,
    spec: {
      selector: { matchLabels: options.matchLabels },
      namespaceSelector: { matchNames: [options.metadata.namespace] },
      endpoints: [options.endpoint],
    },
  },

  // options: { metadata, name, content }: a ConfigMap, by whose labels the sidecar of Grafana finds the dashboard.
  dashboard(options): {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: options.metadata,
    data: { [options.name + '.json']: std.manifestJsonMinified(options.content) },
  },
}
