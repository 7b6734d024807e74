// What `helm test` of codex-pooler asks.
import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../../tools/process/find.ts';
import { validateManifests } from '../../../tools/validate/validate.ts';
import { isSelected, type Labels } from '../../lib/application.ts';
import { render } from '../../lib/codexPooler.ts';
import { evaluate } from '../../lib/evaluate.ts';

// Where there is none, kubeconform is built, which takes longer than a test may.
beforeAll(() => findProgram('kubeconform'), 300_000);

interface Pod {
  readonly metadata: { readonly name: string; readonly labels: Labels; readonly annotations: Labels };
  readonly spec: { readonly containers: readonly { readonly command: readonly string[] }[] };
}

async function testsFor(values: object): Promise<{ readonly health?: Pod }> {
  const release = { name: 'queue', namespace: 'ai' };
  return (await evaluate(`
    local app = import 'lib/apps/codex-pooler/main.libsonnet';
    local coalesce = import 'lib/twinhull/coalesce.libsonnet';
    local defaults = import 'lib/twinhull/defaults.libsonnet';
    app.tests(coalesce(defaults(app.schema), ${JSON.stringify(values)}), ${JSON.stringify(release)}, app.chart, {})
  `)) as { readonly health?: Pod };
}

/** How the command of the pod ends when it asks a server that answers so. */
async function ask(answer: (request: IncomingMessage) => number): Promise<number> {
  const { health } = await testsFor({});
  const command = health?.spec.containers[0]?.command ?? [];
  const [program = '', ...args] = command;
  const server = createServer((request, response) => response.writeHead(answer(request)).end('ok'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const child = execFile(program, [...args.slice(0, -2), '127.0.0.1', String(port)]);
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? -1)));
  server.close();
  return code;
}

describe('helm test of codex-pooler', () => {
  it('is one valid pod that asks the Service with the image of the release, and gets none of its traffic', async () => {
    const values = { image: { tag: '1.2.3' }, app: { service: { port: 80 } } };
    const { health } = await testsFor(values);
    const options = { kubernetesVersion: '1.35', source: 'tests' } as const;
    expect(await validateManifests([health as never], options)).toEqual([]);
    expect(health?.metadata).toMatchObject({
      name: 'queue-test',
      annotations: {
        'helm.sh/hook': 'test',
        'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
      },
    });
    expect(health?.spec.containers).toEqual([
      expect.objectContaining({ image: 'ghcr.io/icoretech/codex-pooler:1.2.3' }),
    ]);
    expect(health?.spec.containers[0]?.command.slice(-2)).toEqual(['queue-app', '80']);
    const { service } = await render(values, { name: 'queue' });
    expect(service?.metadata.name).toBe('queue-app');
    expect(isSelected(service?.spec.selector ?? {}, health?.metadata.labels ?? {})).toBe(false);
  });

  it('fails unless the answer is good, and says that it came by https', async () => {
    const isAsked = ({ url, headers }: IncomingMessage): boolean =>
      url === '/readyz' && headers['x-forwarded-proto'] === 'https';
    expect(await ask((request) => (isAsked(request) ? 200 : 404))).toBe(0);
    expect(await ask(() => 503)).toBe(1);
    expect(await ask(() => 301)).toBe(1);
  });

  it('has the name that the values force, and is not there without the app', async () => {
    const { health } = await testsFor({ fullnameOverride: 'pool' });
    expect(health?.metadata.name).toBe('pool-test');
    expect(health?.spec.containers[0]?.command).toContain('pool-app');
    expect(await testsFor({ app: { enabled: false } })).toEqual({});
  });
});
