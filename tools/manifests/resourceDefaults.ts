// Annotations and labels that the environment adds to every resource.
import type { ResourceDefaults } from './environment.ts';
import { type Manifest, mapOf, withMetadata } from './manifest.ts';

/** What the resource has itself wins. */
export function addResourceDefaults(manifest: Manifest, defaults: ResourceDefaults): Manifest {
  const annotated = addDefaults(manifest, 'annotations', defaults.annotations ?? {});
  return addDefaults(annotated, 'labels', defaults.labels ?? {});
}

function addDefaults(
  manifest: Manifest,
  key: 'annotations' | 'labels',
  defaults: Readonly<Record<string, string>>,
): Manifest {
  if (Object.keys(defaults).length === 0) return manifest;
  return withMetadata(manifest, { [key]: { ...defaults, ...mapOf(manifest, key) } });
}
