// What a fixture of a class of risk says.
import type { Mechanism, RiskId } from '../../../../tools/parity/model.ts';
import type { Json } from '../../../../tools/shared/json.ts';

/** Two texts of which the second is worse than the first. */
export interface Risky {
  readonly code: string;
  readonly risk: RiskId;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** `Deployment/web` when absent. */
  readonly object?: string;
  readonly path: string;
  readonly via?: Mechanism;
  /** Who manages which fields of the first object, where it is read from a cluster. */
  readonly managedFields?: readonly Json[];
}
