// One case of a proof: what is asked of both sides, and what the twin has answered.
import type { TwinRequest, TwinResult } from '../../chart/twin.ts';

/** Why a case is there. */
export type Origin = 'defaults' | 'boundary' | 'forbidden' | 'random' | 'given';

export interface ProofCase {
  readonly index: number;
  readonly origin: Origin;
  readonly request: TwinRequest;
  /** Arguments of `--set` for Helm, which repeat parts of the values. */
  readonly sets: readonly string[];
  readonly twin: TwinResult;
}
