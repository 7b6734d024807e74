// The report for other programs: exactly the data, as schemas/parity/report.schema.json describes it.
import type { ParityReport } from '../model.ts';

/** Indented JSON with a newline at the end. */
export function formatJson(report: ParityReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
