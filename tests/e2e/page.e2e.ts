// docs/cluster.md shows what its commands do on a real control plane. After a change, `-u` on this file writes it anew.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../cli/build.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { repository, runPage } from '../docs/page.ts';

const page = join(repository, 'docs', 'cluster.md');
let cluster: Cluster;

beforeAll(async () => {
  build();
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

it('shows what its files and commands give', async () => {
  const folder = join(cluster.directory, 'page');
  mkdirSync(folder);
  process.env.KUBECONFIG = join(cluster.directory, 'staging');
  const kubeconfig = readFileSync(cluster.kubeconfig, 'utf8');
  writeFileSync(process.env.KUBECONFIG, kubeconfig.replaceAll('"test"', '"staging"'));
  const shown = new Map([[cluster.server, 'https://10.0.0.1:6443']]);
  const ran = await runPage(readFileSync(page, 'utf8'), folder, shown);
  await expect(ran).toMatchFileSnapshot(page);
}, 300_000);
