// Target expressions (`-t`): regular expressions on `Kind/name`, a leading `!` excludes.
import { RE2JS } from 're2js';
import { ToolError } from '../shared/diagnostics.ts';
import { messageOf } from '../shared/errors.ts';
import { kindNameOf, type Manifest } from './manifest.ts';

/** What a list of target expressions selects. */
export interface Targets {
  readonly included: readonly RE2JS[];
  readonly excluded: readonly RE2JS[];
}

/** Throws ToolError `target-expression` for what is no regular expression of RE2. */
export function parseTargets(expressions: readonly string[]): Targets {
  const isExcluding = (expression: string): boolean => expression.startsWith('!');
  return {
    included: expressions.filter((expression) => !isExcluding(expression)).map(compileTarget),
    excluded: expressions.filter(isExcluding).map(compileTarget),
  };
}

/**
 * Whether the resource is selected: by any including expression (by all, when there is none) and by no excluding one.
 * Tanka differs on purpose of ours: there an excluding expression makes the including ones ineffective.
 */
export function isTarget(manifest: Manifest, { included, excluded }: Targets): boolean {
  const name = kindNameOf(manifest);
  if (excluded.some((expression) => expression.matches(name))) return false;
  return included.length === 0 || included.some((expression) => expression.matches(name));
}

function compileTarget(expression: string): RE2JS {
  const pattern = `(?i)^${expression.replace(/^!/, '')}$`;
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    const problem = messageOf(cause);
    throw new ToolError('target-expression', { expression, problem }, { cause });
  }
}
