// A whole chart as files: what is made from the application's data, and the templates.
import { compareStrings } from '../shared/order.ts';
import type { ChartApp, ChartFile } from './app.ts';
import { packageFiles } from './package/index.ts';
import { compileTemplates } from './templates/index.ts';

/** All files of an application's chart, sorted by path. Writes nothing. */
export async function exportChart(app: ChartApp): Promise<readonly ChartFile[]> {
  const files = [...packageFiles(app), ...compileTemplates(app)];
  return files.sort((left, right) => compareStrings(left.path, right.path));
}
