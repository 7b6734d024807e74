// What commands that speak to a cluster have in common: their options, the question before a change, and the environments.
import { Option, type Command as Parser } from 'commander';
import { connect, type Kubectl } from '../cluster/client/kubectl.ts';
import type { DeleteOptions } from '../cluster/delete.ts';
import type { InventoryRequest } from '../cluster/inventory/owner.ts';
import { identifyProject } from '../cluster/inventory/project.ts';
import { type FoundEnvironment, findEnvironment } from '../environments/find.ts';
import { renderEnvironments } from '../environments/render.ts';
import type { Session } from '../environments/session.ts';
import type { Environment } from '../manifests/environment.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { isTarget, parseTargets } from '../manifests/targets.ts';
import { formatDiagnostic } from '../shared/diagnostics.ts';
import { confirm } from './confirm.ts';
import {
  addJsonnetFlags,
  addWorkflowFlags,
  choiceOf,
  misuse,
  openSession,
  type WorkflowOptions,
} from './flags.ts';
import type { Io } from './io.ts';
import { createProgress, printJson } from './output.ts';

export interface ColorOptions {
  readonly color: string;
}

export function addColorFlag(parser: Parser): void {
  parser.addOption(choiceOf('--color', ['auto', 'always', 'never'], 'colours of the diff').default('auto'));
}

/** An Io that has colours when the option says so. */
export function withColor(io: Io, { color }: ColorOptions): Io {
  return color === 'auto' ? io : { ...io, color: color === 'always' };
}

export interface ChangeOptions extends WorkflowOptions, ColorOptions {
  readonly dryRun?: (typeof dryRuns)[number];
  readonly force?: true;
  readonly autoApprove?: Approval;
  readonly dangerousAutoApprove?: true;
  readonly takeOver?: true;
  readonly json?: true;
  /** Milliseconds. */
  readonly timeout: number;
}

const dryRuns = ['none', 'client', 'server'] as const;
const approvals = ['always', 'never', 'if-no-changes'] as const;
export type Approval = (typeof approvals)[number];

/** For commands that change a cluster; `what` is waited for so many minutes, unless the command line says otherwise. */
export function addChangeFlags(parser: Parser, what: string, minutes: number): void {
  const timeout = new Option('--timeout <duration>', `${what}: 90s, 5m`);
  parser
    .addOption(timeout.argParser(readDuration).default(minutes * 60_000, `${minutes}m`))
    .addOption(choiceOf('--dry-run', dryRuns, 'what kubectl would do, without doing it'))
    .option(
      '--force',
      "kubectl's --force: what is deleted or replaced goes at once; with server-side apply --force-conflicts",
    )
    .addOption(choiceOf('--auto-approve', approvals, 'whether to ask before a change'))
    .option('--dangerous-auto-approve', 'the same as --auto-approve always (deprecated)')
    .option('--take-over', 'although the inventory is that of another project or environment')
    .option('--json', 'print JSON; asks nothing, so it takes --auto-approve always or --dry-run');
  addColorFlag(parser);
  addWorkflowFlags(parser);
  addJsonnetFlags(parser);
}

/** Undefined where the change is to be made: `none` is no dry run, as in kubectl. */
export function dryRunOf({ dryRun = 'none' }: ChangeOptions): 'client' | 'server' | undefined {
  return dryRun === 'client' || dryRun === 'server' ? dryRun : undefined;
}

export function approvalOf({ autoApprove, dangerousAutoApprove }: ChangeOptions): Approval {
  if (autoApprove !== undefined && dangerousAutoApprove)
    throw misuse('--dangerous-auto-approve and --auto-approve are mutually exclusive');
  return dangerousAutoApprove ? 'always' : (autoApprove ?? 'never');
}

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `90s`, `5m` or `1m30s`, for --timeout. */
function readDuration(value: string): number {
  const parts = [...value.matchAll(/(\d+)([smh])/g)];
  const isWhole = parts.map(([part]) => part).join('') === value && value !== '';
  if (!isWhole) throw misuse(`--timeout must be a duration such as 90s, 5m or 1h, not \`${value}\``);
  return parts.reduce((total, [, count, unit = '']) => total + Number(count) * (units[unit] ?? 0), 0);
}

/** The environment's kubectl; calls of it are told on standard error where they are traced. */
export function connectTo({ environment, manifests }: LoadedEnvironment, io: Io): Promise<Kubectl> {
  const onCommand = (command: string): void => io.err(`${command}\n`);
  return connect(environment, manifests, { env: io.env, signal: io.interruption(), onCommand });
}

/** Waits for the cluster's answer, and says so meanwhile. */
export function asking<T>(io: Io, { metadata }: Environment, question: () => Promise<T>): Promise<T> {
  const progress = createProgress(io);
  progress.show(`asking the cluster of ${metadata.name ?? ''}`);
  return question().finally(progress.clear);
}

export interface Listener extends DeleteOptions {
  readonly clear: () => void;
}

/** What a change is told to do, and how it tells of itself. */
export function listenTo(options: ChangeOptions, io: Io): Listener {
  const progress = createProgress(io);
  return {
    dryRun: dryRunOf(options),
    force: options.force ?? false,
    timeout: options.timeout,
    say: (line) => {
      progress.clear();
      if (!options.json) io.out(`${line}\n`);
    },
    progress: progress.show,
    clear: progress.clear,
  };
}

/** `Applying to namespace …`; fails with ToolError `aborted` after every answer but yes. */
export function confirmChange(
  io: Io,
  action: string,
  { cluster, namespace }: { readonly cluster: Kubectl['cluster']; readonly namespace: string },
): void {
  const alert = (text: string): string => (io.color ? `\u001b[31;1m${text}\u001b[0m` : text);
  const [where, url, context] = [cluster.cluster, cluster.server, cluster.context].map(alert);
  confirm(
    io,
    `${action} namespace '${alert(namespace || cluster.namespace)}' of cluster '${where}' at '${url}' using context '${context}'.`,
  );
}

/** An environment, and what is to be done with it. */
export interface LoadedEnvironment {
  readonly found: FoundEnvironment;
  readonly environment: Environment;
  /** All of its manifests. */
  readonly manifests: readonly Manifest[];
  /** Those that the targets select, in the order of applying. */
  readonly selected: readonly Manifest[];
}

/** Renders the environments at the paths, one after the other. */
export async function* loadEnvironments(
  paths: readonly string[],
  options: WorkflowOptions,
  io: Io,
): AsyncGenerator<LoadedEnvironment> {
  const session = openSession(options, io);
  for (const path of paths) {
    yield* renderFound(session, await findEnvironment(session, path, options.name), options);
  }
}

/** An environment whose cluster is known. */
export interface ConnectedEnvironment extends LoadedEnvironment {
  readonly kubectl: Kubectl;
  /** Takes what --json prints of it: at the end, so that it may grow with the work, and also when that fails. */
  readonly report: (result: object) => void;
}

/** What a command line of a changing command asks for. */
interface ChangeRequest<Options extends ChangeOptions> {
  readonly args: readonly string[];
  readonly options: Options;
  readonly io: Io;
  /** Looks at an environment before its cluster is asked. */
  readonly check?: (loaded: LoadedEnvironment, options: Options, io: Io) => void;
}

/** Does the work on one environment after the other, prints what it reports as JSON where that is wanted, and returns 0. */
export async function changeEnvironments<Options extends ChangeOptions>(
  request: ChangeRequest<Options>,
  work: (connected: ConnectedEnvironment, options: Options, io: Io) => Promise<void>,
): Promise<number> {
  const { options, io } = request;
  const isAsked = approvalOf(options) !== 'always' && dryRunOf(options) === undefined;
  if (options.json && isAsked) throw misuse('--json asks nothing: add --auto-approve always or --dry-run');
  const results: object[] = [];
  const environments = await connectAll(request, (result) => results.push(result));
  try {
    for (const connected of environments) {
      if (environments.length > 1) io.err(`${connected.environment.metadata.name}:\n`);
      await work(connected, options, withColor(io, options));
    }
  } finally {
    if (options.json) printJson(io, results);
  }
  return 0;
}

/**
 * Nothing is changed anywhere while one of them has no cluster. All are rendered before the first is connected: from
 * then on signals are left to us, and rendering does not hear them.
 */
async function connectAll<Options extends ChangeOptions>(
  { args, options, io, check }: ChangeRequest<Options>,
  report: ConnectedEnvironment['report'],
): Promise<readonly ConnectedEnvironment[]> {
  const all: LoadedEnvironment[] = [];
  for await (const loaded of loadEnvironments(args, options, io)) {
    check?.(loaded, options, io);
    all.push(loaded);
  }
  const connected: ConnectedEnvironment[] = [];
  for (const loaded of all) connected.push({ ...loaded, kubectl: await connectTo(loaded, io), report });
  return connected;
}

/** All manifests are rendered, whatever is selected: others may be needed to know what is not wanted any more. */
export async function* renderFound(
  session: Session,
  found: FoundEnvironment,
  options: WorkflowOptions,
): AsyncGenerator<LoadedEnvironment> {
  const targets = parseTargets(options.target ?? []);
  for await (const { environment, manifests } of renderEnvironments(session, [found])) {
    const selected = manifests.filter((manifest) => isTarget(manifest, targets));
    yield { found, environment, manifests, selected };
  }
}

/** Whose inventory an environment has; warnings go to standard error. */
export async function inventoryOf(
  { found, environment }: LoadedEnvironment,
  { takeOver }: { readonly takeOver?: true },
  io: Io,
): Promise<Required<InventoryRequest>> {
  const project = await identifyProject(found.project.root, io.env);
  const onWarning: InventoryRequest['onWarning'] = (warning) => io.err(`${formatDiagnostic(warning)}\n`);
  return { environment, project, takeOver: takeOver ?? false, onWarning };
}
