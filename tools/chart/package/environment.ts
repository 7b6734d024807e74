// environment.md: the environment variables of the containers, and the values that they stand for.
import { valueRows } from '../../schema/document.ts';
import type { VariableRow } from '../additions.ts';
import type { ChartApp } from '../app.ts';
import { code, escapeMarkdown, formatTable } from './text.ts';

/** The content of `environment.md`; undefined for an application that does not tell its variables. */
export function renderEnvironment({ environment, chart, schema }: ChartApp): string | undefined {
  if (environment === undefined) return undefined;
  const { introduction, columns, sections } = environment;
  const defaults = new Map(valueRows(schema).map(({ path, fallback }) => [path, fallback]));
  const heading = [...columns, 'Stands for', 'Default', 'Written when'];
  const lines = sections.flatMap(({ title, rows }) => [
    `## ${escapeMarkdown(title)}`,
    formatTable(
      heading,
      rows.map((row) => cells(row, defaults)),
    ),
  ]);
  return `${[`# Environment of ${chart.name}`, ...introduction.map(escapeMarkdown), ...lines].join('\n\n')}\n`;
}

function cells(
  { variables, value, when }: VariableRow,
  defaults: ReadonlyMap<string, unknown>,
): readonly string[] {
  const fallback = defaults.get(value);
  return [
    ...variables.map(code),
    defaults.has(value) ? code(value) : escapeMarkdown(value),
    fallback === undefined ? '' : code(JSON.stringify(fallback)),
    when.length === 0 ? 'always' : escapeMarkdown(when.join(', ')),
  ];
}
