// dispatch as the home-ops cluster runs it today from bjw-s app-template 5.0.1, taken over in place.
local dispatch = import '../../../lib/apps/dispatch/main.libsonnet';
local twinhull = import '../../../lib/twinhull/main.libsonnet';

twinhull.environment(dispatch, {
  release: { name: 'dispatch', namespace: 'llm', service: 'Helm' },
  values: {
    image: {
      tag: '0.5.17',
      digest: 'sha256:0abe49ec7fb794dfe2209d3359c9ed827f30c4ce5154284af39ef03e6261a5c8',
    },
    config: {
      // The Secret says oidc.
      authMode: '',
      llmBaseUrl: 'http://litellm.llm:4000/v1',
      groomer: { model: 'vision' },
      lanes: import 'lanes.libsonnet',
      laneAliases: { cloud: 'local' },
    },
    database: { existingSecret: 'dispatch-app' },
    annotations: { 'reloader.stakater.com/auto': 'true' },
    resources: {
      requests: { cpu: '50m', memory: '256Mi' },
      limits: { memory: '512Mi' },
    },
    // app-template's own labels: the first is in the Deployment's selector, which never changes.
    selectorLabels: { 'app.kubernetes.io/controller': 'dispatch' },
    service: { labels: { 'app.kubernetes.io/service': 'dispatch' } },
    httpRoute: {
      enabled: true,
      hostnames: ['dispatch.jory.dev'],
      parentRefs: [{ name: 'envoy-internal', namespace: 'network' }],
    },
    // It runs without security contexts so far; null removes what would be the default.
    podSecurityContext: { runAsNonRoot: null, runAsUser: null, runAsGroup: null, seccompProfile: null },
    securityContext: { allowPrivilegeEscalation: null, capabilities: null },
  },
})
