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

/**
 * The flag, else the environment's own, else the one that fits the way of applying. An environment cannot have `none`.
 * Fails with ToolError `diff-strategy`.
 */
export function diffStrategyOf(
  { spec }: Environment,
  { diffStrategy, isServerSide }: { readonly diffStrategy?: DiffStrategy; readonly isServerSide: boolean },
): DiffStrategy {
  if (diffStrategy !== undefined) return diffStrategy;
  const wanted = spec.diffStrategy;
  if (!wanted) return isServerSide ? 'server' : 'native';
  const known = diffStrategies.find((strategy) => strategy === wanted);
  if (known) return known;
  throw new ToolError('diff-strategy', { name: wanted, known: diffStrategies.join(' ') });
}

export const applyStrategies = ['client', 'server'] as const;
/** Where objects are merged. */
export type ApplyStrategy = (typeof applyStrategies)[number];

/** The flag, else the environment's own, else `client`. Fails with ToolError `apply-strategy`. */
export function applyStrategyOf({ spec }: Environment, flag?: ApplyStrategy): ApplyStrategy {
  const wanted = flag ?? (spec.applyStrategy || 'client');
  const known = applyStrategies.find((strategy) => strategy === wanted);
  if (known) return known;
  throw new ToolError('apply-strategy', { name: wanted, known: applyStrategies.join(' ') });
}
