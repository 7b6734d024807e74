// The text of a failure: Jsonnet's errors get a code and the source line beside go-jsonnet's own words.
import path from 'node:path';
import { type Frame, formatError, isWrapper, JsonnetError, sourceLines } from '../jsonnet/errors.ts';
import { positionAt } from '../jsonnet/source.ts';
import { formatDiagnostic, ToolError } from '../shared/diagnostics.ts';
import { type Code, describe } from '../shared/messages.ts';
import { findPackage } from './package.ts';

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
  const source = error.cause instanceof JsonnetError ? error.cause : error;
  const frames = shownFrames(error.frames);
  const [first = ''] = formatError(new JsonnetError(source.kind, source.message, shownFrames(source.frames)))
    .trimEnd()
    .split('\n');
  const [, ...trace] = formatError(new JsonnetError('runtime', '', frames))
    .trimEnd()
    .split('\n');
  const told = error.kind === 'static' ? [] : trace.map((line) => line.trimEnd());
  return [`${first} [${codeOf(source)}]`, ...told, ...excerpt(source.frames)].join('\n');
}

/** Those of a project that uses this package, without the package's own; wrappers by name only, and once. */
function shownFrames(frames: readonly Frame[]): readonly Frame[] {
  const library = path.join(findPackage(), 'lib', path.sep);
  const own = frames.some(isOfProject)
    ? frames.filter((frame) => !fileOf(frame)?.startsWith(library))
    : frames;
  const named = own.map((frame) =>
    isWrapper(frame) ? { place: fileOf(frame) as string, context: '' } : frame,
  );
  return named.filter(({ place }, at) => typeof place !== 'string' || place !== named[at - 1]?.place);
}

/** In a file, and not in one of this package: a checkout of it has no other files, and all of them count. */
function isOfProject(frame: Frame): boolean {
  return isInFile(frame) && !fileOf(frame)?.startsWith(path.join(findPackage(), path.sep));
}

function isInFile(frame: Frame): boolean {
  return /^[^<].*\//.test(fileOf(frame) ?? '');
}

/** Engines that are not ours give places as text. */
function fileOf({ place }: Frame): string | undefined {
  return typeof place === 'string' ? /^(.+?):\(?\d+:/.exec(place)?.[1] : place.source.name;
}

/** How much of a long line is shown on either side of the place. */
const margin = 80;

/** Of the innermost place in the project, else in a file, rather than in code from the command line. */
function excerpt(frames: readonly Frame[]): readonly string[] {
  const written = frames.filter((frame) => !isWrapper(frame) && typeof frame.place !== 'string');
  const frame = written.find(isOfProject) ?? written.find(isInFile) ?? written[0];
  const place = typeof frame?.place === 'string' ? undefined : frame?.place;
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
