// Two manifests for one object: whichever is applied last would win.
import { type Diagnostic, ToolError } from '../shared/diagnostics.ts';
import { kindNameOf, type Manifest, nameOf, namespaceOf, type PlacedManifest } from './manifest.ts';

/** Throws ToolError `duplicate-resource` that names both places, with a diagnostic for each pair. */
export function rejectDuplicates(manifests: readonly PlacedManifest[]): void {
  const found = findDuplicates(manifests);
  const [first] = found;
  if (first) throw new ToolError(first.code, first.args, { diagnostics: found });
}

function findDuplicates(manifests: readonly PlacedManifest[]): Diagnostic[] {
  const first = new Map<string, string>();
  return manifests.flatMap(({ path, manifest }) => {
    // What the cluster names itself cannot be the same twice.
    if (nameOf(manifest) === '') return [];
    const identity = identityOf(manifest);
    const earlier = first.get(identity);
    if (earlier === undefined) first.set(identity, path);
    return earlier === undefined ? [] : [duplicateOf(manifest, earlier, path)];
  });
}

function duplicateOf(manifest: Manifest, first: string, second: string): Diagnostic {
  const namespace = namespaceOf(manifest);
  const resource = `${kindNameOf(manifest)}${namespace && ` in namespace ${namespace}`}`;
  const args = { resource, first, second };
  return { code: 'duplicate-resource', severity: 'error', path: second, args };
}

/** Group, kind, namespace and name; one object may be written in several versions of its group. */
function identityOf(manifest: Manifest): string {
  const { apiVersion, kind } = manifest;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.lastIndexOf('/')) : '';
  return JSON.stringify([group, kind, namespaceOf(manifest), nameOf(manifest)]);
}
