// How a person gets a failure again: a file with the values, and one command.
import { readYaml } from '../manifests/yaml/read.ts';
import { formatYaml } from '../manifests/yaml/write.ts';
import { ToolError } from '../shared/diagnostics.ts';
import type { JsonObject } from '../shared/json.ts';
import { defaultKubernetesVersion } from '../validate/schemas.ts';
import type { Failure } from './failures.ts';
import { showJson } from './show.ts';

/** Values as a person writes them; as JSON, which is YAML too, where something would not be seen or not be read alike. */
export function formatFailingValues(values: JsonObject): string {
  const text = formatYaml(values);
  const isVisible = !/[^\P{Z} ]|[^\P{C}\n]|\p{M}/u.test(text) && !JSON.stringify(values).includes('\\n');
  return isVisible && isReadAs(text, values) ? text : `${showJson(values, 2)}\n`;
}

function isReadAs(text: string, values: JsonObject): boolean {
  try {
    return JSON.stringify(readYaml(text, { file: 'values' })) === JSON.stringify(values);
  } catch (error) {
    if (error instanceof ToolError) return false;
    throw error;
  }
}

export interface Command {
  readonly app: string;
  /** The values file, as the user would name it. */
  readonly file: string;
  /** The chart's folder where it is not the application's own. */
  readonly chartDir?: string | undefined;
}

/** What the flags of the command mean when they are absent. */
export const defaultKubeVersion: string = `v${defaultKubernetesVersion}.0`;

/** The command line that compares exactly this case again. */
export function formatCommand(
  { helm, request, sets }: Pick<Failure, 'helm' | 'request' | 'sets'>,
  { app, file, chartDir }: Command,
): string {
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
