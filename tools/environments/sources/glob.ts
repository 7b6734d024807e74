// The globs of `--exclude`. As in Tanka, `*` reaches across folders; the work is RE2's, so that no pattern is slow.
import { RE2JS } from 're2js';
import { ToolError } from '../../shared/diagnostics.ts';

export type Glob = (text: string) => boolean;

/**
 * `*` and `**` stand for any text, `?` for a character, `[a-z]` and `[!a]` for one of several, `{a,b}` for
 * alternatives, `\` makes the next character plain. Fails with ToolError `usage`.
 */
export function compileGlob(pattern: string): Glob {
  const source = translate(pattern);
  if (source === undefined) {
    const problem = `the glob \`${pattern}\` of --exclude has an unfinished [, { or \\`;
    throw new ToolError('usage', { problem });
  }
  const regex = RE2JS.compile(source, RE2JS.DOTALL);
  return (text) => regex.matcher(text).matches();
}

/** The glob as a regular expression; undefined where it ends inside of something. */
function translate(pattern: string): string | undefined {
  const tokens = pattern.match(/\\.|\[!?(?:\\.|[^\]\\])+\]|[\s\S]/gu) ?? [];
  let depth = 0;
  let source = '';
  for (const token of tokens) {
    if (token === '\\' || token === '[') return undefined;
    if (token === '{') depth++;
    const piece = translateToken(token, depth > 0);
    if (token === '}' && depth > 0) depth--;
    source += piece;
  }
  return depth === 0 ? source : undefined;
}

function translateToken(token: string, nested: boolean): string {
  if (token.startsWith('[')) return translateClass(token);
  if (token.startsWith('\\')) return RE2JS.quote(token.slice(1));
  if (token === '*') return '.*';
  if (token === '?') return '.';
  if (nested && token === '{') return '(?:';
  if (nested && token === '}') return ')';
  if (nested && token === ',') return '|';
  return RE2JS.quote(token);
}

function translateClass(token: string): string {
  const negated = token.startsWith('[!');
  const members = token.slice(negated ? 2 : 1, -1).replace(/\\(.)|([\^[\]&~])/gu, '\\$1$2');
  return `[${negated ? '^' : ''}${members}]`;
}
