// What the chart commands are timed on: an export, larger and larger ones, and the cases of a proof beside helm itself.
import { join } from 'node:path';
import { findProgramSync } from '../../tools/process/find.ts';
import { conditionsPerResource, leavesPerResource, writeApplication } from './application.ts';
import type { Command } from './measure.ts';

export interface ChartBench {
  readonly title: string;
  /** Ours first. */
  readonly commands: readonly Command[];
  /** What ours must not exceed, in seconds. */
  readonly bar: number;
}

interface Places {
  /** Where projects and charts are written. */
  readonly directory: string;
  readonly bin: string;
}

const node: Command = { label: 'node', program: process.execPath, args: ['-e', '0'] };

function twinhull(bin: string, ...args: readonly string[]): Command {
  return { label: 'twinhull', program: process.execPath, args: [bin, ...args] };
}

export function chartBenches(places: Places): readonly ChartBench[] {
  return [
    benchDispatch(places),
    ...[20, 40, 80].map((resources) => benchSize(places, resources)),
    benchProof(places),
  ];
}

function benchDispatch({ directory, bin }: Places): ChartBench {
  const commands = [twinhull(bin, 'chart', 'export', 'dispatch', '--out', join(directory, 'dispatch')), node];
  return { title: 'chart export dispatch', commands, bar: 0.5 };
}

/** The bar grows with the application. */
function benchSize({ directory, bin }: Places, resources: number): ChartBench {
  const project = join(directory, `big${resources}`);
  writeApplication(project, resources);
  const enter = `cd "${project}" && exec "$0" "$@"`;
  const args = ['-c', enter, process.execPath, bin, 'chart', 'export', 'big'];
  const [leaves, conditions] = [resources * leavesPerResource, resources * conditionsPerResource];
  return {
    title: `chart export of ${leaves} value leaves, ${resources} resources, ${conditions} conditions`,
    commands: [{ label: 'twinhull', program: 'sh', args }, node],
    bar: resources / 10,
  };
}

const cases = 100;
const casesPerSecond = 12;

/** helm alone renders the same chart as often, as many at a time. */
function benchProof({ directory, bin }: Places): ChartBench {
  const { path } = findProgramSync('helm4');
  const render = `seq ${cases} | xargs -P 2 -I N '${path}' template dispatch '${join(directory, 'dispatch')}' --kube-version v1.35.0`;
  const prove = twinhull(bin, 'chart', 'prove', 'dispatch', '--cases', String(cases), '--helm', '4');
  return {
    title: `chart prove dispatch: ${cases} cases under Helm 4`,
    commands: [prove, { label: `helm template, ${cases} times`, program: 'sh', args: ['-c', render] }],
    bar: cases / casesPerSecond,
  };
}
