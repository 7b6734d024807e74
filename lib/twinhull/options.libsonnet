// What an environment says beside the application, as a schema. `release` and `capabilities` are what Helm gives a chart.
local struct(required, properties) = {
  type: 'object',
  additionalProperties: false,
  required: required,
  properties: properties,
};

struct(['release', 'values', 'capabilities'], {
  release: struct(['name', 'namespace', 'service', 'isInstall', 'isUpgrade', 'revision'], {
    name: { type: 'string', minLength: 1, maxLength: 53 },
    namespace: { type: 'string', minLength: 1 },
    service: { type: 'string', default: 'Twinhull' },
    isInstall: { type: 'boolean', default: true },
    isUpgrade: { type: 'boolean', default: false },
    revision: { type: 'integer', minimum: 1, default: 1 },
  }),
  values: { type: 'object', default: {} },
  capabilities: struct(['kubeVersion', 'apiVersions'], {
    kubeVersion: { type: 'string', default: 'v1.35.0' },
    apiVersions: { type: 'array', items: { type: 'string' }, default: [] },
  }),
})
