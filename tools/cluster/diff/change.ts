// What applying an environment changes: one entry for each object that differs.
import type { JsonObject } from '../../shared/json.ts';

/** An object before and after; neither has what only the API server writes, and values of Secrets are masked. */
export interface Change {
  readonly action: 'create' | 'update' | 'delete';
  readonly apiVersion: string;
  readonly kind: string;
  /** '' for cluster-wide objects. */
  readonly namespace: string;
  readonly name: string;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
}
