// The part of Go's templates that names need: fields, literals, pipes, conditions and some functions of sprig.
import type { Json } from '../../jsonnet/port.ts';
import { execute, type Scope } from './execute.ts';
import { parseTemplate, type Template } from './parse.ts';

export type { Template } from './parse.ts';

const parsed = new Map<string, Template>();

/**
 * Renders a template with `.` as data and `env` as what that function gives. Fails with ToolError `template-syntax`
 * for what cannot be parsed or is not supported, and `template-failed` for what fails on this data.
 */
export function renderTemplate(text: string, data: Json, env?: Json): string {
  const template = parsed.get(text) ?? parseTemplate(text);
  parsed.set(text, template);
  const scope: Scope = { text, data, env };
  return execute(template, scope);
}
