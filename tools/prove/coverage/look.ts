// What one case shows of all that a proof is to exercise.

import type { Insight } from '../../chart/insight.ts';
import type { Twin, TwinRequest, TwinResult } from '../../chart/twin.ts';
import type { Schema } from '../../schema/schema.ts';
import type { Examiner } from '../values/examine.ts';
import { branchId, guardId } from './ledger.ts';
import { seeValues } from './values.ts';

export interface LookScope {
  /** Without references. */
  readonly schema: Schema;
  readonly twin: Twin;
  readonly examiner: Examiner;
  readonly insight: Insight;
}

/** The ids that a request and its result show. Values and branches count only where something is rendered. */
export type Look = (request: TwinRequest, result: TwinResult) => readonly string[];

export function createLook({ schema, twin, examiner, insight }: LookScope): Look {
  const { branches, guards } = insight;
  const held = (guards?.all ?? []).map(({ id }) => guardId(id, 'holds'));
  return (request, result) => {
    if (result.kind === 'broken' || (result.kind === 'refused' && result.by === 'schema')) return [];
    const inputs = { ...request, values: twin.complete(request.values) };
    if (result.kind === 'refused')
      return (guards?.violated(inputs) ?? []).map(({ id }) => guardId(id, 'violated'));
    const taken = [...(branches?.taken(inputs) ?? [])].map(branchId);
    return [...seeValues(schema, inputs.values, examiner), ...taken, ...held];
  };
}
