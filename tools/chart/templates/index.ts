// The templates of a chart, compiled from the application.
import { evaluateApplication } from '../../symbolic/index.ts';
import type { ChartApp, ChartFile } from '../app.ts';
import { compileTrees } from './files.ts';

/** Templates of what `render`, `tests` and `notes` give. Fails with ToolError `symbolic-refused`. */
export function compileTemplates(app: ChartApp): readonly ChartFile[] {
  return evaluateApplication(
    app,
    (application) => compileTrees(application, { chartName: app.chart.name }).files,
  );
}
