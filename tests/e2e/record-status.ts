// Records Tanka's answers for statusProject.ts: `npx tsx tests/e2e/record-status.ts` with tk and kubectl on PATH.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from '../cluster/cluster.ts';
import { serverMark, statusEnvironments, statusFixtures, writeStatusProject } from './statusProject.ts';

const tanka = 'tk';

const cluster = await startCluster({ controllers: false });
const cwd = join(cluster.directory, 'project');
writeStatusProject(cwd, cluster.server);
mkdirSync(statusFixtures, { recursive: true });
const env = { ...process.env, KUBECONFIG: cluster.kubeconfig };
for (const name of statusEnvironments) {
  const result = spawnSync(tanka, ['status', `environments/${name}`], { cwd, env, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(result.stderr);
  writeFileSync(join(statusFixtures, `${name}.txt`), result.stdout.replaceAll(cluster.server, serverMark));
}
const { stderr, stdout } = spawnSync(tanka, ['--version'], { encoding: 'utf8' });
const version = /v\d+\.\d+\.\d+/.exec(stderr + stdout)?.[0];
writeFileSync(join(statusFixtures, 'RECORDED-WITH.txt'), `tk: ${version}, built from its sources\n`);
await cluster.stop();
