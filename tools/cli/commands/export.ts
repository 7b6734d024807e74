// `export`: environments as files, one per resource.

import { exportEnvironments, type MergeStrategy } from '../../environments/export/index.ts';
import { defaultFormat } from '../../environments/export/names.ts';
import { type FoundEnvironment, findEnvironment, findEnvironments } from '../../environments/find.ts';
import { parseLabelSelector } from '../../environments/labelSelector.ts';
import type { Session } from '../../environments/session.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import {
  addJsonnetFlags,
  addSelectorFlag,
  addWorkflowFlags,
  collect,
  misuse,
  openSession,
  type SelectorOptions,
  type WorkflowOptions,
} from '../flags.ts';
import { createProgress } from '../output.ts';

interface Options extends WorkflowOptions, SelectorOptions {
  readonly recursive?: true;
  readonly format: string;
  readonly extension: string;
  readonly merge?: true;
  readonly mergeStrategy?: string;
  readonly mergeDeletedEnvs?: readonly string[];
  readonly skipManifest?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<folder> <path...>',
  description:
    'Evaluate environments and write each resource to a file of its own. All files appear at the end and together: when anything fails, the folder stays as it was.',
  examples: [
    ['twinhull export manifests environments/prod', 'one environment into an empty folder'],
    ['twinhull export manifests environments -r -l team=web', 'all that have the label'],
    [
      "twinhull export manifests environments -r --format '{{env.metadata.name}}/{{.kind}}-{{.metadata.name}}' --merge-strategy replace-envs",
      'folders per environment; files of these environments are replaced, all others stay',
    ],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser
      .option('-r, --recursive', 'look for environments below the paths')
      .option('--format <template>', "a file's name, as a Go template on its manifest", defaultFormat)
      .option('--extension <name>', 'ending of file names', 'yaml')
      .option('--merge-strategy <name>', 'for folders that are not empty: fail-on-conflicts or replace-envs')
      .option('--merge', 'the same as --merge-strategy fail-on-conflicts (deprecated)')
      .option('--merge-deleted-envs <file>', 'remove the files of an entry point that is gone', collect)
      .option('--skip-manifest', 'write no manifest.json, which tells the environment of each file');
    addSelectorFlag(parser);
    addWorkflowFlags(parser);
    addJsonnetFlags(parser);
    addIgnoredFlags(parser);
  },
  run: async ({ args: [folder = '', ...targets], options, io }) => {
    const session = openSession(options, io);
    const mergeStrategy = readMergeStrategy(options);
    const found = await findAll(session, targets, options);
    const progress = createProgress(io);
    try {
      await exportEnvironments(session, found, {
        folder,
        format: options.format,
        extension: options.extension,
        targets: options.target ?? [],
        mergeStrategy,
        deletedEnvironments: options.mergeDeletedEnvs ?? [],
        skipManifest: options.skipManifest ?? false,
        onEnvironment: progress.show,
      });
    } finally {
      progress.clear();
    }
    return 0;
  },
});

/** One process evaluates everything, and nothing is kept between runs: these have nothing to change. */
function addIgnoredFlags(parser: Parameters<typeof addJsonnetFlags>[0]): void {
  parser
    .option('-p, --parallel <number>', 'accepted for compatibility')
    .option('-c, --cache-path <folder>', 'accepted for compatibility')
    .option('-e, --cache-envs <regex>', 'accepted for compatibility', collect)
    .option('--mem-ballast-size-bytes <number>', 'accepted for compatibility');
}

function readMergeStrategy({ merge, mergeStrategy = '' }: Options): MergeStrategy {
  if (merge && mergeStrategy !== '') throw misuse('cannot use --merge and --merge-strategy at the same time');
  if (merge) return 'fail-on-conflicts';
  if (mergeStrategy === '') return 'none';
  if (mergeStrategy === 'fail-on-conflicts' || mergeStrategy === 'replace-envs') return mergeStrategy;
  throw misuse(
    `invalid merge strategy: ${JSON.stringify(mergeStrategy)}; expected fail-on-conflicts or replace-envs`,
  );
}

/** With --recursive a name has to match exactly: it selects, and does not search. */
async function findAll(
  session: Session,
  targets: readonly string[],
  options: Options,
): Promise<readonly FoundEnvironment[]> {
  const isSelected = parseLabelSelector(options.selector ?? '');
  const found = options.recursive
    ? (await findEnvironments(session, targets)).filter(
        ({ environment }) => !options.name || environment.metadata.name === options.name,
      )
    : [await findEnvironment(session, onlyTarget(targets), options.name)];
  return found.filter(({ environment }) => isSelected(environment.metadata.labels ?? {}));
}

function onlyTarget(targets: readonly string[]): string {
  const [target = '', ...others] = targets;
  if (others.length > 0) throw misuse('recursive flag is required when exporting multiple environments');
  return target;
}
