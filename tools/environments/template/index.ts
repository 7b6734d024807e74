// Go's templates for names: all of their syntax, and the functions of sprig that give the same each time.
import type { Json } from '../../shared/json.ts';
import { execute } from './execute.ts';
import { parseTemplate } from './parse.ts';
import type { Template } from './tree.ts';
import type { Value } from './values.ts';

const parsed = new Map<string, Template>();

export interface RenderOptions {
  /** What the function `env` gives. */
  readonly env?: Json;
  /** Changes what an action prints; the text between actions stays as it is. */
  readonly output?: (text: string) => string;
}

/** Functions that change what they are given; the manifest must not be. */
const changing = ['set', 'unset', 'merge', 'mergeOverwrite', 'mustMerge', 'mustMergeOverwrite'];

/**
 * Renders a template with `.` as data. Fails with ToolError `template-syntax` for what cannot be parsed or is not
 * supported, and `template-failed` for what fails on this data.
 */
export function renderTemplate(text: string, data: Json, options: RenderOptions = {}): string {
  const template = parsed.get(text) ?? parseTemplate(text);
  parsed.set(text, template);
  const copy = changing.some((name) => template.functions.has(name));
  const [root, env] = (copy ? structuredClone([data, options.env]) : [data, options.env]) as [Value, Value];
  const { output = (printed) => printed } = options;
  const scope = { template, root, data: root, objects: [root, env], env, output, variables: [], depth: 0 };
  return execute(template.nodes, scope);
}
