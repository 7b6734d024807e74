// `spec.expectVersions.tanka`: which version of Tanka's behaviour an environment wants.
import type { Environment } from '../manifests/environment.ts';
import { ToolError } from '../shared/diagnostics.ts';

/** The version of Tanka whose behaviour this is. */
const tankaVersion = '0.38.0';

/** Fails with ToolError `environment-version`, also for what is no version constraint. */
export async function checkVersion({ spec }: Environment): Promise<void> {
  const wanted = spec.expectVersions.tanka;
  if (!wanted) return;
  const { default: semver } = await import('semver');
  // Constraints of Go's semver are joined by commas.
  if (semver.satisfies(tankaVersion, wanted.replaceAll(',', ' '), { includePrerelease: true })) return;
  throw new ToolError('environment-version', { current: tankaVersion, wanted });
}
