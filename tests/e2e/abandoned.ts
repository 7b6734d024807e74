// A program that starts a control plane, prints its directory and never stops it. With `wait` it also never ends.
import { startCluster } from '../cluster/cluster.ts';

const { directory } = await startCluster();
process.stdout.write(`${directory}\n`);
if (process.argv[2] === 'wait') setInterval(() => undefined, 60_000);
