// The help of the program itself: its commands by what they are for, and the plugins that were found.
import { listGroup, type NamedEntry } from './find.ts';
import type { Plugin } from './plugins.ts';
import { commands } from './registry.ts';

/** Groups of commands, such as `env`, are named once. */
const sections: readonly (readonly [title: string, names: readonly string[]])[] = [
  ['Projects', ['init', 'env']],
  ['Manifests', ['show', 'eval', 'export']],
  ['Clusters', ['diff', 'apply', 'prune', 'delete', 'status']],
  ['Charts', ['chart', 'parity']],
  ['Checks and generated files', ['verify', 'validate', 'generate']],
  ['Jsonnet', ['fmt', 'lint', 'jsonnet', 'tool']],
  ['Shell', ['completion']],
];

interface Section {
  readonly title: string;
  readonly rows: readonly (readonly [name: string, summary: string])[];
}

/** The help of the program; every command is in it. */
export function formatHelp(plugins: readonly Plugin[]): string {
  const all = Object.entries(commands);
  const listed = sections.map(([title, names]) => createSection(title, names.flatMap(listCommands)));
  const known = new Set(listed.flatMap(({ rows }) => rows.map(([name]) => name)));
  const rest = createSection(
    'More',
    all.filter(([name]) => !known.has(name)),
  );
  const found = plugins.map(({ name, file }) => [name, file] as const);
  return format([...listed, rest, { title: 'Plugins', rows: found }]);
}

/** The help of a group of commands. */
export function formatGroup(name: string, group: readonly NamedEntry[]): string {
  return format([createSection('Commands', group)], `${name} <command>`);
}

function listCommands(name: string): readonly NamedEntry[] {
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  return [...(entry ? [[name, entry] as const] : []), ...listGroup(name)];
}

function createSection(title: string, entries: readonly NamedEntry[]): Section {
  return { title, rows: entries.map(([name, { summary }]) => [name, summary]) };
}

function format(all: readonly Section[], usage = '<command>'): string {
  const filled = all.filter(({ rows }) => rows.length > 0);
  const width = Math.max(...filled.flatMap(({ rows }) => rows.map(([name]) => name.length)));
  const blocks = filled.map(({ title, rows }) => {
    const lines = rows.map(([name, summary]) => `  ${name.padEnd(width)}  ${summary}\n`);
    return `${title}:\n${lines.join('')}\n`;
  });
  return [
    `Usage: twinhull ${usage} [arguments] [options]\n\n`,
    ...blocks,
    '`twinhull help <command>` tells the options of one, with examples; `twinhull --version` the version.\n',
  ].join('');
}
