// Makes an application of any size for timing the chart compiler: resources with values, conditions, maps and lists.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Each resource has 15 leaves and 3 conditions. */
export const leavesPerResource = 15;
export const conditionsPerResource = 3;

/** Writes a project with the application `big`. */
export function writeApplication(root: string, resources: number): void {
  const numbers = Array.from({ length: resources }, (_, at) => at + 1);
  const files: Readonly<Record<string, string>> = {
    'jsonnetfile.json': '{}\n',
    'schemas/apps/big/values.schema.json': JSON.stringify(schemaOf(numbers)),
    'lib/apps/big/main.libsonnet': mainOf(numbers),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const text = { type: 'string', default: '' };
const flag = { type: 'boolean', default: true };
const integer = { type: 'integer', minimum: 0, maximum: 65535, default: 8080 };
const map = { type: 'object', additionalProperties: { type: 'string' }, default: {} };
const list = { type: 'array', items: { type: 'string' }, default: [] };

const leaves = {
  ...{ enabled: flag, debug: flag, repository: text, tag: text, host: text, message: text, secret: text },
  ...{
    replicas: integer,
    port: integer,
    timeout: integer,
    annotations: map,
    labels: map,
    env: map,
    args: list,
  },
  level: { type: 'string', enum: ['low', 'middle', 'high'], default: 'low' },
};

function structOf(properties: Readonly<Record<string, object>>): object {
  const required = Object.keys(properties).filter((name) => name !== 'global');
  return { type: 'object', additionalProperties: false, required, properties };
}

function schemaOf(numbers: readonly number[]): object {
  const described = Object.fromEntries(
    Object.entries(leaves).map(([name, leaf]) => [name, { description: `The ${name}.`, ...leaf }]),
  );
  const parts = numbers.map((at) => [`part${at}`, { description: `Part ${at}.`, ...structOf(described) }]);
  const global = { description: 'Not used.', type: 'object' };
  const schema = structOf({ global, ...Object.fromEntries(parts) });
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Values of big', ...schema };
}

function mainOf(numbers: readonly number[]): string {
  return `{
  chart: { name: 'big', version: '1.0.0', appVersion: '1.0.0' },
  schema: import '../../../schemas/apps/big/values.schema.json',
  render(values, release, chart, capabilities)::
    local labels = { 'app.kubernetes.io/name': chart.name, 'app.kubernetes.io/instance': release.name };
    {
${numbers.map(resourceOf).join('')}    },
}
`;
}

function resourceOf(at: number): string {
  return `      [if values.part${at}.enabled then 'part${at}']:
        local part = values.part${at};
        local env = { MESSAGE: part.message, LEVEL: part.level, DEBUG: std.toString(part.debug) } + part.env;
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: {
            name: release.name + '-part${at}',
            labels: labels + part.labels,
            [if part.annotations != {} then 'annotations']: part.annotations,
          },
          spec: {
            replicas: part.replicas,
            selector: { matchLabels: labels + { part: '${at}' } },
            template: {
              metadata: { labels: labels + { part: '${at}' } },
              spec: {
                terminationGracePeriodSeconds: part.timeout,
                containers: [{
                  name: 'part${at}',
                  image: '%s:%s' % [part.repository, if part.tag == '' then chart.appVersion else part.tag],
                  args: ['--secret=' + part.secret] + part.args,
                  env: [{ name: name, value: env[name] } for name in std.objectFields(env)],
                  ports: [{ containerPort: part.port }],
                }],
                hostAliases: if part.host != '' then [{ ip: '127.0.0.1', hostnames: [part.host] }] else [],
              },
            },
          },
        },
`;
}
