// The text that is read, and how its faults are reported: by code, file, line and column.
import { type FileSpan, ToolError } from '../../shared/diagnostics.ts';
import type { Json } from '../../shared/json.ts';
import type { Code } from '../../shared/messages.ts';
import { normalizeBreaks } from './foreignBreaks.ts';

/** What untrusted input may cost. */
export interface YamlLimits {
  /** UTF-16 units of the text; 64 million when absent. */
  readonly length?: number;
  /** Levels of collections inside each other; 400 when absent. The parser overflows the stack at about 800. */
  readonly depth?: number;
  /** Nodes that aliases add by repeating what their anchors hold; 400,000 when absent. */
  readonly aliasNodes?: number;
}

export interface YamlOptions {
  /** The file as the user would name it, for error messages. */
  readonly file: string;
  readonly limits?: YamlLimits;
  /** Documents that were read before, by their text, and that this reading adds its own to. Streams may share it. */
  readonly known?: KnownDocuments;
}

/** What a text is, and where in it its content begins. */
export type KnownDocuments = Map<string, { readonly value: Json; readonly offset: number }>;

export interface Source {
  /** What is parsed: with the line breaks of YAML 1.1 as `\n` where that matters. */
  readonly text: string;
  /** What was given, if it has U+2028 or U+2029, which scalars keep. */
  readonly original?: string;
  readonly file: string;
  readonly limits: Required<YamlLimits>;
  readonly known?: KnownDocuments;
}

const defaults: Required<YamlLimits> = { length: 64 * 1024 * 1024, depth: 400, aliasNodes: 400_000 };

/** Control characters (but tab and line breaks) and half surrogate pairs: YAML forbids them outside of escapes. */
const forbidden = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Checks what can be checked without parsing: size and characters. */
export function openSource(text: string, { file, limits, known }: YamlOptions): Source {
  const source: Source = {
    text: normalizeBreaks(text),
    ...(/[\u2028\u2029]/.test(text) ? { original: text } : {}),
    file,
    limits: { ...defaults, ...limits },
    ...(known ? { known } : {}),
  };
  if (text.length > source.limits.length) {
    const [size, limit] = [text.length, source.limits.length].map(String) as [string, string];
    fail({ source, offset: 0 }, 'yaml-too-large', { size, limit });
  }
  const at = text.search(forbidden);
  if (at >= 0) {
    const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
    fail({ source, offset: at }, 'yaml-character', { character: `U+${code}` });
  }
  return source;
}

/** A place in the text, for messages. */
export interface SourcePlace {
  readonly source: Source;
  readonly offset: number;
}

/** Ends the reading: the error carries one diagnostic with the place. */
export function fail(
  { source, offset }: SourcePlace,
  code: Code,
  args: Readonly<Record<string, string>>,
): never {
  const { file } = source;
  const span = spanAt(source.text, offset);
  throw new ToolError(code, args, { diagnostics: [{ code, severity: 'error', file, span, args }] });
}

/** Line and column, 1-based, in UTF-16 units. */
export function spanAt(text: string, offset: number): FileSpan {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
