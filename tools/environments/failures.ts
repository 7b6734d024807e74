// The text of a failure: Jsonnet's errors get a code and the source line beside go-jsonnet's own words.
import { type Frame, formatError, JsonnetError, sourceLines } from '../jsonnet/errors.ts';
import { positionAt } from '../jsonnet/source.ts';
import { formatDiagnostic, ToolError } from '../shared/diagnostics.ts';
import { type Code, describe } from '../shared/messages.ts';

/** The text of a ToolError or JsonnetError, without a newline at the end. Throws everything else again. */
export function describeFailure(error: unknown): string {
  if (error instanceof JsonnetError) return `evaluating jsonnet: ${describeJsonnetError(error)}`;
  if (!(error instanceof ToolError)) throw error;
  const [first, ...others] = error.diagnostics;
  // One finding with the error's own words says the same, and where.
  if (first && others.length === 0 && describe(first.code, first.args) === error.message)
    return formatDiagnostic(first);
  return [`${error.message.trimEnd()} [${error.code}]`, ...error.diagnostics.map(formatDiagnostic)].join(
    '\n  ',
  );
}

/** Which code an error of a Jsonnet program has. */
function codeOf(error: JsonnetError): Code {
  if (error.kind === 'static') return 'jsonnet-static';
  if (error.message.startsWith("couldn't open import")) return 'jsonnet-import';
  if (error.message.startsWith('max stack frames exceeded')) return 'jsonnet-stack';
  return 'jsonnet-runtime';
}

/** go-jsonnet's text with the code behind its first line, and the line of source that it is about. */
function describeJsonnetError(error: JsonnetError): string {
  const [first = '', ...rest] = formatError(error).trimEnd().split('\n');
  const trace = error.kind === 'static' ? [] : rest.map((line) => line.trimEnd());
  return [`${first} [${codeOf(error)}]`, ...trace, ...excerpt(error.frames)].join('\n');
}

/** How much of a long line is shown on either side of the place. */
const margin = 80;

/** Of the innermost place that is in a file, rather than in code from the command line. */
function excerpt(frames: readonly Frame[]): readonly string[] {
  const places = frames.flatMap(({ place }) => (typeof place === 'string' ? [] : [place]));
  const place = places.find(({ source }) => source.path.includes('/')) ?? places[0];
  if (place === undefined) return [];
  const { source, span } = place;
  const { line } = positionAt(source, span.start);
  const [whole = ''] = sourceLines(source, span).split('\n', 1);
  const start = span.start - (source.text.lastIndexOf('\n', span.start - 1) + 1);
  const from = Math.max(0, start - margin);
  const shown = whole.slice(from, start + margin);
  const length = Math.max(1, Math.min(span.end - span.start, shown.length - (start - from)));
  const gutter = `  ${line} | `;
  // Tabs stay tabs, so that the marks stand below what they mark.
  const indent = shown.slice(0, start - from).replace(/[^\t]/g, ' ');
  return ['', `${gutter}${shown}`, `${' '.repeat(gutter.length - 2)}| ${indent}${'^'.repeat(length)}`];
}
