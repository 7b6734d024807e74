// Findings about user input are values; broken environments and misuse are ToolErrors. Both carry a code of messages.ts.
import { type Code, describe } from './messages.ts';

/** 1-based position inside a file. */
export interface FileSpan {
  readonly line: number;
  readonly column: number;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  /** The file it is about, as the user would name it. */
  readonly file?: string;
  readonly span?: FileSpan;
  /** The place inside the document: `/config/lanes/0/id`, as a JSON pointer. */
  readonly path?: string;
  /** What the text of the code is filled with. */
  readonly args: Readonly<Record<string, string>>;
}

/** A failure that ends the command. `exitCode` 2 means: could not run. */
export class ToolError extends Error {
  readonly code: Code;
  /** What the text was filled with. */
  readonly args: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];

  constructor(
    code: Code,
    args: Readonly<Record<string, string>> = {},
    options: { cause?: unknown; diagnostics?: readonly Diagnostic[] } = {},
  ) {
    super(describe(code, args), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ToolError';
    this.code = code;
    this.args = args;
    this.diagnostics = options.diagnostics ?? [];
  }
}

/** `file:line:column: error: message [code]`, one line. The text itself names the path inside the document. */
export function formatDiagnostic({ file, span, severity, code, args }: Diagnostic): string {
  const position = span ? `:${span.line}:${span.column}` : '';
  const place = file === undefined ? '' : `${file}${position}: `;
  return `${place}${severity}: ${describe(code, args)} [${code}]`;
}
