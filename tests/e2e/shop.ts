// A small shop as an environment of its own, whose namespace is called as itself, and the commands that a user runs on it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { JsonObject } from '../../tools/shared/json.ts';
import { type Outcome, type RunOptions, run } from '../cli/run.ts';
import type { Cluster } from '../cluster/cluster.ts';

export interface Shop {
  /** Of its namespace. */
  readonly name: string;
  readonly folder: string;
  /** Runs a command line on it: `diff -s`. An expression of Jsonnet has no blanks. */
  readonly twinhull: (line: string, options?: RunOptions) => Promise<Outcome>;
}

const source = `
function(replicas=1, image='nginx:1', app='web', extra={}, password='correct-horse') {
  namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: std.extVar('namespace') } },
  secret: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'login' }, stringData: { password: password } },
  config: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { greeting: 'hello' } },
  deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas: replicas,
      selector: { matchLabels: { app: app } },
      template: {
        metadata: { labels: { app: app } },
        spec: { containers: [{ name: 'web', image: image, env: [{ name: 'MODE', value: 'fast' }], ports: [{ containerPort: 80 }] }] },
      },
    },
  },
  extra: extra,
}
`;

let shops = 0;

/** `spec` is added to that of the environment. */
export function openShop(cluster: Cluster, spec: JsonObject = {}): Shop {
  const name = `shop-${++shops}`;
  const folder = join(cluster.directory, 'shops', name);
  mkdirSync(join(folder, 'env'), { recursive: true });
  writeFileSync(join(folder, 'jsonnetfile.json'), '{}');
  writeFileSync(join(folder, 'env', 'main.jsonnet'), source.replace("std.extVar('namespace')", `'${name}'`));
  const own = { contextNames: ['test'], namespace: name, ...spec };
  const header = { apiVersion: 'tanka.dev/v1alpha1', kind: 'Environment', metadata: { name: 'env' } };
  writeFileSync(join(folder, 'env', 'spec.json'), JSON.stringify({ ...header, spec: own }));
  const env = { KUBECONFIG: cluster.kubeconfig };
  return {
    name,
    folder,
    twinhull: (line, options = {}) =>
      run(split(line), { cwd: folder, ...options, env: { ...env, ...options.env } }),
  };
}

function split(line: string): readonly string[] {
  const [command = '', ...words] = line.split(' ').filter(Boolean);
  return [command, 'env', ...words];
}

/** Gives the same shop. */
export async function applied(shop: Shop): Promise<Shop> {
  const { exitCode, stderr } = await shop.twinhull('apply --auto-approve always');
  expect(exitCode, stderr).toBe(0);
  return shop;
}
