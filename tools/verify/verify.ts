// The main job: every check of the project, one row after the other.
import { readDefinitions } from '../validate/definitions.ts';
import { failure } from './attempt.ts';
import { chartChecks } from './charts.ts';
import { environmentChecks } from './environments.ts';
import { parityChecks } from './parity.ts';
import type { Check, Row, Scope, Status } from './row.ts';
import { generatedChecks, schemaChecks } from './schemas.ts';

const checks: readonly Check[] = [
  schemaChecks,
  environmentChecks,
  generatedChecks,
  chartChecks,
  parityChecks,
];

/** All rows, as they become known. Throws ToolError and JsonnetError for what stops a whole kind of check. */
export async function* verify(scope: Scope): AsyncGenerator<Row> {
  const { documents, unreadable } = await readDefinitions(scope.root);
  for (const { file, error } of unreadable) {
    const row = { check: 'definitions', subject: file, status: 'failed', detail: 'cannot be read' } as const;
    yield failure(row, error);
  }
  for (const check of checks) yield* check.run({ ...scope, definitions: documents });
}

const exitCodes: Readonly<Record<Status, number>> = { ok: 0, incomparable: 0, failed: 1, blocked: 2 };

/** 0: all is well; 1: something failed; 2: something could not be checked, and nothing failed. */
export function exitCodeOf(rows: readonly Row[]): number {
  const codes = rows.map(({ status }) => exitCodes[status]);
  return codes.includes(1) ? 1 : Math.max(0, ...codes);
}
