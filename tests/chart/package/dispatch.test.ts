// What the chart of dispatch tells after an installation, what `helm test` asks, and that its data pass as a chart.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadChartApp } from '../../../tools/chart/app.ts';
import { packageFiles } from '../../../tools/chart/package/index.ts';
import { findProgram } from '../../../tools/process/find.ts';
import { runProgram } from '../../../tools/process/run.ts';
import { defaultsOf } from '../../../tools/schema/defaults.ts';
import { validateManifests } from '../../../tools/validate/validate.ts';
import { evaluate } from '../../lib/evaluate.ts';
import { createChart, helms, readValues } from './apps.ts';

// Where there is none, kubeconform is built, which takes longer than a test may.
beforeAll(() => findProgram('kubeconform'), 300_000);

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** What `notes` or `tests` give for values in Jsonnet. */
function evaluateFor(field: 'notes' | 'tests', values: string): Promise<unknown> {
  return evaluate(`
    local app = import 'lib/apps/dispatch/main.libsonnet';
    local values = (import 'lib/twinhull/coalesce.libsonnet')((import 'lib/twinhull/defaults.libsonnet')(app.schema), ${values});
    app.${field}(values, { name: 'queue', namespace: 'llm' }, app.chart, {})
  `);
}

describe('the notes of dispatch', () => {
  const notes = async (values: string): Promise<string> =>
    ((await evaluateFor('notes', values)) as string[]).join('\n');

  it('name the keys that the values make necessary', async () => {
    const text = await notes('{}');
    expect(text).toContain(
      'Secret dispatch has to hold, because env does not set them:\n  DISPATCH_AGENT_TOKEN\n  GITHUB_TOKEN (or GITHUB_APP_ID,',
    );
    expect(text).toContain('\n  DISPATCH_AUTH_PASSWORD\n');
    expect(text).not.toContain('DISPATCH_OIDC_ISSUER');
    expect(await notes("{ config: { authMode: 'oidc' } }")).toContain('\n  DISPATCH_OIDC_ISSUER\n');
  });

  it('name no key that env sets, by itself or by what does instead', async () => {
    const app = "{ GITHUB_APP_ID: 1, GITHUB_APP_INSTALLATION_ID: 2, GITHUB_APP_PRIVATE_KEY: 'x' }";
    expect(await notes(`{ existingSecret: '', env: ${app} + { DATABASE_URL: 'x' } }`)).not.toMatch(
      /GITHUB_TOKEN|DATABASE_URL/,
    );
    expect(await notes("{ existingSecret: '', env: { GITHUB_APP_ID: 1 } }")).toMatch(
      /env has to set, because existingSecret is empty:\n(.*\n)* {2}GITHUB_TOKEN/,
    );
  });

  it('say where dispatch is: at the hosts of its route, or through a forwarded port', async () => {
    expect(await notes('{ service: { port: 80 } }')).toContain(
      'kubectl --namespace llm port-forward service/queue 3000:80',
    );
    const route =
      "{ httpRoute: { enabled: true, parentRefs: [{ name: 'g' }], hostnames: ['a.example', 'b.example'] } }";
    expect(await notes(route)).toContain('Its HTTPRoute serves:\n  a.example\n  b.example\n');
  });
});

describe('helm test of dispatch', () => {
  it('is one valid pod that asks the Service with the image of dispatch, and gets none of its traffic', async () => {
    const tests = (await evaluateFor('tests', "{ image: { tag: '1.2.3' }, service: { port: 80 } }")) as {
      health: { metadata: { labels: object; annotations: object }; spec: { containers: object[] } };
    };
    expect(
      await validateManifests([tests.health as never], { kubernetesVersion: '1.35', source: 'tests' }),
    ).toEqual([]);
    const { labels, annotations } = tests.health.metadata;
    expect(labels).toEqual({
      'app.kubernetes.io/name': 'dispatch-test',
      'app.kubernetes.io/instance': 'queue',
    });
    expect(annotations).toEqual({
      'helm.sh/hook': 'test',
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    });
    expect(tests.health.spec.containers).toEqual([
      expect.objectContaining({
        image: 'ghcr.io/misospace/dispatch:1.2.3',
        command: ['node', '--eval', expect.any(String), 'http://queue:80/api/health'],
      }),
    ]);
  });

  it('fails unless the answer is good', async () => {
    const tests = (await evaluateFor('tests', '{}')) as {
      health: { spec: { containers: { command: string[] }[] } };
    };
    const [, , script = ''] = tests.health.spec.containers[0]?.command ?? [];
    const ask = async (status: number): Promise<number> => {
      const server = createServer((_request, response) => response.writeHead(status).end('{"ok":…}'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as { port: number };
      const child = execFile(process.execPath, ['--eval', script, `http://127.0.0.1:${port}/api/health`]);
      const code = await new Promise<number>((resolve) =>
        child.on('close', (exitCode) => resolve(exitCode ?? -1)),
      );
      server.close();
      return code;
    };
    expect([await ask(200), await ask(503)]).toEqual([0, 1]);
  });
});

describe('the chart of dispatch', () => {
  it.each(helms)(
    'is read by %s with exactly the defaults of its schema, and passes the strict lint',
    async (helm) => {
      const app = await loadChartApp('dispatch', repository);
      const chart = createChart(packageFiles(app));
      expect(await readValues(helm, chart)).toEqual(defaultsOf(app.schema));
      const { stdout } = await runProgram(helm, ['lint', '--strict', chart]);
      expect(stdout).not.toMatch(/WARNING|ERROR/);
    },
  );

  it('has the version of its application', async () => {
    const { chart } = await loadChartApp('dispatch', repository);
    expect(chart.version).toBe(chart.appVersion);
  });
});
