// Who reaches pods, and what they reach. A policy that names a direction without any rule shuts it completely, so
// `egress` is absent unless it is to be limited.
{
  // options: { metadata, podLabels, ingress, egress }: lists of rules; `egress` may be absent or null.
  policy(options): {
    local egress = std.get(options, 'egress'),
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: options.metadata,
    spec: {
      podSelector: { matchLabels: options.podLabels },
      policyTypes: ['Ingress'] + (if egress == null then [] else ['Egress']),
      ingress: options.ingress,
      [if egress != null then 'egress']: egress,
    },
  },

  // Peers that are all pods of this namespace with these labels.
  pods(labels): [{ podSelector: { matchLabels: labels } }],

  // Rules for TCP ports, by number or name. No peers are all.
  from(peers, ports): { ports: [{ protocol: 'TCP', port: port } for port in ports] } + (if peers == [] then {} else { from: peers }),
  to(peers, ports): { ports: [{ protocol: 'TCP', port: port } for port in ports] } + (if peers == [] then {} else { to: peers }),

  // Names are resolved wherever the name servers are.
  names: { ports: [{ protocol: protocol, port: 53 } for protocol in ['UDP', 'TCP']] },
}
