// The application and the hand-written chart that the tests of the twin and of the proof share.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChartApp, loadChartApp } from '../../tools/chart/app.ts';
import { createRelease, type TwinRequest } from '../../tools/chart/twin.ts';
import type { JsonObject } from '../../tools/shared/json.ts';

/** A project with `lib/apps/shop`, its schema and `charts/shop`. */
export const shopProject: string = fileURLToPath(new URL('../fixtures/prove', import.meta.url));

export const shopChart: string = path.join(shopProject, 'charts', 'shop');

export function loadShop(): Promise<ChartApp> {
  return loadChartApp('shop', shopProject);
}

/** A first installation with these values. */
export function requestOf(values: JsonObject): TwinRequest {
  return {
    values,
    release: createRelease({ name: 'corner', namespace: 'town' }),
    capabilities: { kubeVersion: 'v1.31.2', apiVersions: [] },
  };
}
