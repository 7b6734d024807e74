// What all checks of one chart share: the application, the chart's folder, and how Helm is called.
import path from 'node:path';
import type { ChartApp } from '../chart/app.ts';
import { findProgram } from '../process/find.ts';
import type { HelmName } from '../prove/helm/run.ts';
import type { Row, Scope } from './row.ts';

export interface ChartScope extends Scope {
  readonly app: ChartApp;
  /** The chart's folder, relative to the project's root. */
  readonly chart: string;
}

export const helms: readonly HelmName[] = ['helm3', 'helm4'];

export function chartDirOf({ root, chart }: ChartScope): string {
  return path.join(root, chart);
}

/** `3.17.3 and 4.1.4`. */
export async function describeHelms(): Promise<string> {
  const found = await Promise.all(helms.map((helm) => findProgram(helm)));
  return found.map(({ version }) => version).join(' and ');
}

export const blocked: Pick<Row, 'status' | 'detail'> = { status: 'blocked', detail: 'could not run' };
