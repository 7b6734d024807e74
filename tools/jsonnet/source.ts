// A piece of Jsonnet text with the name it is reported under, and the arithmetic between offsets and lines.

/** One text that is parsed once: a file, a snippet, an external variable's code. */
export interface Source {
  /** What error messages call it: the path as imported, `<cmdline>`, `<extvar:NAME>`. */
  readonly name: string;
  /** The path that relative imports inside it start from; differs from `name` for snippets only. */
  readonly path: string;
  readonly text: string;
  /** Offsets at which lines start; computed by `lineStarts` when first needed. */
  lines?: readonly number[];
}

/** A stretch of a source: offsets in UTF-16 units, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Line and column, both from 1; columns count UTF-8 bytes, as go-jsonnet reports them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function createSource(name: string, text: string, path: string = name): Source {
  return { name, path, text };
}

function lineStarts(source: Source): readonly number[] {
  if (source.lines) return source.lines;
  const starts = [0];
  for (let at = source.text.indexOf('\n'); at !== -1; at = source.text.indexOf('\n', at + 1))
    starts.push(at + 1);
  source.lines = starts;
  return starts;
}

export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  const before = source.text.slice(starts[low], offset);
  return { line: low + 1, column: Buffer.byteLength(before) + 1 };
}

/** `file:line:column`, `file:line:from-to` or `file:(line:column)-(line:column)`, ends exclusive: go-jsonnet's three forms. */
export function formatSpan(source: Source, span: Span): string {
  const begin = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  const prefix = source.name === '' ? '' : `${source.name}:`;
  if (begin.line !== end.line) return `${prefix}(${begin.line}:${begin.column})-(${end.line}:${end.column})`;
  if (begin.column === end.column) return `${prefix}${begin.line}:${begin.column}`;
  return `${prefix}${begin.line}:${begin.column}-${end.column}`;
}
