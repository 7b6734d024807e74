// Runs the real `helm template`: what a chart makes of values, with its hooks, tests and definitions.
import { runProgram } from '../../process/run.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { SourcedObject } from '../model.ts';
import { readRendered } from './documents.ts';
import { nowhere, offline } from './offline.ts';
import type { SideOptions } from './request.ts';

export interface Rendering {
  /** The absolute path of a folder or package. */
  readonly chart: string;
  readonly release: string;
  readonly namespace: string;
  readonly values: JsonObject;
  /** Whether the chart's schema is left aside. */
  readonly skipSchema?: boolean;
}

/** What the chart renders, or why it does not. */
export type Rendered = { readonly objects: readonly SourcedObject[] } | { readonly problem: string };

/**
 * A schema that lies elsewhere is left aside: what it allows is for the chart's users, and the values are in use.
 * Fails with the errors of `runProgram` and of `readObjects`.
 */
export async function renderChart(rendering: Rendering, options: SideOptions): Promise<Rendered> {
  // Behind `--` nothing is a flag. JSON is YAML, and standard input cannot be taken for a list of files.
  const args = ['template', '--values=-', ...flagsOf(rendering, options), '--', rendering.release];
  const { stdout, stderr, exitCode } = await runProgram('helm', [...args, rendering.chart], {
    stdin: `${JSON.stringify(rendering.values, null, 2)}\n`,
    env: { ...options.env, ...offline },
    exitCodes: [0, 1],
    timeout: 120_000,
  });
  if (exitCode === 0) return { objects: readRendered(stdout) };
  if (!rendering.skipSchema && stderr.includes(nowhere.replace(/^.*\//, ''))) {
    return renderChart({ ...rendering, skipSchema: true }, options);
  }
  return { problem: problemOf(stderr) };
}

function flagsOf({ namespace, skipSchema }: Rendering, options: SideOptions): readonly string[] {
  const { kubernetesVersion = '1.35', apiVersions = [] } = options;
  return [
    `--namespace=${namespace}`,
    // Helm 4 would leave two numbers as they are.
    `--kube-version=${/^v?\d+\.\d+$/.test(kubernetesVersion) ? `${kubernetesVersion}.0` : kubernetesVersion}`,
    ...apiVersions.map((version) => `--api-versions=${version}`),
    '--include-crds',
    ...(skipSchema ? ['--skip-schema-validation'] : []),
  ];
}

function problemOf(stderr: string): string {
  const sentences = stderr.replace(/\n\nUse --debug flag[\s\S]*/, '').trim();
  return sentences.replace(/^(?:level=WARN.*\n)*Error: /, '') || 'helm said nothing';
}
