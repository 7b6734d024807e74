// Failures of programs, environments and applications as values, so that one of them is one row and not the end.
import { describeFailure } from '../environments/failures.ts';
import { JsonnetError } from '../jsonnet/errors.ts';
import { ToolError } from '../shared/diagnostics.ts';
import type { Row } from './row.ts';

/** The failure of a program or of an environment as a value; bugs are thrown. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | JsonnetError | ToolError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof JsonnetError || error instanceof ToolError) return error;
    throw error;
  }
}

/** A check that could not run, or a subject that cannot be had. */
export function failure(
  row: Pick<Row, 'check' | 'subject' | 'status' | 'detail'>,
  error: JsonnetError | ToolError,
): Row {
  return { ...row, findings: [describeFailure(error)] };
}
