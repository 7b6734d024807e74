// Options of comparisons, and what they ask for.
import type { Command as Parser } from 'commander';
import type { Mechanism } from '../../parity/model.ts';
import type { ParityRequest } from '../../parity/run.ts';
import {
  addExternalFlags,
  choiceOf,
  collect,
  collectList,
  type JsonnetOptions,
  sessionOptions,
} from '../flags.ts';
import type { Io } from '../io.ts';

export interface ParityOptions extends JsonnetOptions {
  readonly file?: string;
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setJson?: readonly string[];
  readonly release?: string;
  readonly namespace?: string;
  readonly kubernetesVersion?: string;
  readonly apiVersions?: readonly string[];
  readonly charts?: string;
  readonly context?: string;
  readonly via?: Mechanism;
  readonly effectiveEnv?: true;
  readonly failOn?: 'change' | 'restart';
}

export function addParityFlags(parser: Parser): void {
  parser
    .option('--file <file>', 'the reviewed file; parity.yaml beside an environment')
    .option(
      '-f, --values <file>',
      'values of a chart; - is standard input; may be given several times',
      collect,
    )
    .option('--set <name=value>', 'set values of a chart: a.b=1,list[0]=x', collect)
    .option('--set-string <name=value>', 'the same, and values are texts', collect)
    .option('--set-json <name=json>', 'the same, and values are JSON', collect)
    .option('--release <name>', 'the name of the release')
    .option('-n, --namespace <namespace>', 'the namespace of the release')
    .option('--kubernetes-version <version>', 'the version of Kubernetes that is rendered and judged for')
    .option('-a, --api-versions <versions>', 'API versions that the cluster has, with commas', collectList)
    .option('--charts <folder>', 'charts that a checkout only refers to, as folders or packages')
    .option('--context <name>', 'the context of kubectl for live:')
    .addOption(choiceOf('--via', ['helm', 'server-side', 'client-side'], 'how the candidate is applied'))
    .option('--effective-env', 'compare variables by what they end up as, wherever they come from')
    .addOption(
      choiceOf('--fail-on', ['change', 'restart'], 'exit with 1 for a change only, or for a restart, too'),
    );
  addExternalFlags(parser);
}

export function readParityRequest(sides: readonly string[], options: ParityOptions, io: Io): ParityRequest {
  const { file, values, set, setString, setJson, release, namespace, apiVersions, charts, context, via } =
    options;
  const given = {
    file,
    values,
    set,
    setString,
    setJson,
    release,
    namespace,
    apiVersions,
    charts,
    context,
    via,
  };
  const { kubernetesVersion, effectiveEnv } = options;
  return {
    ...dropUndefined({ ...given, kubernetesVersion, effectiveEnv }),
    sides,
    failOnRestart: options.failOn === 'restart',
    today: new Date().toISOString().slice(0, 10),
    input: () => Promise.resolve(io.input()),
    jsonnet: sessionOptions(options),
  };
}

type Given<Options> = { [Key in keyof Options]: Exclude<Options[Key], undefined> };

function dropUndefined<Options extends object>(options: Options): Partial<Given<Options>> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<
    Given<Options>
  >;
}
