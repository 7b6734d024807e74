// `export`: environments as files, one per resource.
import path from 'node:path';
import { cacheDirectory } from 'kubeconform-bin/install';
import packageFile from '../../../package.json' with { type: 'json' };
import { type Cache, openCache } from '../../environments/cache/cache.ts';
import { identifyTool } from '../../environments/cache/tool.ts';
import { defaultFormat } from '../../environments/export/format.ts';
import { exportEnvironments, type MergeStrategy } from '../../environments/export/index.ts';
import { type FoundEnvironment, findEnvironment, findEnvironments } from '../../environments/find.ts';
import { parseLabelSelector } from '../../environments/labelSelector.ts';
import { createSession, type Session } from '../../environments/session.ts';
import { messageOf } from '../../shared/errors.ts';
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
import type { Io } from '../io.ts';
import { createProgress } from '../output.ts';

interface Options extends WorkflowOptions, SelectorOptions {
  readonly recursive?: true;
  readonly format: string;
  readonly extension: string;
  readonly merge?: true;
  readonly mergeStrategy?: string;
  readonly mergeDeletedEnvs?: readonly string[];
  readonly skipManifest?: true;
  readonly cache: boolean;
  readonly cachePath?: string;
  readonly cacheEnvs?: readonly string[];
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
      .option('--merge-strategy <fail-on-conflicts|replace-envs>', 'for folders that are not empty')
      .option('--merge', 'the same as --merge-strategy fail-on-conflicts (deprecated)')
      .option('--merge-deleted-envs <file>', 'remove the files of an entry point that is gone', collect)
      .option('--skip-manifest', 'write no manifest.json, which tells the environment of each file')
      .option(
        '-c, --cache-path <folder>',
        'where results are kept; what has Secrets is kept only in such a folder',
      )
      .option('-e, --cache-envs <regex>', 'keep only results of entry points whose path matches', collect)
      .option('--no-cache', 'evaluate everything, and keep nothing');
    addSelectorFlag(parser);
    addWorkflowFlags(parser);
    addJsonnetFlags(parser);
    addIgnoredFlags(parser);
  },
  run: async ({ args: [folder = '', ...targets], options, io }) => {
    const mergeStrategy = readMergeStrategy(options);
    const cache = options.cache ? await openCacheFor(options, io) : undefined;
    const session = createSession({ ...openSession(options, io).options, ...(cache ? { cache } : {}) });
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
      cache?.close();
    }
    return 0;
  },
});

/** One process evaluates everything, so that what environments share is evaluated once: these have nothing to change. */
function addIgnoredFlags(parser: Parameters<typeof addJsonnetFlags>[0]): void {
  parser
    .option('-p, --parallel <number>', 'accepted for compatibility', readParallel)
    .option('--mem-ballast-size-bytes <number>', 'accepted for compatibility');
}

function readParallel(value: string): number {
  if (!/^-?\d+$/.test(value)) throw misuse(`--parallel must be a number, not \`${value}\``);
  return Number(value);
}

/** The user's cache folder is for what may lie around; Secrets go only where the user wants them. */
async function openCacheFor({ cachePath, cacheEnvs = [] }: Options, io: Io): Promise<Cache> {
  return openCache({
    folder: cachePath ? path.resolve(cachePath) : cacheDirectory({ ...io.env }),
    keepsSecrets: Boolean(cachePath),
    covers: await matchAny(cacheEnvs),
    tool: identifyTool(packageFile.version),
  });
}

/** Expressions of RE2, as Tanka has them; without any, everything matches. */
async function matchAny(expressions: readonly string[]): Promise<(text: string) => boolean> {
  if (expressions.length === 0) return () => true;
  const { RE2JS } = await import('re2js');
  const compiled = expressions.map((expression) => {
    try {
      return RE2JS.compile(expression);
    } catch (error) {
      throw misuse(`--cache-envs: ${messageOf(error)}`);
    }
  });
  return (text) => compiled.some((expression) => expression.matcher(text).find());
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
