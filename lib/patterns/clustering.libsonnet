// Pods that find each other by DNS and talk to each other directly.
{
  // Who a pod is. Variables refer to what stands before them, $(POD_IP), so these come first.
  identity: {
    POD_NAME: { valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    POD_IP: { valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    POD_NAMESPACE: { valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
  },

  // A port that users may write as a number or as digits.
  port(value): if std.isString(value) then std.parseInt(value) else value,

  // The name under which DNS lists the members of a headless Service.
  query(service, namespace): '%s.%s.svc.cluster.local' % [service, namespace],

  // A Service that has no address of its own: DNS lists its members.
  // options: { metadata, selector, ports, publishNotReadyAddresses }
  headlessService(options): {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: options.metadata,
    spec: {
      type: 'ClusterIP',
      clusterIP: 'None',
      publishNotReadyAddresses: options.publishNotReadyAddresses,
      selector: options.selector,
      ports: options.ports,
    },
  },
}
