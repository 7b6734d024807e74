// The options of `env add` and `env set`, and the settings that they mean.
import { InvalidArgumentError, Option, type Command as Parser } from 'commander';
import { RE2JS } from 're2js';
import type { EnvironmentSettings } from '../../environments/edit/create.ts';
import { messageOf } from '../../shared/errors.ts';
import type { Json } from '../../shared/json.ts';
import { addLogLevelFlag, collectList, type JsonnetOptions, misuse } from '../flags.ts';

export interface SettingsOptions extends Pick<JsonnetOptions, 'logLevel'> {
  readonly server?: string;
  readonly serverFromContext?: string;
  readonly contextName?: readonly string[];
  readonly namespace?: string;
  readonly diffStrategy?: string;
  readonly injectLabels?: boolean;
}

const diffStrategies = ['native', 'server', 'subset', 'validate'];

/** What an environment is described by. */
export function addSettingsFlags(parser: Parser): void {
  parser
    .option('--server <url>', "address of the cluster's API server")
    .option('--server-from-context <context>', 'the address that a context of the kubeconfig has')
    .option('--context-name <regex>', 'a context that may be used; may be given several times', collectList)
    .option('--namespace <namespace>', 'the namespace of resources that name none')
    .addOption(
      new Option('--diff-strategy <name>', 'how diff compares')
        .choices(diffStrategies)
        .argParser(readDiffStrategy),
    )
    .option('--inject-labels', 'mark resources with the label that prune needs')
    .option('--no-inject-labels', 'do not mark them');
  addLogLevelFlag(parser);
}

/** An empty text is no strategy: it takes the field away. */
function readDiffStrategy(value: string): string {
  if (value === '' || diffStrategies.includes(value)) return value;
  throw new InvalidArgumentError(`Allowed choices are ${diffStrategies.join(', ')}.`);
}

function checkExpressions(option: string, expressions: readonly string[]): void {
  for (const expression of expressions) {
    try {
      RE2JS.compile(expression);
    } catch (cause) {
      throw misuse(`${option} \`${expression}\` is no regular expression of RE2: ${messageOf(cause)}`);
    }
  }
}

/** What the options say. A context is looked up in the kubeconfig; no cluster is asked. */
export async function readSettings(options: SettingsOptions): Promise<EnvironmentSettings> {
  const { server, serverFromContext, contextName, namespace, diffStrategy, injectLabels } = options;
  if (server !== undefined && serverFromContext !== undefined)
    throw misuse('--server and --server-from-context exclude each other; give one of them');
  checkExpressions('--context-name', contextName ?? []);
  checkExpressions('--server-from-context', serverFromContext === undefined ? [] : [serverFromContext]);
  const apiServer = serverFromContext === undefined ? server : await findServer(serverFromContext);
  if (apiServer && contextName?.some((name) => name !== ''))
    throw misuse('a server and --context-name exclude each other; give one of them');
  return {
    ...(apiServer === undefined ? {} : { apiServer }),
    ...(contextName === undefined ? {} : { contextNames: contextName.filter((name) => name !== '') }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(diffStrategy === undefined ? {} : { diffStrategy }),
    ...(injectLabels === undefined ? {} : { injectLabels }),
  };
}

async function findServer(context: string): Promise<string> {
  const [{ runProgram }, { findContext }] = await Promise.all([
    import('../../process/run.ts'),
    import('../../cluster/client/context.ts'),
  ]);
  const { stdout } = await runProgram('kubectl', ['config', 'view', '-o', 'json']);
  const { server } = findContext(environmentOf(context), JSON.parse(stdout) as Json);
  if (server !== '') return server;
  throw misuse(`the context ${context} has no cluster with an address in the kubeconfig`);
}

/** Contexts are chosen as for an environment that allows this one. */
function environmentOf(context: string) {
  return {
    ...{ apiVersion: '', kind: '', metadata: { name: '--server-from-context' } },
    spec: { contextNames: [context], namespace: '', resourceDefaults: {}, expectVersions: {} },
  };
}
