// Reports of a comparison: one file per format, all made from the same data.
import type { ParityReport } from '../model.ts';
import { formatGithub } from './github.ts';
import { formatHtml } from './html/page.ts';
import { formatJson } from './json.ts';
import { formatJunit } from './junit.ts';
import { formatMarkdown } from './markdown.ts';
import { formatSarif } from './sarif.ts';
import { formatTerminal } from './terminal.ts';
import type { ReportOptions } from './words.ts';

export type { ReportOptions } from './words.ts';

/** What `--format` accepts. */
export const formats = ['terminal', 'markdown', 'html', 'json', 'sarif', 'junit', 'github'] as const;

export type Format = (typeof formats)[number];

type Formatter = (report: ParityReport, options: ReportOptions) => string;

const formatters: Readonly<Record<Format, Formatter>> = {
  terminal: formatTerminal,
  markdown: formatMarkdown,
  html: formatHtml,
  json: formatJson,
  sarif: formatSarif,
  junit: formatJunit,
  github: formatGithub,
};

/** The report in a format, with a newline at its end. */
export function formatReport(report: ParityReport, format: Format, options: ReportOptions): string {
  return formatters[format](report, options);
}
