// The part of Go's templates that names need: fields, literals, pipes, conditions and some functions of sprig.
import type { Json } from '../../shared/json.ts';
import { execute } from './execute.ts';
import { parseTemplate, type Template } from './parse.ts';

const parsed = new Map<string, Template>();

export interface RenderOptions {
  /** What the function `env` gives. */
  readonly env?: Json;
  /** Changes what an action prints; the text between actions stays as it is. */
  readonly output?: (text: string) => string;
}

/**
 * Renders a template with `.` as data. Fails with ToolError `template-syntax` for what cannot be parsed or is not
 * supported, and `template-failed` for what fails on this data.
 */
export function renderTemplate(text: string, data: Json, options: RenderOptions = {}): string {
  const template = parsed.get(text) ?? parseTemplate(text);
  parsed.set(text, template);
  const { env, output = (printed) => printed } = options;
  return execute(template, { text, data, env, output });
}
