// The user's kubectl, bound to the context of one environment: everything that is asked of a cluster goes through here.
import type { Environment } from '../../manifests/environment.ts';
import type { Manifest } from '../../manifests/manifest.ts';
import { type RunOptions, type RunResult, runProgram } from '../../process/run.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import type { Json } from '../../shared/json.ts';
import { type ClusterInfo, findContext } from './context.ts';
import { createRedaction } from './redact.ts';
import { condense } from './said.ts';

export interface KubectlOptions
  extends Pick<RunOptions, 'stdin' | 'exitCodes' | 'timeout' | 'onLine' | 'env' | 'cwd'> {}

export interface Kubectl {
  readonly cluster: ClusterInfo;
  /** What kubectl has warned of so far: `unknown field "spec.replcas"`. */
  readonly warnings: ReadonlySet<string>;
  /** Masks the environment's secrets in a text. */
  readonly redact: (text: string) => string;
  /**
   * Runs kubectl in the environment's context. Fails with ToolError `kubectl-failed`, `kubectl-timeout`, `interrupted`
   * and those of `findProgram`.
   */
  readonly run: (args: readonly string[], options?: KubectlOptions) => Promise<RunResult>;
}

/** What the command line brings along. */
export interface Access {
  /** KUBECONFIG, TANKA_KUBECTL_PATH, TANKA_KUBECTL_TRACE and TWINHULL_KUBECTL_TIMEOUT are looked for here. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Sees each command before it runs, where TANKA_KUBECTL_TRACE is set. */
  readonly onCommand?: (command: string) => void;
}

/** Finds the environment's cluster; it is not spoken to yet. Fails with the errors of `findContext`. */
export async function connect(
  environment: Environment,
  manifests: readonly Manifest[],
  access: Access,
): Promise<Kubectl> {
  const caller = { access, redact: createRedaction(manifests), warnings: new Set<string>() };
  const { stdout } = await call(['config', 'view', '-o', 'json'], {}, caller);
  const cluster = findContext(environment, JSON.parse(stdout) as Json);
  return {
    cluster,
    warnings: caller.warnings,
    redact: caller.redact,
    run: (args, options = {}) => call(inContext(cluster, args), options, caller),
  };
}

function inContext({ context }: ClusterInfo, [verb = '', ...args]: readonly string[]): readonly string[] {
  return [verb, '--context', context, ...args];
}

interface Caller {
  readonly access: Access;
  readonly redact: Kubectl['redact'];
  readonly warnings: Set<string>;
}

async function call(
  args: readonly string[],
  options: KubectlOptions,
  { access, redact, warnings }: Caller,
): Promise<RunResult> {
  const { env, signal, onCommand } = access;
  const command = ['kubectl', ...args].join(' ');
  if (env.TANKA_KUBECTL_TRACE) onCommand?.(command);
  const timeout = options.timeout ?? readTimeout(env.TWINHULL_KUBECTL_TIMEOUT);
  try {
    const result = await runProgram('kubectl', args, {
      ...options,
      timeout,
      env: { ...env, ...options.env },
      ...(signal ? { signal } : {}),
    });
    for (const [, warning = ''] of result.stderr.matchAll(/^Warning: (.*)$/gm)) warnings.add(redact(warning));
    return result;
  } catch (error) {
    throw explain(error, redact);
  }
}

/** What kubectl said may quote a Secret, and has its own word for every problem. */
function explain(error: unknown, redact: Kubectl['redact']): unknown {
  if (!(error instanceof ToolError)) return error;
  const { command = '', outcome = '', said = '', seconds = '' } = error.args;
  if (error.code === 'program-timeout') return new ToolError('kubectl-timeout', { command, seconds });
  if (error.code !== 'program-failed') return error;
  const told = tell({ redact }, said.replace(/^error: /i, ''));
  return new ToolError('kubectl-failed', { command, outcome, said: told });
}

/** What kubectl said, in few words and with secrets masked. */
export function tell({ redact }: Pick<Kubectl, 'redact'>, said: string): string {
  return condense(redact(said.trim()));
}

/** The error of a call whose exit code is looked at by the caller. */
export function failed(kubectl: Kubectl, args: readonly string[], said: string): ToolError {
  const command = ['kubectl', ...inContext(kubectl.cluster, args)].join(' ');
  return new ToolError('kubectl-failed', { command, outcome: 'failed', said: tell(kubectl, said) });
}

const tenMinutes = 600_000;

/** In seconds; what is no number counts as not given. */
function readTimeout(text = ''): number {
  const seconds = Number(text);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : tenMinutes;
}
