// The tables of docs/symbolic.md: what becomes of each function of the library, and where operations are refused.
import path from 'node:path';
import type { Generator } from '../schema/generate.ts';
import { readTextFile } from '../shared/files.ts';
import { compareStrings } from '../shared/order.ts';
import { call } from './build.ts';
import { type OperationName, operations } from './operations/index.ts';
import type { Limit } from './operations/operation.ts';
import { type Decision, decisions } from './std/decisions.ts';
import { growTree, literal, type Node, variable } from './tree.ts';
import { anyType, arrayOf, integer, integerType, mapOf, numberType, stringType, type Type } from './types.ts';

const file = 'docs/symbolic.md';

/** Fills the tables of the page, where a project has it. */
export const symbolicPageGenerator: Generator = {
  name: 'tables of symbolic evaluation',
  folder: 'docs',
  owns: () => false,
  generate: async (root) => {
    const text = await readTextFile(path.join(root, file));
    return text === undefined || !text.includes(markerOf('functions'))
      ? []
      : [{ path: file, content: fill(text) }];
  },
};

function markerOf(table: string): string {
  return `<!-- generated: ${table} -->`;
}

const end = '<!-- end -->';

const tables: Readonly<Record<string, () => readonly string[]>> = { limits, functions, known };

function fill(page: string): string {
  return Object.entries(tables).reduce((text, [name, rows]) => {
    const [before = '', rest] = text.split(`${markerOf(name)}\n`);
    if (rest === undefined) return text;
    return [before + markerOf(name), ...rows(), rest.slice(rest.indexOf(end))].join('\n');
  }, page);
}

/** A cell: no bars, and code where it is Jsonnet. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

const lifted = Object.entries(decisions).filter(([, { kind }]) => kind !== 'concrete');

/** Functions that are lifted, those without a restriction together. */
function functions(): readonly string[] {
  const noteOf = (decision: Decision): string => ('note' in decision ? (decision.note ?? '') : '');
  const groups = groupBy(lifted, ([, decision]) => noteOf(decision));
  const free = groups.get('') ?? [];
  const limited = [...groups].filter(([note]) => note !== '');
  return [
    '| Functions | With unknown arguments |',
    '|---|---|',
    row(namesOf(free), 'everything that their types allow'),
    ...limited.map(([note, some]) => row(namesOf(some), note)),
  ];
}

/** Functions that want known arguments. */
function known(): readonly string[] {
  const rest = Object.entries(decisions).flatMap(([name, decision]) =>
    decision.kind === 'concrete' && !name.startsWith('__') ? [[name, decision] as const] : [],
  );
  const groups = groupBy(rest, ([, { reason, remedy }]) => `${reason}\n${remedy}`);
  return [
    '| Functions | Why | Instead |',
    '|---|---|---|',
    ...[...groups].map(([key, some]) => row(namesOf(some), ...key.split('\n'))),
  ];
}

function namesOf(some: readonly (readonly [string, Decision])[]): string {
  const names = some.map(([name]) => name).sort(compareStrings);
  return names.map((name) => `\`${name}\``).join(' ');
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

/** Types that say little: what is refused for one of them is refused until the schema says more. */
const samples: readonly Type[] = [
  anyType,
  stringType,
  numberType,
  integerType,
  integer(-5, 5),
  arrayOf(anyType),
  mapOf(anyType),
];

/** Every reason that an operation is refused for, and what helps. */
function limits(): readonly string[] {
  const names = Object.keys(operations) as readonly OperationName[];
  const found = growTree(10_000, () => names.flatMap(limitsOf));
  const groups = groupBy(found, ({ reason, remedy }) => `${reason}\n${remedy}`);
  const rows = [...groups].map(([key, some]) =>
    row([...new Set(some.map(({ label }) => label))].join(', '), ...key.split('\n')),
  );
  return ['| In Jsonnet | Refused because | Instead |', '|---|---|---|', ...rows];
}

function limitsOf(name: OperationName): readonly (Limit & { readonly label: string })[] {
  const { label, limit } = operations[name];
  const unknown = samples.map((type, at) => variable(at + 1, type));
  const product = call('multiply', unknown[4] as Node, unknown[4] as Node);
  const nodes: readonly Node[] = [...unknown, product, literal('%.2f'), literal(1)];
  const found = nodes.flatMap((a) => nodes.flatMap((b) => nodes.map((c) => limit?.(a, b, c))));
  const code = label.startsWith('std.') ? `\`${label}\`` : label;
  return found.flatMap((one) => (one ? [{ ...one, label: code }] : []));
}
