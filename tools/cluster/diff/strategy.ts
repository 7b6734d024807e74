// How changes are found, and of what.
import type { Environment } from '../../manifests/environment.ts';
import type { Manifest } from '../../manifests/manifest.ts';
import { ToolError } from '../../shared/diagnostics.ts';

export const diffStrategies = ['native', 'server', 'subset', 'validate'] as const;
/** How changes are found; `none` does not look for any. */
export type DiffStrategy = (typeof diffStrategies)[number] | 'none';

export interface PlanRequest {
  readonly environment: Environment;
  /** Without hooks. */
  readonly objects: readonly Manifest[];
  readonly strategy: DiffStrategy;
  readonly isServerSide: boolean;
  /** Live objects that prune would delete. */
  readonly orphans?: readonly Manifest[];
}

/** The flag, else the environment's own, else the one that fits the way of applying. */
export function diffStrategyOf(
  { spec }: Environment,
  { diffStrategy, isServerSide }: { readonly diffStrategy?: DiffStrategy; readonly isServerSide: boolean },
): DiffStrategy {
  const wanted = diffStrategy ?? spec.diffStrategy;
  if (!wanted) return isServerSide ? 'server' : 'native';
  const known = [...diffStrategies, 'none' as const].find((strategy) => strategy === wanted);
  if (known) return known;
  throw new ToolError('diff-strategy', { name: wanted, known: diffStrategies.join(' ') });
}
