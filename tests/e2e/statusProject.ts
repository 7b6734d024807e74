// The project whose status Tanka and this program must tell alike, up to the column that only ours has.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../tools/shared/json.ts';
import { deployment } from './objects.ts';

/** Tanka's answers. */
export const statusFixtures: string = fileURLToPath(new URL('../fixtures/status/', import.meta.url));

/** In place of the address, which is another one in every run. */
export const serverMark = '<server>';

const everything: JsonObject = {
  apiServer: serverMark,
  namespace: 'shop',
  injectLabels: true,
  resourceDefaults: { labels: { tier: 'b', app: 'a' }, annotations: { note: 'two words' } },
  expectVersions: { tanka: '>=0.20' },
  tankaEnvLabelFromFields: ['.metadata.name', '.spec.namespace'],
  exportJsonnetImplementation: 'go',
};

const specs: Readonly<Record<string, JsonObject>> = {
  everything,
  server: { contextNames: ['other', 'test'], applyStrategy: 'server' },
  strategies: {
    contextNames: ['te.t'],
    applyStrategy: 'client',
    diffStrategy: 'validate',
    namespace: 'other',
  },
};

export const statusEnvironments: readonly string[] = Object.keys(specs);

const resources: JsonObject = {
  namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  map: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a-map-of-a-longer-name' } },
  other: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'elsewhere' } },
  web: deployment('web'),
};

/** Writes the project into a folder: one environment for each of `statusEnvironments`. */
export function writeStatusProject(folder: string, server: string): void {
  for (const [name, spec] of Object.entries(specs)) {
    const environment = join(folder, 'environments', name);
    mkdirSync(environment, { recursive: true });
    const described = { apiVersion: 'tanka.dev/v1alpha1', kind: 'Environment', metadata: { name }, spec };
    writeFileSync(join(environment, 'spec.json'), JSON.stringify(described).replaceAll(serverMark, server));
    writeFileSync(join(environment, 'main.jsonnet'), JSON.stringify(resources));
  }
  writeFileSync(join(folder, 'jsonnetfile.json'), '{}');
}
