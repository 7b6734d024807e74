// The templates of a chart, compiled from the application.
import type { ChartApp, ChartFile } from '../app.ts';

/** Templates of what `render`, `tests` and `notes` give. */
export function compileTemplates(_app: ChartApp): readonly ChartFile[] {
  return [];
}
