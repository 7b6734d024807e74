// Clusters that cannot be read. What a real one gives is tested in tests/e2e.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Side } from '../../../tools/parity/model.ts';
import { createFolder, failureOf } from './read.ts';

const other: Side = {
  label: 'a.yaml',
  objects: [
    {
      manifest: {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'login' },
        stringData: { password: 'hunter2' },
      },
      source: 'a.yaml',
    },
  ],
  missing: [],
};

function kubeconfig(server: string): Readonly<Record<string, string>> {
  const file = path.join(createFolder(), 'kubeconfig');
  const cluster = { name: 'home', cluster: { server } };
  const context = { name: 'home', context: { cluster: 'home', user: 'home', namespace: 'elsewhere' } };
  const users = [{ name: 'home', user: { token: 'a-token-of-mine' } }];
  writeFileSync(
    file,
    JSON.stringify({ clusters: [cluster], contexts: [context], users, 'current-context': 'home' }),
  );
  return { KUBECONFIG: file };
}

describe('a cluster', () => {
  it('that cannot be reached is refused at once', async () => {
    const env = kubeconfig('http://127.0.0.1:1');
    const { code, text } = await failureOf('live:', { other, env });
    expect(code).toBe('cluster-read');
    expect(text).toMatch(/the current context.*127\.0\.0\.1:1/);
    expect(text).not.toMatch(/hunter2|a-token-of-mine/);
  }, 10_000);

  it('that does not answer is refused after ten seconds', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await new Promise((resolve) => server.once('listening', resolve));
    const env = kubeconfig(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect(await failureOf('live:home', { other, env })).toMatchObject({
      code: 'cluster-read',
      text: expect.stringContaining('the context home'),
    });
  }, 20_000);

  it('has to be known, and needs another side', async () => {
    const env = kubeconfig('http://127.0.0.1:1');
    for (const context of ['gone', '--kubeconfig=/dev/stdin', '$(id)']) {
      expect(await failureOf('live:', { other, env, context })).toMatchObject({ code: 'cluster-read' });
    }
    expect(await failureOf('live:', { env })).toMatchObject({ code: 'side-unknown' });
  });
});
