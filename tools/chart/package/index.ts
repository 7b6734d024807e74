// The files of a chart that are no templates.
import type { ChartApp, ChartFile } from '../app.ts';
import { renderChartYaml } from './chartYaml.ts';
import { crdFiles, crdFolder } from './crds.ts';
import { renderEnvironment } from './environment.ts';
import { helmignore } from './helmignore.ts';
import { renderReadme } from './readme.ts';
import { renderSecretContract } from './secretContract.ts';
import { renderValuesSchema } from './valuesSchema.ts';
import { renderValuesYaml } from './valuesYaml.ts';

const files: Readonly<Record<string, (app: ChartApp) => string | undefined>> = {
  '.helmignore': () => helmignore,
  'Chart.yaml': renderChartYaml,
  'README.md': renderReadme,
  'environment.md': renderEnvironment,
  'secret-contract.md': renderSecretContract,
  'values.schema.json': renderValuesSchema,
  'values.yaml': renderValuesYaml,
};

/** Everything but `templates/`, made from the application's data. Fails with ToolError `chart-schema`. */
export function packageFiles(app: ChartApp): readonly ChartFile[] {
  const single = Object.entries(files).flatMap(([path, render]) => {
    const content = render(app);
    return content === undefined ? [] : [{ path, content }];
  });
  return [...single, ...crdFiles(app)];
}

/** Whether a file in a chart's folder is made here: others, such as `equivalence.json`, `ci/` or `LICENSE`, stay. */
export function isChartFile(path: string): boolean {
  return Object.hasOwn(files, path) || path.startsWith('templates/') || path.startsWith(crdFolder);
}
