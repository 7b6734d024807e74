// How a person gets a failure again: a file with the values, and one command.
import { readYaml } from '../manifests/yaml/read.ts';
import { formatYaml } from '../manifests/yaml/write.ts';
import { ToolError } from '../shared/diagnostics.ts';
import type { JsonObject } from '../shared/json.ts';
import type { Failure } from './failures.ts';
import { formatValuesFile } from './helm/run.ts';

/** Values as a person writes them; as JSON, which is YAML too, where that could be read as something else. */
export function formatFailingValues(values: JsonObject): string {
  const text = formatYaml(values);
  try {
    const again = readYaml(text, { file: 'values' });
    if (JSON.stringify(again) === JSON.stringify(values)) return text;
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
  }
  return formatValuesFile(values);
}

export interface Command {
  readonly app: string;
  /** The values file, as the user would name it. */
  readonly file: string;
  /** The chart's folder where it is not the application's own. */
  readonly chartDir?: string | undefined;
}

/** What the flags of the command mean when they are absent. */
export const defaultKubeVersion = 'v1.35.0';

/** The command line that compares exactly this case again. */
export function formatCommand({ helm, request, sets }: Failure, { app, file, chartDir }: Command): string {
  const { release, capabilities } = request;
  const words = [
    ...['twinhull', 'chart', 'prove', app, '--helm', helm.replace('helm', ''), '--values', file],
    ...(chartDir === undefined ? [] : ['--chart', chartDir]),
    ...(release.name === app ? [] : ['--release-name', release.name]),
    ...(release.namespace === 'default' ? [] : ['--namespace', release.namespace]),
    ...(release.isUpgrade ? ['--is-upgrade'] : []),
    ...(capabilities.kubeVersion === defaultKubeVersion ? [] : ['--kube-version', capabilities.kubeVersion]),
    ...capabilities.apiVersions.flatMap((version) => ['--api-versions', version]),
    ...sets.flatMap((set) => ['--set', set]),
  ];
  return words.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
