// `apply`: makes clusters what environments say, after showing what that changes.
import { type ApplyListener, applyEnvironment } from '../../cluster/apply.ts';
import { acceptableRisks, listBlocking } from '../../cluster/assess.ts';
import type { Kubectl } from '../../cluster/client/kubectl.ts';
import { type Plan, planChanges } from '../../cluster/diff/plan.ts';
import {
  type ApplyStrategy,
  applyStrategies,
  applyStrategyOf,
  type DiffStrategy,
  diffStrategies,
  diffStrategyOf,
} from '../../cluster/diff/strategy.ts';
import { type SplitManifests, splitHooks, upcomingHooks } from '../../cluster/hooks/hooks.ts';
import { placeManifest } from '../../cluster/inventory/owner.ts';
import { refOf } from '../../parity/classify/finding.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import {
  describeChanges,
  listHooks,
  nameObject,
  printAssessment,
  printHooks,
  printPatch,
  printWarnings,
} from '../changes.ts';
import {
  addChangeFlags,
  approvalOf,
  asking,
  type ChangeOptions,
  type ConnectedEnvironment,
  changeEnvironments,
  confirmChange,
  dryRunOf,
  inventoryOf,
  listenTo,
} from '../clusterFlags.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { choiceOf, collect, misuse, warnUnmatched } from '../flags.ts';
import type { Io } from '../io.ts';

interface Options extends ChangeOptions {
  readonly applyStrategy?: ApplyStrategy;
  readonly diffStrategy?: DiffStrategy;
  readonly validate: boolean;
  readonly acceptRisk?: readonly string[];
  readonly wait?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path...>',
  description:
    'Show what environments would change in their clusters, ask, and apply it with kubectl. Changes that the cluster would refuse or that lose data are not applied unless --accept-risk names them. Hooks run before and after, and a failing one stops everything behind it. When an apply is interrupted, running it again goes on from there.',
  examples: [
    ['twinhull apply environments/prod', 'asks before anything changes'],
    ['twinhull apply environments/prod --auto-approve always --wait', 'in a pipeline, until everything runs'],
    ["twinhull apply environments/prod -t 'deployment/web' --apply-strategy server", 'a part, on the server'],
    [
      'twinhull apply environments/prod --force --accept-risk selector-immutable',
      'replaces what cannot be updated',
    ],
    ['twinhull apply environments/prod --dry-run server', 'what kubectl would do'],
  ],
  exitCodes: 'tanka',
  options: (parser) => {
    parser
      .addOption(choiceOf('--apply-strategy', applyStrategies, 'where objects are merged'))
      .addOption(choiceOf('--diff-strategy', [...diffStrategies, 'none'], 'how the diff compares'))
      .option('--validate [true|false]', "kubectl's validation of what it sends", readBoolean, true)
      .option(
        '--accept-risk <name>',
        'apply a change of class R1 or R2: its class, code or Kind/name',
        collect,
      )
      .option('--wait', 'wait until Deployments, StatefulSets, DaemonSets and Jobs are done');
    addChangeFlags(parser, 'for each hook and for --wait', 5);
  },
  run: async (request) => {
    rejectUnknownRisks(request.options);
    return changeEnvironments({ ...request, check: warnUnmatched }, applyOne);
  },
});

function rejectUnknownRisks({ acceptRisk = [] }: Options): void {
  const unknown = acceptRisk.find((name) => !name.includes('/') && !acceptableRisks.includes(name));
  if (unknown !== undefined)
    throw misuse(`--accept-risk takes Kind/name, ${acceptableRisks.join(', ')}, not \`${unknown}\``);
}

async function applyOne(loaded: ConnectedEnvironment, options: Options, io: Io): Promise<void> {
  const { environment, selected, kubectl } = loaded;
  const isServerSide = applyStrategyOf(environment, options.applyStrategy) === 'server';
  const split = splitHooks(selected);
  const strategy = diffStrategyOf(environment, { ...options, isServerSide });
  const request = { environment, objects: split.objects, isServerSide, strategy };
  const plan = await asking(io, environment, () => planChanges(kubectl, request));
  if (!options.json) await printPlan(plan, split, options, io);
  printWarnings(kubectl, io);
  const listener = { ...listenTo(options, io), ...reportApply(loaded, plan, options) };
  if (dryRunOf(options) === undefined) {
    rejectUnknownFields(kubectl, options);
    rejectRisks(plan, options);
    if (isAsked(plan, options)) confirmChange(io, 'Applying to', { ...kubectl, ...environment.spec });
  }
  await applyEnvironment(
    kubectl,
    {
      ...(await inventoryOf(loaded, options, io)),
      ...split,
      isFirst: plan.isFirst,
      soon: plan.soon,
      isServerSide,
      ...listener,
      validate: options.validate,
      wait: options.wait ?? false,
    },
    listener,
  ).finally(listener.clear);
}

/** Reports the plan, and with it what of it is done. */
function reportApply(
  { environment, kubectl, report }: ConnectedEnvironment,
  plan: Plan,
  options: Options,
): Pick<Required<ApplyListener>, 'onHook' | 'onApplied'> {
  const hooks: object[] = [];
  const applied: object[] = [];
  report({
    environment: environment.metadata.name,
    context: kubectl.cluster.context,
    dryRun: dryRunOf(options) ?? null,
    ...describeChanges(plan),
    hooks,
    applied,
  });
  return {
    onHook: (hook) => void hooks.push(...listHooks([hook])),
    onApplied: (object, action) =>
      void applied.push({ ...refOf(placeManifest(object, kubectl.cluster.namespace)), action }),
  };
}

async function printPlan(plan: Plan, { hooks }: SplitManifests, options: Options, io: Io): Promise<void> {
  await printPatch(plan.changes, io, { paged: false });
  if (plan.changes.length === 0 && options.diffStrategy !== 'none' && !io.env.KUBECTL_INTERACTIVE_DIFF)
    io.out('Warning: There are no differences. Your apply may not do anything at all.\n');
  printAssessment(plan.assessment, io);
  if (dryRunOf(options) === undefined) printHooks(upcomingHooks(hooks, plan.isFirst), io);
}

/** kubectl only warns of them in a diff, and refuses them in an apply: after hooks have run. */
function rejectUnknownFields({ warnings }: Kubectl, { validate }: Options): void {
  const fields = [...warnings].filter((warning) => /^(?:unknown|duplicate) field /.test(warning));
  if (validate && fields.length > 0) throw new ToolError('apply-field', { fields: fields.join(', ') });
}

/** Fails with ToolError `apply-risk`. */
function rejectRisks({ assessment }: Plan, { acceptRisk = [] }: Options): void {
  const blocking = listBlocking(assessment, acceptRisk);
  if (blocking.length === 0) return;
  const rows = blocking.map(
    ({ risk, code, object, path, consequence }) =>
      `  ${risk} ${code}  ${nameObject(object)} ${path}: ${consequence}`,
  );
  throw new ToolError('apply-risk', { count: countWord(blocking.length), list: rows.join('\n') });
}

function countWord(count: number): string {
  return count === 1 ? 'a change' : `${count} changes`;
}

function isAsked({ changes }: Plan, options: Options): boolean {
  const approval = approvalOf(options);
  if (approval === 'always') return false;
  return approval === 'never' || changes.length > 0 || options.diffStrategy === 'none';
}

function readBoolean(value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw misuse(`--validate must be true or false, not \`${value}\``);
}
