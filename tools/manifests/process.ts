// From the evaluated output of an environment to its manifests, in the steps and the order of Tanka.
import { ToolError } from '../shared/diagnostics.ts';
import type { Json } from '../shared/json.ts';
import { rejectDuplicates } from './duplicates.ts';
import type { Environment } from './environment.ts';
import { environmentLabelOf, injectLabel } from './environmentLabel.ts';
import { extractManifests, unwrapLists } from './extract.ts';
import type { Manifest, PlacedManifest } from './manifest.ts';
import { injectNamespace } from './namespace.ts';
import { sortManifests } from './order.ts';
import { addResourceDefaults } from './resourceDefaults.ts';
import { isTarget, parseTargets } from './targets.ts';

export interface ProcessOptions {
  /** Target expressions; all resources when there are none. */
  readonly targets?: readonly string[];
}

/**
 * The manifests of an environment: found, Lists unwrapped, namespaced, labelled, with defaults, checked for duplicates,
 * filtered, sorted. The value is left as it is. Throws ToolError: `manifest-expected`, `manifest-fields`, `list-item`,
 * `label-field`, `duplicate-resource`, `target-expression`.
 */
export function processManifests(
  value: Json,
  environment: Environment,
  options: ProcessOptions = {},
): Manifest[] {
  const targets = parseTargets(options.targets ?? []);
  const placed = completeManifests(value, environment);
  rejectDuplicates(placed);
  return sortManifests(
    placed.map(({ manifest }) => manifest).filter((manifest) => isTarget(manifest, targets)),
  );
}

function completeManifests(value: Json, environment: Environment): PlacedManifest[] {
  if (value === null) return [];
  const { spec } = environment;
  const label = spec.injectLabels ? environmentLabelOf(environment) : undefined;
  return unwrapLists(extractFor(value, environment)).map(({ path, manifest }) => {
    const namespaced = injectNamespace(manifest, spec.namespace);
    const labelled = label === undefined ? namespaced : injectLabel(namespaced, label);
    return { path, manifest: addResourceDefaults(labelled, spec.resourceDefaults) };
  });
}

/** Faults of the output name the environment, as in Tanka. */
function extractFor(value: Json, { metadata }: Environment): PlacedManifest[] {
  try {
    return extractManifests(value);
  } catch (cause) {
    if (!(cause instanceof ToolError)) throw cause;
    const args = { environment: metadata.name ?? '', problem: cause.message };
    throw new ToolError('environment-manifests', args, { cause, diagnostics: cause.diagnostics });
  }
}
