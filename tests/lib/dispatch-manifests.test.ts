// What earlier charts of dispatch got wrong, and what its users need beyond the rules T1 … T10.
import { describe, expect, test } from 'vitest';
import { refusal, render } from './dispatch.ts';
import { evaluate } from './evaluate.ts';

const app = `(import 'lib/apps/dispatch/main.libsonnet')`;

describe('the Deployment', () => {
  test('is one pod that is replaced before the next one starts', async () => {
    const { spec } = (await render()).deployment;
    expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' } };
    expect((await render({ replicas: 2, strategy })).deployment.spec).toMatchObject({
      replicas: 2,
      strategy,
    });
  });

  test('is ready when dispatch says so, and lives while its port answers: neither needs credentials, an outage of the database restarts nothing', async () => {
    const { deployment } = await render({
      probes: { readiness: { timeoutSeconds: 5 }, liveness: { failureThreshold: 6 } },
    });
    const [container] = deployment.spec.template.spec.containers;
    expect(container.readinessProbe).toEqual({
      httpGet: { path: '/api/health', port: 3000 },
      initialDelaySeconds: 5,
      periodSeconds: 10,
      failureThreshold: 3,
      timeoutSeconds: 5,
    });
    expect(container.livenessProbe).toEqual({
      tcpSocket: { port: 3000 },
      initialDelaySeconds: 10,
      periodSeconds: 10,
      failureThreshold: 6,
    });
  });

  test('runs as the user of the image with nothing it does not need', async () => {
    const { spec } = (await render()).deployment.spec.template;
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 1001,
        runAsGroup: 1001,
        seccompProfile: { type: 'RuntimeDefault' },
      },
    });
    expect(spec.containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('settings of a security context can be changed and removed one by one', async () => {
    const values = {
      podSecurityContext: { runAsUser: 1000, seccompProfile: null },
      securityContext: { capabilities: null, allowPrivilegeEscalation: null },
    };
    const { spec } = (await render(values)).deployment.spec.template;
    expect(spec.securityContext).toEqual({ runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1001 });
    expect(spec.containers[0]).not.toHaveProperty('securityContext');
  });

  test.each([
    [{}, 'ghcr.io/misospace/dispatch:0.5.19'],
    [{ tag: 'main' }, 'ghcr.io/misospace/dispatch:main'],
    [{ digest: `sha256:${'a'.repeat(64)}` }, `ghcr.io/misospace/dispatch:0.5.19@sha256:${'a'.repeat(64)}`],
  ])('takes the image %j', async (image, expected) => {
    const [container] = (await render({ image })).deployment.spec.template.spec.containers;
    expect(container.image).toBe(expected);
    expect(container).not.toHaveProperty('imagePullPolicy');
  });

  test('carries what a user adds, each in its place', async () => {
    const added = {
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'x' }],
      topologySpreadConstraints: [{ maxSkew: 1 }],
      affinity: { podAntiAffinity: {} },
    };
    const { deployment, service } = await render({
      ...added,
      annotations: { a: 'workload' },
      labels: { team: 'workload' },
      podAnnotations: { a: 'pod' },
      podLabels: { team: 'pod' },
      resources: { requests: { cpu: 0.5 } },
    });
    expect(deployment.metadata).toMatchObject({
      annotations: { a: 'workload' },
      labels: { team: 'workload' },
    });
    expect(deployment.spec.template.metadata).toMatchObject({
      annotations: { a: 'pod' },
      labels: { team: 'pod' },
    });
    expect(deployment.spec.template.spec).toMatchObject(added);
    expect(deployment.spec.template.spec.containers[0].resources).toEqual({ requests: { cpu: 0.5 } });
    expect(service.spec.selector).not.toHaveProperty('team');
  });

  test('takes no Secret when none is named', async () => {
    const [container] = (await render({ existingSecret: '', env: { DATABASE_URL: 'x' } })).deployment.spec
      .template.spec.containers;
    expect(container).not.toHaveProperty('envFrom');
  });
});

describe('labels', () => {
  test('say what a release is made of; a digest in the version of a chart becomes a valid label', async () => {
    const code = `${app} + { chart+: { version: '1.2.3+abc' } }`;
    const options = `{ release: { name: 'a', namespace: 'b', service: 'Helm' } }`;
    const objects = await evaluate(`(import 'lib/twinhull/main.libsonnet').environment(${code}, ${options})`);
    for (const { metadata } of Object.values(objects as Record<string, { metadata: object }>)) {
      expect(metadata).toMatchObject({
        namespace: 'b',
        labels: {
          'app.kubernetes.io/name': 'dispatch',
          'app.kubernetes.io/instance': 'a',
          'app.kubernetes.io/version': '0.5.19',
          'app.kubernetes.io/managed-by': 'Helm',
          'helm.sh/chart': 'dispatch-1.2.3_abc',
        },
      });
    }
  });

  test('of a selector hold nothing that changes from version to version', async () => {
    const { matchLabels } = (await render()).deployment.spec.selector;
    expect(matchLabels).toEqual({
      'app.kubernetes.io/name': 'dispatch',
      'app.kubernetes.io/instance': 'queue',
    });
  });
});

describe('the Service', () => {
  test('has the port that clients use', async () => {
    const { spec } = (await render()).service;
    expect(spec.type).toBe('ClusterIP');
    expect(spec.ports).toEqual([{ name: 'http', port: 3000, targetPort: 3000, protocol: 'TCP' }]);
  });

  test('may have another one, and the route follows', async () => {
    const httpRoute = { enabled: true, parentRefs: [{ name: 'public' }] };
    const manifests = await render({
      service: { port: 80, type: 'LoadBalancer', annotations: { a: 'b' } },
      httpRoute,
    });
    expect(manifests.service.spec.ports).toMatchObject([{ port: 80, targetPort: 3000 }]);
    expect(manifests.service.metadata.annotations).toEqual({ a: 'b' });
    expect(manifests.httpRoute?.spec.rules).toMatchObject([{ backendRefs: [{ name: 'queue', port: 80 }] }]);
  });
});

describe('the HTTPRoute', () => {
  test('is off by default', async () => {
    expect(await render()).not.toHaveProperty('httpRoute');
  });

  test('reaches a listener of a Gateway in another namespace, and takes further rules', async () => {
    const rule = { matches: [{ path: { value: '/hooks' } }] };
    const httpRoute = {
      enabled: true,
      annotations: { a: 'b' },
      hostnames: ['dispatch.example.org'],
      parentRefs: [{ name: 'public', namespace: 'network', sectionName: 'https' }, { name: 'local' }],
      extraRules: [rule],
    };
    const route = (await render({ httpRoute })).httpRoute;
    const gateway = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
    expect(route?.metadata.annotations).toEqual({ a: 'b' });
    expect(route?.spec).toMatchObject({ hostnames: ['dispatch.example.org'] });
    expect(route?.spec.parentRefs).toEqual([
      { ...gateway, ...httpRoute.parentRefs[0] },
      { ...gateway, name: 'local' },
    ]);
    expect(route?.spec.rules.slice(1)).toEqual([rule]);
  });

  test('that attaches to nothing is refused', async () => {
    expect(await refusal({ httpRoute: { enabled: true } })).toMatch(
      /^httpRoute\.parentRefs: .* name one, or set httpRoute\.enabled to false$/,
    );
  });
});

describe('the ServiceAccount', () => {
  test.each([
    [{}, 'queue', true],
    [{ name: 'mine' }, 'mine', true],
    [{ create: false }, 'default', false],
    [{ create: false, name: 'theirs' }, 'theirs', false],
  ])('%j', async (serviceAccount, name, isCreated) => {
    const manifests = await render({ serviceAccount });
    expect(manifests.deployment.spec.template.spec.serviceAccountName).toBe(name);
    expect(manifests.serviceAccount?.metadata.name).toBe(isCreated ? name : undefined);
  });
});

describe('the secret contract', () => {
  const neededKeys = (values: string): Promise<unknown> =>
    evaluate(`
      local app = ${app};
      local values = (import 'lib/twinhull/coalesce.libsonnet')((import 'lib/twinhull/defaults.libsonnet')(app.schema), ${values});
      [entry.key for entry in app.secretContract if entry.needed(values)]
    `);

  test('names what the default values need: without the credentials of basic, nobody could sign in', async () => {
    expect(await neededKeys('{}')).toEqual([
      'DISPATCH_AGENT_TOKEN',
      'GITHUB_TOKEN',
      'DATABASE_URL',
      'DISPATCH_AUTH_USERNAME',
      'DISPATCH_AUTH_PASSWORD',
      'DISPATCH_LLM_API_KEY',
      'DISPATCH_LLM_BASE_URL',
      'DISPATCH_GROOMER_MODEL',
    ]);
  });

  test('follows the values', async () => {
    const values = `{ database: { existingSecret: 'db' }, config: { authMode: 'oidc', groomer: { enabled: false } } }`;
    expect(await neededKeys(values)).toEqual([
      'DISPATCH_AGENT_TOKEN',
      'GITHUB_TOKEN',
      'DISPATCH_OIDC_ISSUER',
      'DISPATCH_OIDC_CLIENT_ID',
      'DISPATCH_OIDC_CLIENT_SECRET',
      'NEXTAUTH_SECRET',
      'NEXTAUTH_URL',
    ]);
  });

  test('describes every key, and the agents token as dispatch’s own', async () => {
    const contract = (await evaluate(`${app}.secretContract`)) as {
      key: string;
      description: string;
      when: string;
    }[];
    expect(contract.every(({ description, when }) => description !== '' && when !== '')).toBe(true);
    expect(contract.find(({ key }) => key === 'DISPATCH_AGENT_TOKEN')?.description).toContain(
      'not a GitHub token',
    );
  });
});

test('the kind environment needs one Secret', async () => {
  const objects = await evaluate(`import 'environments/dispatch/kind/main.jsonnet'`);
  expect(Object.keys(objects as object)).toEqual(['deployment', 'migrateJob', 'service', 'serviceAccount']);
  expect(JSON.stringify(objects).match(/"secretRef":\{"name":"[^"]*"/g)).toEqual(
    Array(2).fill('"secretRef":{"name":"dispatch"'),
  );
  expect(JSON.stringify(objects)).not.toContain('secretKeyRef');
});
