// Chart.yaml: what Helm and Artifact Hub want to know about a chart.
import type { Json, JsonObject } from '../../shared/json.ts';
import type { ChartApp } from '../app.ts';
import type { ChartExtras, Link, Maintainer } from '../metadata.ts';
import { blockLines, entryLines } from './yaml.ts';

/** The content of `Chart.yaml`. */
export function renderChartYaml({ chart }: ChartApp): string {
  const annotations = { ...artifactHubAnnotations(chart), ...chart.annotations };
  const fields: readonly (readonly [string, Json | undefined])[] = [
    ['apiVersion', 'v2'],
    ['name', chart.name],
    ['description', chart.description],
    ['type', 'application'],
    ['version', chart.version],
  ];
  const others: readonly (readonly [string, Json | undefined])[] = [
    ['kubeVersion', chart.kubeVersion],
    ['home', chart.home],
    ['icon', chart.icon],
    ['sources', chart.sources],
    ['keywords', chart.keywords],
    ['maintainers', chart.maintainers?.map(nameFirst)],
    ['annotations', annotations],
  ];
  const appVersion = `appVersion: ${JSON.stringify(chart.appVersion)}`;
  return `${[...fields.flatMap(fieldLines), appVersion, ...others.flatMap(fieldLines)].join('\n')}\n`;
}

function fieldLines([name, value]: readonly [string, Json | undefined]): readonly string[] {
  if (value === undefined || (typeof value === 'object' && Object.keys(value as JsonObject).length === 0))
    return [];
  return entryLines(name, value);
}

/** Jsonnet has no order of its own, and readers look for the name. */
function nameFirst({ name, ...rest }: Maintainer | Link): JsonObject {
  return { name, ...rest };
}

/** https://artifacthub.io/docs/topics/annotations/helm/ */
function artifactHubAnnotations({ license, links }: ChartExtras): Readonly<Record<string, string>> {
  return {
    ...(license === undefined ? {} : { 'artifacthub.io/license': license }),
    ...(links === undefined || links.length === 0
      ? {}
      : { 'artifacthub.io/links': `${blockLines(links.map(nameFirst)).join('\n')}\n` }),
  };
}
