// What goes wrong in a Jsonnet program: a static error has one place, a runtime error a trace of them.
import { formatSpan, positionAt, type Source, type Span } from './source.ts';

/** One line of a trace: where, and inside what (`function <f>`, `object <anonymous>`, `$`). */
export interface Frame {
  readonly place: { readonly source: Source; readonly span: Span } | string;
  readonly context: string;
}

export class JsonnetError extends Error {
  readonly kind: 'static' | 'runtime';
  /** Innermost first. A static error has exactly one frame. */
  readonly frames: readonly Frame[];

  constructor(kind: 'static' | 'runtime', message: string, frames: readonly Frame[], cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'JsonnetError';
    this.kind = kind;
    this.frames = frames;
  }
}

/** Whether an evaluation ended because the host's stack did, before the program's own limit: a larger one would help. */
export function isHostStackExhausted(error: unknown): boolean {
  if (!(error instanceof JsonnetError)) return false;
  return error.cause instanceof RangeError || isHostStackExhausted(error.cause);
}

/** Code around a file that evaluates it: nobody wrote it, so that its lines tell nothing. */
export function isWrapper({ place }: Frame): boolean {
  return typeof place !== 'string' && place.source.name.startsWith('<') && place.source.path !== '';
}

/** A syntax or scope error at one place. */
export function staticError(source: Source, span: Span, message: string): JsonnetError {
  return new JsonnetError('static', message, [{ place: { source, span }, context: '' }]);
}

export interface FormatErrorOptions {
  /** Trace lines to keep; the middle is replaced by `...`. 0 keeps all. Default 20. */
  readonly maxTrace?: number;
  /** Show the source line under each place, as go-jsonnet's tests do. */
  readonly snippets?: boolean;
}

/** The text that go-jsonnet prints for the same error, ending in a newline. */
export function formatError(error: JsonnetError, options: FormatErrorOptions = {}): string {
  const { maxTrace = 20, snippets = false } = options;
  if (error.kind === 'static') {
    const frame = error.frames[0] as Frame;
    return `${formatPlace(frame)} ${error.message}\n${snippet(frame)}`;
  }
  const { frames } = error;
  const above = Math.floor(maxTrace / 2);
  const below = maxTrace - above;
  const lines = [`RUNTIME ERROR: ${error.message}\n`];
  for (let at = 0; at < frames.length; at++) {
    if (snippets) lines.push('-------------------------------------------------\n');
    if (maxTrace > 0 && at >= above && at < frames.length - below) {
      lines.push(snippets ? `\t... (skipped ${frames.length - above - below} frames)\n` : '\t...\n');
      at = frames.length - below - 1;
      continue;
    }
    const frame = frames[at] as Frame;
    lines.push(`\t${formatPlace(frame)}\t${frame.context}\n`);
    if (snippets) lines.push(snippet(frame));
  }
  return lines.join('');
}

/** `file:line:column…` or the pseudo place, such as `During evaluation`. */
export function formatPlace(frame: Frame): string {
  return typeof frame.place === 'string' ? frame.place : formatSpan(frame.place.source, frame.place.span);
}

function snippet(frame: Frame): string {
  if (typeof frame.place === 'string') return '\n';
  return `\n${sourceLines(frame.place.source, frame.place.span)}\n\n`;
}

/** The whole lines that a span touches, without the last newline. */
export function sourceLines(source: Source, span: Span): string {
  const first = source.text.lastIndexOf('\n', span.start - 1) + 1;
  const after = source.text.indexOf('\n', Math.max(span.end - 1, span.start));
  return source.text.slice(first, after === -1 ? source.text.length : after);
}

/** File, line and column of an error, where it has them. */
export function errorPosition(
  error: JsonnetError,
): { file: string; line: number; column: number } | undefined {
  const frame = error.frames.find(({ place }) => typeof place !== 'string');
  if (!frame || typeof frame.place === 'string') return undefined;
  const { source, span } = frame.place;
  return { file: source.path, ...positionAt(source, span.start) };
}
