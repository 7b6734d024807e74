// Splits a template into text and actions, and actions into tokens.
import { ToolError } from '../../shared/diagnostics.ts';

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly tokens: readonly Token[] };

export interface Token {
  readonly kind: 'identifier' | 'field' | 'dot' | 'variable' | 'string' | 'number' | 'mark';
  readonly text: string;
  /** Nothing stands between this token and the one before. */
  readonly glued: boolean;
}

const action = /\{\{(-(?=\s))?((?:"(?:[^"\\]|\\.)*"|`[^`]*`|[^"`}]|\}(?!\}))*?)((?<=\s)-)?\}\}/y;

/** Fails with ToolError `template-syntax`. */
export function splitTemplate(template: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  let trim = false;
  for (let start = template.indexOf('{{'); start >= 0; start = template.indexOf('{{', at)) {
    action.lastIndex = start;
    const [whole, left, inner, right] = action.exec(template) ?? failUnclosed(template);
    parts.push(textPart(template.slice(at, start), { start: trim, end: left !== undefined }));
    const comment = /^\s*\/\*[\s\S]*\*\/\s*$/.test(inner as string);
    if (!comment) parts.push({ kind: 'action', tokens: tokenize(inner as string, template) });
    at = start + (whole as string).length;
    trim = right !== undefined;
  }
  parts.push(textPart(template.slice(at), { start: trim, end: false }));
  return parts;
}

function textPart(text: string, trim: { readonly start: boolean; readonly end: boolean }): Part {
  const started = trim.start ? text.trimStart() : text;
  return { kind: 'text', text: trim.end ? started.trimEnd() : started };
}

const tokens =
  /(?<space>\s+)|(?<string>"(?:[^"\\]|\\.)*"|`[^`]*`)|(?<number>[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<field>\.[\p{L}_][\p{L}\p{Nd}_]*)|(?<dot>\.)|(?<variable>\$[\p{L}\p{Nd}_]*)|(?<identifier>[\p{L}_][\p{L}\p{Nd}_]*)|(?<mark>:=|[|(),=])/uy;

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

function failUnclosed(template: string): never {
  throw new ToolError('template-syntax', { problem: 'an action `{{` is not closed', template });
}

/** ToolError `template-syntax` about a part of the template. */
export function unexpected(template: string, what: string): ToolError {
  return new ToolError('template-syntax', { problem: `unexpected \`${what}\``, template });
}
