// Times diff and apply of a thousand objects on a real control plane, beside tk with the same kubectl.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../tools/process/find.ts';
import { startCluster } from '../cluster/cluster.ts';

const bin = fileURLToPath(new URL('../../tools/cli/bin.cjs', import.meta.url));

interface Tool {
  readonly label: string;
  readonly command: readonly string[];
}

/** Each tool has a namespace and an environment of its own. */
interface Place {
  readonly tool: Tool;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Prints the ratios for so many objects; tk takes minutes for a thousand. */
export async function clusterBenches(count: number, hasTanka: boolean): Promise<void> {
  const cluster = await startCluster({ controllers: false });
  const kubectl = (await findProgram('kubectl')).path;
  const env = { ...process.env, KUBECONFIG: cluster.kubeconfig, TANKA_KUBECTL_PATH: kubectl };
  const tools: readonly Tool[] = [
    { label: 'twinhull', command: [process.execPath, bin] },
    ...(hasTanka ? [{ label: 'tk', command: ['tk'] }] : []),
  ];
  try {
    const places = tools.map((tool) => ({
      tool,
      env,
      folder: writeProject(cluster.directory, tool.label, count),
    }));
    for (const { label } of tools) await cluster.kubectl(['create', 'namespace', label]);
    report(`diff of ${count} objects, all new`, places, ['diff']);
    report('apply of them', places, ['apply', '--auto-approve', 'always']);
    report('diff, nothing changed', places, ['diff']);
    report('apply, nothing changed', places, ['apply', '--auto-approve', 'always']);
    const change = ['--tla-code', 'every=20'];
    report('diff, one in twenty changed', places, ['diff', ...change]);
    report('apply of those', places, ['apply', '--auto-approve', 'always', ...change]);
  } finally {
    await cluster.stop();
  }
}

function writeProject(directory: string, name: string, count: number): string {
  const folder = join(directory, 'bench', name);
  mkdirSync(join(folder, 'env'), { recursive: true });
  writeFileSync(join(folder, 'jsonnetfile.json'), '{}');
  const spec = { contextNames: ['test'], namespace: name };
  writeFileSync(join(folder, 'env/spec.json'), JSON.stringify({ metadata: {}, spec }));
  writeFileSync(join(folder, 'env/main.jsonnet'), sourceOf(count));
  return folder;
}

/** A quarter each of Deployments, Services, ConfigMaps and Secrets; `every` changes one object of so many. */
function sourceOf(count: number): string {
  return `function(every=0)
local changed(i) = if every > 0 && i % every == 0 then 'new' else 'old';
local object(kind, i) = { apiVersion: 'v1', kind: kind, metadata: { name: 'object-%d' % i } };
local deployment(i) = object('Deployment', i) { apiVersion: 'apps/v1', spec: {
  selector: { matchLabels: { app: 'object-%d' % i } },
  template: { metadata: { labels: { app: 'object-%d' % i } }, spec: { containers: [{
    name: 'app', image: 'app:' + changed(i), ports: [{ containerPort: 80 }], env: [{ name: 'A', value: 'b' }],
  }] } },
} };
local service(i) = object('Service', i) { spec: { selector: { app: changed(i) }, ports: [{ port: 80 }] } };
local config(i) = object('ConfigMap', i) { data: { value: changed(i) } };
local secret(i) = object('Secret', i) { stringData: { value: changed(i) } };
[[deployment, service, config, secret][i % 4](i) for i in std.range(1, ${count})]
`;
}

function report(title: string, places: readonly Place[], words: readonly string[]): void {
  const seconds = places.map((place) => time(place, words));
  const [ours = 0, peer] = seconds;
  const ratio = peer === undefined ? '' : `, tk ${peer.toFixed(2)} s (ours is ${(ours / peer).toFixed(3)} ×)`;
  process.stdout.write(`${title}\n  twinhull ${ours.toFixed(2)} s${ratio}\n`);
}

function time({ tool, folder, env }: Place, [command = '', ...words]: readonly string[]): number {
  const [program = '', ...args] = tool.command;
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, [...args, command, 'env', ...words], {
    cwd: folder,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1e8,
  });
  if (status !== 0 && status !== 16) throw new Error(`${tool.label} ${command}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}
