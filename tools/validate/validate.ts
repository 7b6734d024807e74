// Validates rendered manifests: kubeconform, strict and offline, against the schemas that come with the package.
import type { Environment } from '../process/obtain.ts';
import type { Diagnostic } from '../shared/diagnostics.ts';
import { isJsonObject } from '../shared/json.ts';
import { compareStrings } from '../shared/order.ts';
import { type Bundle, mergeBundles } from './bundle.ts';
import { convertDefinitions, isCustomResourceDefinition } from './crd.ts';
import { explainFailure, type Resource } from './explain.ts';
import { parseFailures } from './failures.ts';
import { checkKind, reportMissingSchema, type SourcedManifest } from './kinds.ts';
import { runKubeconform, type Verdict } from './kubeconform.ts';
import { defaultKubernetesVersion, loadSchemas } from './schemas.ts';

export interface ValidateOptions {
  /** `1.35` by default. */
  readonly kubernetesVersion?: string;
  /** Where a manifest comes from, as the user would name it: shown before its findings. */
  readonly source?: string | ((index: number) => string | undefined);
  /** CustomResourceDefinitions whose kinds are known besides; those among the manifests are known anyway. */
  readonly definitions?: readonly unknown[];
  readonly env?: Environment;
}

/**
 * All that is wrong with the manifests, in their order and then by path; nothing when all are valid. Lists are taken
 * apart. A kind without a schema is a finding. Values of Secrets are in no finding. Fails with ToolError
 * `kubernetes-version`, `file-write` and the errors of `runProgram`.
 */
export async function validateManifests(
  manifests: readonly unknown[],
  options: ValidateOptions = {},
): Promise<readonly Diagnostic[]> {
  const { kubernetesVersion = defaultKubernetesVersion, env = process.env } = options;
  const objects = manifests.flatMap((manifest, index) =>
    flattenList({ manifest, position: index + 1, source: sourceOf(options, index) }),
  );
  const further = convertKnown([...(options.definitions ?? []), ...objects.map(({ manifest }) => manifest)]);
  const { bundle, location } = loadSchemas({ kubernetesVersion, further, env });
  const checks = objects.map((sourced) => checkKind(sourced, bundle));
  const known = checks.filter((check) => 'resource' in check).map(({ resource }) => resource);
  const verdicts = (
    await runKubeconform(
      known.map(({ object }) => object),
      { location, env },
    )
  ).values();
  return checks.flatMap((check) =>
    'finding' in check
      ? [check.finding]
      : explainVerdict(verdicts.next().value as Verdict, check.resource, bundle).sort(byPath),
  );
}

function sourceOf({ source }: ValidateOptions, index: number): string | undefined {
  return typeof source === 'function' ? source(index) : source;
}

function flattenList(sourced: SourcedManifest): readonly SourcedManifest[] {
  const { manifest } = sourced;
  const isList = isJsonObject(manifest) && manifest.kind === 'List' && Array.isArray(manifest.items);
  if (!isList) return [sourced];
  return (manifest.items as readonly unknown[]).flatMap((item) =>
    flattenList({ ...sourced, manifest: item }),
  );
}

// A definition with a broken schema is reported as a manifest; the kinds that it defines are then without schema.
function convertKnown(candidates: readonly unknown[]): Bundle {
  const bundles = candidates.filter(isCustomResourceDefinition).map((definition) => {
    try {
      return convertDefinitions([definition]);
    } catch {
      return { definitions: {}, kinds: {} };
    }
  });
  return mergeBundles(bundles);
}

function explainVerdict({ status, msg }: Verdict, resource: Resource, bundle: Bundle): Diagnostic[] {
  if (status === 'statusValid') return [];
  if (status === 'statusInvalid') {
    return parseFailures(msg).flatMap((failure) => explainFailure(failure, resource, bundle));
  }
  // Its schema does not compile, which only one from the user's own definitions can do.
  return [reportMissingSchema(resource, 'the one in its CustomResourceDefinition cannot be used')];
}

function byPath(left: Diagnostic, right: Diagnostic): number {
  return compareStrings(left.path ?? '', right.path ?? '') || compareStrings(left.code, right.code);
}
