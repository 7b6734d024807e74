// Faults in how maps are merged, and in guards.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of other sources
import type { Fault } from '../fault.ts';

export const mergeFaults: readonly Fault[] = [
  {
    name: 'merge-order',
    breaks: 'Of several maps the first one wins.',
    file: 'tools/chart/templates/merge.ts',
    find: 'const maps = (sources as readonly Node[]).map((source) => context.print.expression(source, context));',
    replace:
      'const maps = [...(sources as readonly Node[])].reverse().map((source) => context.print.expression(source, context));',
  },
  {
    name: 'deep-merge',
    breaks: 'Entries that are maps themselves are merged instead of replaced.',
    file: 'tools/chart/templates/merge.ts',
    find: 'if (!hasScalarEntries(node) || sources.includes(undefined)) return undefined;',
    replace: 'if (sources.includes(undefined)) return undefined;',
  },
  {
    name: 'changed-values',
    breaks: "A merge changes the user's map, and everything that is printed after it.",
    file: 'tools/chart/templates/merge.ts',
    find: "invoke('deepCopy', argument(context.print.expression(first.of, context)))",
    replace: 'context.print.expression(first.of, context)',
  },
  {
    name: 'merge-into-values',
    breaks: "Maps are merged into the user's map instead of a new one.",
    file: 'tools/chart/templates/merge.ts',
    find: "    : atom('(dict)');",
    replace: '    : context.print.expression((sources as readonly Node[])[0] as Node, context);',
  },
  {
    name: 'fields-added-backwards',
    breaks: 'Entries are set in the wrong order, so that earlier ones win.',
    file: 'tools/chart/templates/materialize.ts',
    find: 'for (const part of joinConditions(parts)) addField(target, part, context);',
    replace: 'for (const part of [...joinConditions(parts)].reverse()) addField(target, part, context);',
  },
  {
    name: 'lost-guard',
    breaks: 'The first guard is not printed.',
    file: 'tools/chart/templates/guards.ts',
    find: '  layOutGuards(guards, 0, context);',
    replace: '  layOutGuards(guards.slice(1), 0, context);',
  },
  {
    name: 'inverted-guard',
    breaks: 'Guards fail where their condition does not hold.',
    file: 'tools/chart/templates/guards.ts',
    find: '  const header = `if ${context.print.condition(condition, context).text}`;\n  const step',
    replace: '  const header = `if not (${context.print.condition(condition, context).text})`;\n  const step',
  },
  {
    name: 'guard-off-its-path',
    breaks: 'Guards are asked without the conditions that lead to them.',
    file: 'tools/chart/templates/guards.ts',
    find: '          header: `if ${context.print.condition(step.condition, context).text}`,',
    replace: "          header: 'if true',",
  },
  {
    name: 'guards-of-two-paths',
    breaks: 'Guards under different conditions are asked under the first one.',
    file: 'tools/chart/templates/guards.ts',
    find: "  if (a?.kind === 'when' && b.kind === 'when') return a.condition === b.condition;",
    replace: "  if (a?.kind === 'when' && b.kind === 'when') return true;",
  },
  {
    name: 'wrong-message',
    breaks: 'A guard says the name of its message instead of the message.',
    file: 'tools/chart/templates/guards.ts',
    find: ': argument(inside.print.expression(message, inside));',
    replace: ": quoteGo(message.name ?? 'invalid');",
  },
  {
    name: 'unescaped-message',
    breaks: 'Quotes and backslashes in a message end the text of fail.',
    file: 'tools/chart/templates/guards.ts',
    find: '? quoteGo(String((message as { value?: unknown }).value))',
    replace: '? `"${String((message as { value?: unknown }).value)}"`',
  },
  {
    name: 'guards-nobody-asks',
    breaks: 'Manifests do not include the helper with the guards.',
    file: 'tools/chart/templates/files.ts',
    find: '  if (validate) context.items.push(',
    replace: '  if (validate && value.size < 0) context.items.push(',
  },
  {
    name: 'wrong-default',
    breaks: 'values.yaml has other defaults than the schema.',
    file: 'tools/chart/package/valuesYaml.ts',
    find: 'return [...description, ...entryLines(key, value), ...exampleLines(schema, value)];',
    replace:
      'return [...description, ...entryLines(key, typeof value === "boolean" ? true : value), ...exampleLines(schema, value)];',
  },
  {
    name: 'open-schema',
    breaks: 'values.schema.json allows what the schema of the application refuses.',
    file: 'tools/chart/package/valuesSchema.ts',
    find: 'return `${JSON.stringify({ $schema: draft07, ...allowGlobal(rest) }, null, 2)}\\n`;',
    replace:
      'return `${JSON.stringify({ $schema: draft07, ...allowGlobal(rest), required: [], additionalProperties: true }, null, 2)}\\n`;',
  },
];
