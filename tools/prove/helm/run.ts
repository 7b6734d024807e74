// Asks the real Helm for one case.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TwinRequest } from '../../chart/twin.ts';
import { readYamlDocuments } from '../../manifests/yaml/read.ts';
import { runProgram } from '../../process/run.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { isJsonObject, type JsonObject } from '../../shared/json.ts';

export type HelmName = 'helm3' | 'helm4';

export type HelmOutcome =
  | { readonly kind: 'rendered'; readonly objects: readonly JsonObject[] }
  | { readonly kind: 'refused'; readonly by: 'schema' }
  | { readonly kind: 'refused'; readonly by: 'assert'; readonly sentence: string }
  /** Neither output nor a refusal that somebody wrote. */
  | { readonly kind: 'broke'; readonly problem: string };

export interface HelmQuestion {
  readonly helm: HelmName;
  readonly chartDir: string;
  readonly request: TwinRequest;
  readonly sets: readonly string[];
  /** Where the values file is written; overwritten by each question. */
  readonly file: string;
  /** The chart's own test objects, too, which are no matter of the application. */
  readonly withTests?: true;
}

/** Fails with the ToolErrors of `runProgram`, except those that are an outcome. */
export async function askHelm(question: HelmQuestion): Promise<HelmOutcome> {
  await writeFile(question.file, formatValuesFile(question.request.values));
  const args = templateArguments(question);
  const { stdout, stderr, exitCode } = await runProgram(question.helm, args, {
    exitCodes: [0, 1],
    timeout: 120_000,
    // Helm lives too short for collecting garbage to pay.
    env: { ...isolated(path.dirname(question.file)), GOGC: '400' },
  });
  return exitCode === 0 ? readOutput(stdout) : readRefusal(stderr);
}

function templateArguments(question: HelmQuestion): readonly string[] {
  const { chartDir, request, sets, file, withTests } = question;
  const { release, capabilities } = request;
  return [
    ...['template', release.name, chartDir, '--namespace', release.namespace, '--values', file],
    ...sets.flatMap((set) => ['--set', set]),
    ...['--kube-version', capabilities.kubeVersion],
    ...(capabilities.apiVersions.length > 0 ? ['--api-versions', capabilities.apiVersions.join(',')] : []),
    ...(release.isUpgrade ? ['--is-upgrade'] : []),
    ...(withTests ? [] : ['--skip-tests']),
  ];
}

/** The environment in which a user's plugins and repositories are not asked. */
export function isolated(folder: string): Readonly<Record<string, string>> {
  return {
    HELM_PLUGINS: path.join(folder, 'plugins'),
    HELM_CONFIG_HOME: path.join(folder, 'config'),
    HELM_CACHE_HOME: path.join(folder, 'cache'),
    HELM_DATA_HOME: path.join(folder, 'data'),
  };
}

/**
 * JSON is YAML, as long as characters stand there themselves: Helm refuses the pairs of escapes that JSON has for
 * those beyond U+FFFF.
 */
function formatValuesFile(values: JsonObject): string {
  return `${JSON.stringify(values, null, 2)}\n`;
}

/** Strict: a key that occurs twice is an error, although Helm takes the last. */
function readOutput(stdout: string): HelmOutcome {
  try {
    const documents = readYamlDocuments(stdout, { file: 'the output of helm' });
    return { kind: 'rendered', objects: documents.filter(isJsonObject) };
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const [{ span } = {}] = error.diagnostics;
    const place =
      span === undefined ? '' : `, in line ${span.line} of its output: ${lineOf(stdout, span.line)}`;
    return { kind: 'broke', problem: `${error.message}${place}` };
  }
}

function lineOf(text: string, line: number): string {
  return (text.split('\n')[line - 1] ?? '').trim();
}

const failed = /^Error: execution error at \([^)]*\): ([\s\S]*?)\n\nUse --debug flag/m;
const refusedBySchema = /^Error: values don't meet the specifications of the schema/m;

function readRefusal(stderr: string): HelmOutcome {
  if (refusedBySchema.test(stderr)) return { kind: 'refused', by: 'schema' };
  const sentence = failed.exec(stderr)?.[1];
  if (sentence !== undefined) return { kind: 'refused', by: 'assert', sentence };
  return { kind: 'broke', problem: stderr.replace(/\n\nUse --debug flag[\s\S]*/, '').trim() };
}
