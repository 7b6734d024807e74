// The part of the tools that seeded faults are in: bundled with each of them, it compiles one application.
import type { ChartApp, ChartFile } from '../../tools/chart/app.ts';
import { packageFiles } from '../../tools/chart/package/index.ts';
import { compileTrees } from '../../tools/chart/templates/files.ts';
import type { HelmOutcome } from '../../tools/prove/helm/run.ts';
import { isJsonObject } from '../../tools/shared/json.ts';
import { evaluateApplication, type SymbolicApplication } from '../../tools/symbolic/index.ts';
import { type Inputs, interpret } from '../../tools/symbolic/interpret.ts';
import { guardsViolated } from '../../tools/symbolic/reach.ts';

export interface Compiled {
  readonly files: readonly ChartFile[];
  /** What the trees mean for each of the inputs, told as if Helm had said it. */
  readonly meanings: readonly HelmOutcome[];
}

export type Compile = (app: ChartApp, inputs: readonly Inputs[]) => Compiled;

/** The chart, and its trees interpreted. */
export const compile: Compile = (app, inputs) =>
  evaluateApplication(app, (application) => {
    const { files } = compileTrees(application, { chartName: app.chart.name });
    return {
      files: [...packageFiles(app), ...files],
      meanings: inputs.map((input) => meaningOf(application, input)),
    };
  });

function meaningOf({ guards, resources }: SymbolicApplication, inputs: Inputs): HelmOutcome {
  try {
    const [sentence] = guardsViolated(guards, inputs);
    if (sentence !== undefined) return { kind: 'refused', by: 'assert', sentence };
    const present = resources.filter(({ condition }) => interpret(condition, inputs) === true);
    const objects = present.map(({ value }) => interpret(value, inputs)).filter(isJsonObject);
    return { kind: 'rendered', objects };
  } catch (error) {
    return { kind: 'broke', problem: String(error) };
  }
}
