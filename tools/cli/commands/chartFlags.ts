// Options that `helm template` has too, and what they mean to the twin of a chart.
import type { Command as Parser } from 'commander';
import semver from 'semver';
import { readUserValues } from '../../chart/set/userValues.ts';
import { createRelease, type TwinRequest } from '../../chart/twin.ts';
import { resolveRoot } from '../../environments/project.ts';
import { defaultKubeVersion } from '../../prove/reproduce.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { collect, collectList, misuse } from '../flags.ts';
import type { Io } from '../io.ts';

export interface ChartInputOptions {
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setJson?: readonly string[];
  readonly releaseName?: string;
  readonly namespace: string;
  readonly kubeVersion: string;
  readonly apiVersions?: readonly string[];
  readonly isUpgrade?: true;
}

/** Everything that a chart's templates can see, named as in Helm. */
export function addChartInputFlags(parser: Parser): void {
  parser
    .option('-f, --values <file>', 'values in YAML; - is standard input; may be given several times', collect)
    .option('--set <name=value>', 'set values: a.b=1,list[0]=x', collect)
    .option('--set-string <name=value>', 'the same, and values are texts', collect)
    .option('--set-json <name=json>', 'the same, and values are JSON', collect)
    .option('--release-name <name>', "the release's name; the application's when absent")
    .option('-n, --namespace <namespace>', "the release's namespace", 'default')
    .option('--kube-version <version>', 'the version of Kubernetes that is rendered for', defaultKubeVersion)
    .option('-a, --api-versions <versions>', 'API versions that the cluster has, with commas', collectList)
    .option('--is-upgrade', 'render an upgrade instead of a first installation');
}

/** The project around the current folder; where there is none, the folder itself. */
export function findProject(): string {
  try {
    return resolveRoot('.');
  } catch (error) {
    if (error instanceof ToolError && error.code === 'project-root') return process.cwd();
    throw error;
  }
}

/** Fails with ToolError `usage` and those of `readUserValues`. */
export async function readChartInputs(app: string, options: ChartInputOptions, io: Io): Promise<TwinRequest> {
  const { values: files = [], namespace, releaseName = app, isUpgrade = false } = options;
  if (
    !/^[a-z0-9][-a-z0-9.]*$/.test(releaseName) ||
    /[-.](?:\.|$)|\.-/.test(releaseName) ||
    releaseName.length > 53
  )
    throw misuse(
      `--release-name must be as Helm takes it, up to 53 small letters, digits, - and ., not \`${releaseName}\``,
    );
  if (!/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(namespace))
    throw misuse(`--namespace must be the name of a namespace, not \`${namespace}\``);
  const values = await readUserValues({ ...options, files }, io.input);
  return {
    values,
    release: createRelease({ name: releaseName, namespace, isUpgrade }),
    capabilities: {
      kubeVersion: readKubeVersion(options.kubeVersion),
      apiVersions: options.apiVersions ?? [],
    },
  };
}

/** As Helm writes it. `1.31` becomes `v1.31.0`, as in Helm 3; Helm 4 leaves it. */
function readKubeVersion(text: string): string {
  const whole = /^v?\d+\.\d+$/.test(text) ? `${text}.0` : text;
  const parsed = semver.parse(whole);
  if (parsed === null) throw misuse(`--kube-version must be a version such as 1.31.0, not \`${text}\``);
  return `v${parsed.version}${parsed.build.length > 0 ? `+${parsed.build.join('.')}` : ''}`;
}
