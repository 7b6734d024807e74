// `env list`: which environments there are. Their resources are not evaluated.
import { findEnvironments } from '../../environments/find.ts';
import { formatOrderedJson } from '../../environments/json.ts';
import { parseLabelSelector } from '../../environments/labelSelector.ts';
import type { Environment } from '../../manifests/environment.ts';
import { compareStrings } from '../../shared/order.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import {
  addJsonnetFlags,
  addSelectorFlag,
  type JsonnetOptions,
  openSession,
  type SelectorOptions,
} from '../flags.ts';

interface Options extends JsonnetOptions, SelectorOptions {
  readonly json?: true;
  readonly names?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '[path]',
  description: 'List the environments below a path (the current directory by default), sorted by name.',
  examples: [
    ['twinhull env list', 'name, namespace and server of each'],
    ['twinhull env list environments -l team=web --names', 'names of those with a label'],
    ['twinhull env list --json', 'their whole description on one line of JSON'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser.option('--json', 'print JSON').option('--names', 'print names only');
    addSelectorFlag(parser);
    addJsonnetFlags(parser);
  },
  run: async ({ args: [target = process.cwd()], options, io }) => {
    const isSelected = parseLabelSelector(options.selector ?? '');
    const found = await findEnvironments(openSession(options, io), [target]);
    const environments = found
      .map(({ environment }) => environment)
      .filter(({ metadata }) => isSelected(metadata.labels ?? {}))
      .sort((a, b) => compareStrings(nameOf(a), nameOf(b)));
    io.out(format(environments, options));
    return 0;
  },
});

function nameOf({ metadata }: Environment): string {
  return metadata.name ?? '';
}

function format(environments: readonly Environment[], { json, names }: Options): string {
  if (json) return `${formatOrderedJson(environments)}\n`;
  if (names) return environments.map((environment) => `${nameOf(environment)}\n`).join('');
  const rows = environments.map((environment) => [
    nameOf(environment),
    environment.spec.namespace,
    environment.spec.apiServer ?? '',
  ]);
  return formatCells([['NAME', 'NAMESPACE', 'SERVER'], ...rows]);
}

/** Every cell is padded to its column and four blanks more, the last one too: scripts cut Tanka's table by columns. */
function formatCells(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => lengthOf(row[column]))) + 4);
  return rows
    .map(
      (row) =>
        `${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - lengthOf(cell))).join('')}\n`,
    )
    .join('');
}

function lengthOf(cell = ''): number {
  return Array.from(cell).length;
}
