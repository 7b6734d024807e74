// `npm run tables [-- MINOR …]`: measures API servers and writes schemas/behaviour/*.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startCluster } from '../cluster.ts';
import { measure } from './measure.ts';
import { formatTable } from './write.ts';

const minors = ['1.34', '1.35', '1.36'] as const;
type Minor = (typeof minors)[number];

async function writeTable(minor: Minor): Promise<void> {
  const cluster = await startCluster({ minor, controllers: false });
  try {
    const table = await measure(cluster);
    const folder = fileURLToPath(new URL('../../../schemas/behaviour', import.meta.url));
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${minor}.json`, formatTable(table));
    process.stdout.write(`schemas/behaviour/${minor}.json: Kubernetes ${table.kubernetesVersion}\n`);
  } finally {
    await cluster.stop();
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((minor) => !minors.some((one) => one === minor));
if (unknown.length > 0) throw new Error(`no Kubernetes ${unknown.join(', ')} here, but ${minors.join(', ')}`);
for (const minor of minors) if (wanted.length === 0 || wanted.includes(minor)) await writeTable(minor);
