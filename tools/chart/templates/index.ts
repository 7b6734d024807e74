// The templates of a chart, compiled from the application.
import { ToolError } from '../../shared/diagnostics.ts';
import { evaluateApplication } from '../../symbolic/index.ts';
import type { ChartApp, ChartFile } from '../app.ts';
import type { Insight } from '../insight.ts';
import { compileTrees } from './files.ts';
import { createInsight } from './insight.ts';
import { manifestsOf } from './manifests.ts';

export interface CompiledTemplates {
  readonly files: readonly ChartFile[];
  readonly insight: Insight;
}

/** Templates of what `render`, `tests` and `notes` give. Fails with ToolError `symbolic-refused`. */
export function compileTemplates(app: ChartApp): readonly ChartFile[] {
  return compileApplication(app).files;
}

/** The templates, and what the proof wants to know of them. */
export function compileApplication(app: ChartApp): CompiledTemplates {
  return evaluateApplication(app, (application) => {
    const { resources, tests } = application;
    const manifests = { resources: manifestsOf(resources), ...(tests ? { tests: manifestsOf(tests) } : {}) };
    const { files, branches } = compileTrees({ ...application, ...manifests }, { chartName: app.chart.name });
    return { files, insight: createInsight({ branches, guards: application.guards, chart: app.chart }) };
  });
}

/**
 * The guards alone, for a chart that may not be the one that the application gives now. None are known of an application
 * that cannot be compiled.
 */
export function findGuards(app: ChartApp): Insight {
  try {
    const { guards } = compileApplication(app).insight;
    return guards === undefined ? {} : { guards };
  } catch (error) {
    if (error instanceof ToolError) return {};
    throw error;
  }
}
