// What the values schema of codex-pooler takes and refuses.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSchema } from '../../tools/schema/schema.ts';
import { validateValues } from '../../tools/schema/validate.ts';
import { refusal } from './codexPooler.ts';

const file = new URL('../../schemas/apps/codex-pooler/values.schema.json', import.meta.url);
const schema = parseSchema(readFileSync(file, 'utf8'), 'values.schema.json');

test.each([
  { app: { strategy: { maxSurge: '200%' } }, oban: { worker: { strategy: { maxSurge: '0%' } } } },
  { app: { podDisruptionBudget: { minAvailable: '100%' } } },
  { config: { obanShutdownGracePeriodMs: '0' } },
  { ingress: { tls: [{ hosts: ['codex.example.test'] }, {}] } },
])('the schema takes %j', (values) => {
  expect(validateValues(schema, values)).toEqual([]);
});

describe('the schema refuses', () => {
  test.each([
    { config: { obanJobsQueueLimit: 'many' } },
    { config: { obanJobsQueueLimit: '0' } },
    { config: { erlMaxPorts: '08' } },
    { clustering: { epmdPort: '0x10' } },
    { app: { startupProbe: { path: 'healthz' } } },
    { app: { strategy: { maxUnavailable: '101%' } } },
    { oban: { worker: { strategy: { maxSurge: '01%' } } } },
    { fullnameOverride: 'Codex_Pooler' },
    { fullnameOverride: '1a' },
    { clustering: { cookie: { existingSecretKey: 'a b' } } },
    { clustering: { cookie: { existingSecretKey: '' } } },
    { clustering: { headlessService: { nameOverride: '1a' } } },
    { app: { podDisruptionBudget: { minAvailable: '101%' } } },
  ])('text that has another form: %j', (values) => {
    const found = validateValues(schema, values);
    expect(found.map(({ code }) => code)).toEqual(['values-pattern']);
  });

  test.each([
    ['an unknown key', { replicas: 2 }, 'replicas: unknown key'],
    [
      'a pull policy that there is not',
      { image: { pullPolicy: 'Sometimes' } },
      'image.pullPolicy: must be "Always"',
    ],
    [
      'a path type that there is not',
      { ingress: { hosts: [{ host: 'a', paths: [{ path: '/', pathType: 'Regex' }] }] } },
      'ingress.hosts[0].paths[0].pathType: must be "ImplementationSpecific" or "Exact" or "Prefix"',
    ],
    [
      'a host without paths',
      { ingress: { hosts: [{ host: 'a', paths: [] }] } },
      'ingress.hosts[0].paths: must be a list of at least 1',
    ],
    [
      'an affinity that lasts too long',
      {
        app: {
          service: {
            sessionAffinity: 'ClientIP',
            sessionAffinityConfig: { clientIP: { timeoutSeconds: 86_401 } },
          },
        },
      },
      'timeoutSeconds: must be at most 86400',
    ],
    [
      'a Service that is only a name',
      { app: { service: { type: 'ExternalName' } } },
      'app.service.type: must be "ClusterIP"',
    ],
    ['no replica of the app', { app: { replicaCount: 0 } }, 'app.replicaCount: must be at least 1'],
    [
      'a boolean for the text that ECTO_IPV6 is',
      { config: { ectoIpv6: true } },
      'config.ectoIpv6: must be "true" or "false"',
    ],
    ['a port beyond the last one', { config: { port: 65_536 } }, 'config.port: must be at most 65535'],
    ['an empty repository', { image: { repository: '' } }, 'image.repository: must be no shorter than 1'],
    ['an empty host', { config: { host: '' } }, 'config.host: must be no shorter than 1'],
    [
      'an empty version of a key',
      { secrets: { totpKeyVersion: '' } },
      'secrets.totpKeyVersion: must be no shorter than 1',
    ],
    [
      'a fraction of a second',
      { app: { lifecycle: { preStop: { drainTimeoutSeconds: 0.5 } } } },
      'drainTimeoutSeconds: must be a whole number',
    ],
    [
      'a token as a value',
      { monitoring: { serviceMonitor: { bearerToken: 'x' } } },
      'monitoring.serviceMonitor.bearerToken: unknown key',
    ],
    ['an SMTP password as a value', { config: { smtpPassword: 'x' } }, 'config.smtpPassword: unknown key'],
  ])('%s', async (_, values, sentence) => {
    expect(await refusal(values)).toContain(sentence);
  });
});
