// What a fixture of a normalisation rule says.
import type { CompareOptions } from '../../../../tools/parity/parity.ts';

/** Two texts that a rule makes equal. */
export interface Equal {
  readonly rule: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** Where the rule is named; absent for rules that are at work before objects are compared. */
  readonly path?: string;
  /** Whether the API server stores the same; pods of a workload are replaced otherwise. True when absent. */
  readonly storedEqual?: boolean;
  /** `equivalent`, or `equivalent-with-restart` where something else is stored, when absent. */
  readonly verdict?: 'changed';
  /** The other direction is another matter. */
  readonly oneWay?: true;
  readonly options?: CompareOptions;
}

/** Two texts that look like the rule's, and mean something else. */
export interface NearMiss {
  readonly rule: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  readonly oneWay?: true;
  readonly options?: CompareOptions;
}
