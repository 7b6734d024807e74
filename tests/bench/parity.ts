// What comparisons are timed on: streams of 1,000 and 10,000 objects with one in twenty changed, beside `dyff between`.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatYamlStream } from '../../tools/manifests/yaml/write.ts';
import type { JsonObject } from '../../tools/shared/json.ts';
import type { Command } from './measure.ts';

export interface ParityBench {
  readonly title: string;
  /** Ours first. */
  readonly commands: readonly Command[];
  /** Megabytes that our process takes at most. */
  readonly memory: number;
}

interface Places {
  readonly directory: string;
  readonly bin: string;
  readonly isOnPath: (program: string) => boolean;
}

export function parityBenches(places: Places): readonly ParityBench[] {
  return [1_000, 10_000].map((count) => benchSize(places, count));
}

function benchSize({ directory, bin, isOnPath }: Places, count: number): ParityBench {
  const [before, after] = ['before', 'after'].map((side) => join(directory, `${side}${count}.yaml`)) as [
    string,
    string,
  ];
  const objects = Array.from({ length: count }, (_, index) => createObject(index));
  writeFileSync(before, formatYamlStream(objects));
  writeFileSync(
    after,
    formatYamlStream(objects.map((object, index) => (index % 20 === 0 ? change(object) : object))),
  );
  const parity = [bin, 'parity', before, after, '--format', 'json'];
  // Differences are exit code 1, which is no failure here.
  const ours = ['-c', '"$0" "$@"; test $? -le 1', process.execPath, ...parity];
  const commands: Command[] = [{ label: 'twinhull', program: 'sh', args: ours }];
  if (isOnPath('dyff')) commands.push({ label: 'dyff', program: 'dyff', args: ['between', before, after] });
  return { title: `parity of 2 × ${count} objects, 5 % changed`, commands, memory: measureMemory(parity) };
}

function measureMemory(args: readonly string[]): number {
  const report = "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))";
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(report)}`, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 500_000_000,
    },
  );
  return Number(stderr.match(/\d+$/)?.[0]) / 1024;
}

/** Deployments, Services and ConfigMaps in turn, each of an application of its own. */
function createObject(index: number): JsonObject {
  const name = `app-${Math.floor(index / 3)}`;
  const labels = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name };
  const metadata = {
    name,
    namespace: `team-${index % 7}`,
    labels: { ...labels, 'helm.sh/chart': 'web-1.0.0' },
  };
  if (index % 3 === 1) {
    const ports = [{ name: 'http', port: 8080, protocol: 'TCP', targetPort: 8080 }];
    return {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { ports, selector: labels, type: 'ClusterIP' },
    };
  }
  if (index % 3 === 2) {
    const lines = Array.from({ length: 20 }, (_, line) => `option_${line} = "${line * index}"`);
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { 'settings.conf': `${lines.join('\n')}\n` },
    };
  }
  const env = Array.from({ length: 12 }, (_, at) => ({ name: `OPTION_${at}`, value: `${at * index}` }));
  const probe = { httpGet: { path: '/health', port: 8080 }, periodSeconds: 10 };
  const container = {
    name: 'app',
    image: `registry.example/team/${name}:1.4.${index % 30}`,
    env,
    envFrom: [{ configMapRef: { name } }],
    ports: [{ name: 'http', containerPort: 8080 }],
    livenessProbe: probe,
    readinessProbe: probe,
    resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } },
  };
  const template = { metadata: { labels }, spec: { containers: [container], enableServiceLinks: false } };
  const spec = { replicas: 2, selector: { matchLabels: labels }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec };
}

/** One text of the object is another, whatever its kind. */
function change(object: JsonObject): JsonObject {
  const text = JSON.stringify(object);
  return JSON.parse(
    text
      .replace('1.4.', '1.5.')
      .replace('"targetPort":8080', '"targetPort":8081')
      .replace('option_3 =', 'option_x ='),
  );
}
