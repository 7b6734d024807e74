// Splits a template into text and actions, and actions into tokens.
import { ToolError } from '../../shared/diagnostics.ts';

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly tokens: readonly Token[] };

export interface Token {
  readonly kind: 'identifier' | 'field' | 'dot' | 'variable' | 'string' | 'character' | 'number' | 'mark';
  readonly text: string;
  /** Nothing stands between this token and the one before. */
  readonly glued: boolean;
}

const quoted = '"(?:[^"\\\\\\n]|\\\\.)*"|`[^`]*`|\'(?:[^\'\\\\\\n]|\\\\.)*\'';
const comment = /\{\{(-[ \t\r\n]+)?\/\*[\s\S]*?\*\/([ \t\r\n]+-)?\}\}/y;
const action = new RegExp(
  `\\{\\{(-(?=[ \\t\\r\\n]))?((?:${quoted}|[^"\`'}]|\\}(?!\\}))*?)((?<=[ \\t\\r\\n])-)?\\}\\}`,
  'y',
);

/** Fails with ToolError `template-syntax`. */
export function splitTemplate(template: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  let trim = false;
  for (let start = template.indexOf('{{'); start >= 0; start = template.indexOf('{{', at)) {
    const { length, inner, left, right } = readAction(template, start);
    parts.push({ kind: 'text', text: trimText(template.slice(at, start), { start: trim, end: left }) });
    if (inner !== undefined) parts.push({ kind: 'action', tokens: tokenize(inner, template) });
    at = start + length;
    trim = right;
  }
  parts.push({ kind: 'text', text: trimText(template.slice(at), { start: trim, end: false }) });
  return parts;
}

interface Action {
  readonly length: number;
  /** Undefined for comments. */
  readonly inner: string | undefined;
  /** The text on these sides loses its blanks. */
  readonly left: boolean;
  readonly right: boolean;
}

function readAction(template: string, start: number): Action {
  for (const form of [comment, action]) {
    form.lastIndex = start;
    const match = form.exec(template);
    if (!match) continue;
    const [whole, left, second, third] = match;
    const [inner, right] = form === comment ? [undefined, second] : [second, third];
    return { length: whole.length, inner, left: left !== undefined, right: right !== undefined };
  }
  throw new ToolError('template-syntax', { problem: 'an action `{{` is not closed', template });
}

/** The blanks of Go's templates, of which there are fewer than JavaScript's. */
function trimText(text: string, trim: { readonly start: boolean; readonly end: boolean }): string {
  const started = trim.start ? text.replace(/^[ \t\r\n]+/, '') : text;
  return trim.end ? started.replace(/[ \t\r\n]+$/, '') : started;
}

const tokens = new RegExp(
  [
    '(?<space>\\s+)',
    '(?<string>"(?:[^"\\\\\\n]|\\\\.)*"|`[^`]*`)',
    "(?<character>'(?:[^'\\\\\\n]|\\\\.)*')",
    '(?<number>[+-]?(?:0[xX][\\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\\d[\\d_]*(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?))',
    '(?<field>\\.[\\p{L}_][\\p{L}\\p{Nd}_]*)',
    '(?<dot>\\.)',
    '(?<variable>\\$[\\p{L}\\p{Nd}_]*)',
    '(?<identifier>[\\p{L}_][\\p{L}\\p{Nd}_]*)',
    '(?<mark>:=|[|(),=])',
  ].join('|'),
  'uy',
);

function tokenize(inner: string, template: string): readonly Token[] {
  const result: Token[] = [];
  let glued = false;
  tokens.lastIndex = 0;
  while (tokens.lastIndex < inner.length) {
    const at = tokens.lastIndex;
    const groups = tokens.exec(inner)?.groups;
    if (!groups) throw unexpected(template, inner.slice(at, at + 10));
    const [kind, text] = Object.entries(groups).find(([, found]) => found !== undefined) as [string, string];
    if (kind !== 'space') result.push({ kind: kind as Token['kind'], text, glued });
    glued = kind !== 'space';
  }
  return result;
}

/** ToolError `template-syntax` about a part of the template. */
export function unexpected(template: string, what: string): ToolError {
  return new ToolError('template-syntax', { problem: `unexpected \`${what}\``, template });
}
