// Which chart a HelmRelease installs, found through the sources that it names.
import { type Manifest, namespaceOf } from '../manifests/manifest.ts';
import type { JsonObject } from '../shared/json.ts';
import { formatReference, listAt, mapAt, type Reference, referenceOf, specOf, textOf } from './objects.ts';

/** A chart in a registry, in a repository of packages, or in a folder of a git repository. */
export interface WantedChart {
  readonly kind: 'oci' | 'http' | 'git';
  readonly name: string;
  /** An exact version or a range; absent where any will do. */
  readonly version?: string;
  /** The registry's path with the chart's name, or the repository. */
  readonly url: string;
  /** In a git repository, the chart's folder. */
  readonly path?: string;
  /** The source's reference, for what lies in the repository of the checkout itself. */
  readonly source: Reference;
  /** Files of the chart, or of the git repository, that take the place of its own values. */
  readonly valuesFiles: readonly string[];
  readonly ignoreMissing: boolean;
}

/** The chart, or why it is not known. */
export type ChartChoice = WantedChart | { readonly problem: string };

type Find = (reference: Reference) => Manifest | undefined;

/** `find` gives the object that a reference names, where it is in the checkout. */
export function chartOf(helmRelease: Manifest, find: Find): ChartChoice {
  const spec = specOf(helmRelease);
  const namespace = namespaceOf(helmRelease);
  const chartRef = mapAt(spec, 'chartRef');
  if (chartRef.name === undefined) return chartOfTemplate(specOf(mapAt(spec, 'chart')), namespace, find);
  const reference = referenceOf(chartRef, namespace);
  const found = find(reference);
  if (found === undefined) return { problem: `${formatReference(reference)} is not in the checkout` };
  if (reference.kind === 'HelmChart') return chartOfTemplate(specOf(found), reference.namespace, find);
  if (reference.kind === 'OCIRepository') return chartOfRegistry(found, reference);
  return { problem: `a chart cannot be read from ${formatReference(reference)}` };
}

/** `spec.chart.spec` of a HelmRelease, or `spec` of a HelmChart. */
function chartOfTemplate(template: JsonObject, namespace: string, find: Find): ChartChoice {
  const chart = textOf(template.chart);
  if (chart === '') return { problem: 'it names no chart' };
  const source = referenceOf(mapAt(template, 'sourceRef'), namespace);
  const found = find(source);
  const common = {
    source,
    ...(textOf(template.version) === '' ? {} : { version: textOf(template.version) }),
    valuesFiles: listAt(template, 'valuesFiles').map((file) => textOf(file)),
    ignoreMissing: template.ignoreMissingValuesFiles === true,
  };
  const url = textOf(specOf(found ?? {}).url);
  if (source.kind === 'GitRepository') {
    return { ...common, kind: 'git', name: chart.split('/').at(-1) as string, url, path: chart };
  }
  if (found === undefined) return { problem: `${formatReference(source)} is not in the checkout` };
  if (source.kind === 'OCIRepository') return { ...chartOfRegistry(found, source), ...common };
  if (source.kind !== 'HelmRepository') {
    return { problem: `a chart cannot be read from ${formatReference(source)}` };
  }
  if (!url.startsWith('oci://')) return { ...common, kind: 'http', name: chart, url };
  return { ...common, kind: 'oci', name: chart, url: `${url.replace(/\/+$/, '')}/${chart}` };
}

function chartOfRegistry(repository: Manifest, source: Reference): WantedChart {
  const spec = specOf(repository);
  const url = textOf(spec.url).replace(/\/+$/, '');
  const { tag, semver } = mapAt(spec, 'ref');
  const version = textOf(semver) || textOf(tag);
  const name = url.split('/').at(-1) ?? '';
  const rest = { source, valuesFiles: [], ignoreMissing: false };
  return { kind: 'oci', name, url, ...rest, ...(version === '' ? {} : { version }) };
}
