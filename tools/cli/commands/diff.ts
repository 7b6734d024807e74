// `diff`: what applying environments would change in their clusters.
import type { Kubectl } from '../../cluster/client/kubectl.ts';
import { type Plan, planChanges } from '../../cluster/diff/plan.ts';
import {
  applyStrategyOf,
  type DiffStrategy,
  diffStrategies,
  diffStrategyOf,
} from '../../cluster/diff/strategy.ts';
import { type Hook, splitHooks, upcomingHooks } from '../../cluster/hooks/hooks.ts';
import { findOrphans } from '../../cluster/inventory/orphans.ts';
import { describeFailure } from '../../environments/failures.ts';
import { findEnvironments } from '../../environments/find.ts';
import type { Environment } from '../../manifests/environment.ts';
import type { Manifest } from '../../manifests/manifest.ts';
import { runBounded } from '../../shared/bounded.ts';
import { compareStrings } from '../../shared/order.ts';
import {
  describeChanges,
  listHooks,
  printAssessment,
  printHooks,
  printPatch,
  printWarnings,
} from '../changes.ts';
import {
  addColorFlag,
  asking,
  type ColorOptions,
  connectTo,
  inventoryOf,
  type LoadedEnvironment,
  loadEnvironments,
  renderFound,
  withColor,
} from '../clusterFlags.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { isInterruption, reportError } from '../errors.ts';
import {
  addJsonnetFlags,
  addWorkflowFlags,
  choiceOf,
  openSession,
  type WorkflowOptions,
  warnUnmatched,
} from '../flags.ts';
import type { Io } from '../io.ts';
import { printJson } from '../output.ts';

interface Options extends WorkflowOptions, ColorOptions {
  readonly diffStrategy?: DiffStrategy;
  readonly summarize?: true;
  readonly withPrune?: true;
  readonly exitZero?: true;
  readonly listModifiedEnvs?: true;
  readonly json?: true;
}

/** What Tanka exits with when there are differences. */
const differences = 16;

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path...>',
  description:
    'Compare environments with what their clusters have. Standard output is a patch; what the changes risk, which pods they replace and which hooks would run follows on standard error. Exits with 16 when there are differences.',
  examples: [
    ['twinhull diff environments/prod', 'everything that applying would change'],
    ['twinhull diff environments/prod -s', 'a line for each object'],
    ["twinhull diff environments/prod -t 'deployment/web' --diff-strategy server", 'as server-side apply'],
    ['twinhull diff environments --list-modified-envs', 'names of environments with changes'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser
      .addOption(choiceOf('--diff-strategy', diffStrategies, 'how to compare'))
      .option('-s, --summarize', 'a histogram instead of the patch')
      .option('-p, --with-prune', 'with what `prune` would delete')
      .option('-z, --exit-zero', 'exit with 0 although there are differences')
      .option('--list-modified-envs', 'only the names of environments below the path that have changes')
      .option('--json', 'print JSON');
    addColorFlag(parser);
    addWorkflowFlags(parser);
    addJsonnetFlags(parser);
  },
  run: async ({ args, options, io }) => {
    const colored = withColor(io, options);
    if (options.listModifiedEnvs) return listModifiedEnvironments(args, options, colored);
    const results = [];
    let isFailed = false;
    for (const path of args) {
      if (args.length > 1) io.err(`${path}:\n`);
      try {
        for await (const loaded of loadEnvironments([path], options, colored))
          results.push(await diffEnvironment(loaded, options, colored));
      } catch (error) {
        if (args.length === 1 || isInterruption(error)) throw error;
        isFailed = reportError(error, io, 'tanka') > 0;
      }
    }
    if (options.json) printJson(io, results.map(describeResult));
    if (isFailed) return 1;
    const isChanged = results.some(({ plan }) => plan.changes.length > 0);
    return isChanged && !options.exitZero ? differences : 0;
  },
});

interface Result {
  readonly environment: Environment;
  readonly kubectl: Kubectl;
  readonly plan: Plan;
  readonly hooks: readonly Hook[];
}

async function diffEnvironment(loaded: LoadedEnvironment, options: Options, io: Io): Promise<Result> {
  warnUnmatched(loaded, options, io);
  const result = await asking(io, loaded.environment, () => findChanges(loaded, options, io));
  if (!options.json) await printResult(result, options, io);
  return result;
}

async function findChanges(loaded: LoadedEnvironment, options: Options, io: Io): Promise<Result> {
  const { environment, selected } = loaded;
  const kubectl = await connectTo(loaded, io);
  const { objects, hooks } = splitHooks(selected);
  const isServerSide = applyStrategyOf(environment) === 'server';
  const plan = await planChanges(kubectl, {
    environment,
    objects,
    orphans: options.withPrune ? await listOrphans(kubectl, loaded, options, io) : [],
    isServerSide,
    strategy: diffStrategyOf(environment, { isServerSide, ...options }),
  });
  return {
    environment,
    kubectl,
    plan,
    hooks: upcomingHooks(hooks, plan.isFirst),
  };
}

/** Objects that targets do not select are wanted, too. */
async function listOrphans(
  kubectl: Kubectl,
  loaded: LoadedEnvironment,
  options: Options,
  io: Io,
): Promise<readonly Manifest[]> {
  const inventory = await inventoryOf(loaded, {}, io);
  const request = { ...inventory, manifests: loaded.manifests, targets: options.target ?? [] };
  return (await findOrphans(kubectl, request)).orphans;
}

async function printResult(
  { environment, kubectl, plan, hooks }: Result,
  options: Options,
  io: Io,
): Promise<void> {
  const { changes, assessment } = plan;
  const place = environment.metadata.name ?? '';
  if (changes.length === 0) io.err('No differences.\n');
  else {
    io.err(io.watched ? `Differences of ${place}:\n` : '');
    await printPatch(changes, io, { summarize: options.summarize, paged: true });
  }
  printWarnings(kubectl, io);
  printAssessment(assessment, io);
  printHooks(hooks, io);
}

function describeResult({ environment, kubectl, plan, hooks }: Result): object {
  const { name } = environment.metadata;
  const { cluster, warnings } = kubectl;
  const told = { ...describeChanges(plan), hooks: listHooks(hooks), warnings: [...warnings] };
  return { environment: name, context: cluster.context, ...told };
}

/** How many clusters are asked at the same time. */
const concurrency = 4;

/** What cannot be compared is told of, and does not keep the others from being listed. */
async function listModifiedEnvironments(paths: readonly string[], options: Options, io: Io): Promise<number> {
  const session = openSession(options, io);
  const names: string[] = [];
  const found = await findEnvironments(session, paths);
  await runBounded(found, concurrency, async (one) => {
    const name = one.environment.metadata.name ?? '';
    try {
      for await (const loaded of renderFound(session, one, options)) {
        const { plan } = await findChanges(loaded, options, io);
        if (plan.changes.length > 0) names.push(name);
      }
    } catch (error) {
      if (isInterruption(error)) throw error;
      io.err(`warning: ${name} is not compared: ${describeFailure(error)}\n`);
    }
  });
  names.sort(compareStrings);
  if (options.json) printJson(io, names);
  else if (names.length === 0) io.err('No environments with changes.\n');
  else io.out(`${names.join('\n')}\n`);
  return 0;
}
