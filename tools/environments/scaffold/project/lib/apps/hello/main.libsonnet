// hello: answers every HTTP request with a greeting. Start here, and make it yours.
{
  chart: {
    name: 'hello',
    version: '0.1.0',
    appVersion: '1.0.0',
    description: 'Answers HTTP requests with a greeting',
  },

  // Defaults, types and documentation of the values.
  schema: import '../../../schemas/apps/hello/values.schema.json',

  // One visible field for each manifest.
  render(values, release, chart, capabilities)::
    local selector = { 'app.kubernetes.io/name': chart.name, 'app.kubernetes.io/instance': release.name };
    local labels = selector { 'app.kubernetes.io/managed-by': release.service };
    local tag = if values.image.tag == '' then chart.appVersion else values.image.tag;
    {
      deployment: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: release.name, labels: labels },
        spec: {
          replicas: values.replicas,
          selector: { matchLabels: selector },
          template: {
            metadata: { labels: selector },
            spec: {
              containers: [{
                name: 'hello',
                image: '%s:%s' % [values.image.repository, tag],
                args: ['-listen=:8080', '-text=' + values.greeting],
                ports: [{ name: 'http', containerPort: 8080 }],
                readinessProbe: { httpGet: { path: '/health', port: 'http' } },
                [if values.resources != {} then 'resources']: values.resources,
              }],
            },
          },
        },
      },

      service: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: release.name, labels: labels },
        spec: { selector: selector, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
      },
    },
}
