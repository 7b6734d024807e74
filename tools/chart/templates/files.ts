// The files of `templates/`: helpers, one file for each manifest, tests and notes.

import type { SymbolicApplication, SymbolicResource } from '../../symbolic/index.ts';
import { isLiteral, type Node } from '../../symbolic/tree.ts';
import { printCondition } from './condition.ts';
import { type Context, createContext, type Helper, inner, type Printers, type Where } from './context.ts';
import {
  type Item,
  isBroken,
  line,
  type Printed,
  printDocument,
  statement,
  type TemplateBranch,
} from './document.ts';
import { printExpression } from './expression.ts';
import { fileNames } from './fileNames.ts';
import { addGiven } from './given.ts';
import { defineGuards } from './guards.ts';
import { layOutText } from './helperText.ts';
import { layOutBody } from './layout.ts';
import { layOutNotes } from './notes.ts';
import { nameOften } from './often.ts';
import { planHelpers } from './plan.ts';
import { keepUsed } from './used.ts';
import type { Placed } from './uses.ts';

const printers: Printers = { expression: printExpression, condition: printCondition };

export interface TemplateFile {
  readonly path: string;
  readonly content: string;
}

export interface Templates {
  readonly files: readonly TemplateFile[];
  readonly branches: readonly TemplateBranch[];
}

/** Compiles finished trees. Call it where the trees are grown. */
export function compileTrees(
  application: SymbolicApplication,
  { chartName }: { readonly chartName: string },
): Templates {
  const { guards } = application;
  const plan = planHelpers(chartName, placeTrees(application), guards);
  const where: Where = { print: printers, ...plan };
  const validate = guards.length > 0 ? `${chartName}.validate` : undefined;
  const documents = documentsOf(application, validate, where);
  const definitions = new Map([...plan.helpers.values()].map((one) => [one.name, defineHelper(one, where)]));
  const last = validate ? [[defineGuards(validate, guards, where)]] : [];
  const helpers = [...keepUsed(definitions, [...documents.values(), ...last]), ...last];
  const all = [
    ...(helpers.length > 0 ? [['templates/_helpers.tpl', joinDefinitions(helpers)] as const] : []),
    ...documents,
  ];
  const broken = new Set([...definitions].flatMap(([name, items]) => (items.some(isBroken) ? [name] : [])));
  const printed = all.map(([path, items]): [string, Printed] => [path, printDocument(path, items, broken)]);
  return {
    files: printed.map(([path, { text }]) => ({ path, content: text })),
    branches: printed.flatMap(([, { branches }]) => branches),
  };
}

/** What is rendered, by the path of its file. */
function documentsOf(
  { resources, tests = [], notes }: SymbolicApplication,
  validate: string | undefined,
  where: Where,
): ReadonlyMap<string, readonly Item[]> {
  const documents = new Map<string, readonly Item[]>();
  for (const [resource, name] of fileNames(resources))
    documents.set(`templates/${name}.yaml`, resourceItems(resource, validate, where));
  for (const [resource, name] of fileNames(tests))
    documents.set(`templates/tests/${name}.yaml`, resourceItems(resource, validate, where));
  if (notes) {
    const context = createContext(where);
    layOutNotes(notes, context);
    documents.set('templates/NOTES.txt', context.items);
  }
  return documents;
}

/** Guards have one helper of their own. */
function placeTrees({ resources, tests = [], notes }: SymbolicApplication): readonly Placed[] {
  const manifests = [...fileNames(resources), ...fileNames(tests)].flatMap(
    ([{ condition, value }, name]): readonly Placed[] => [
      [condition, name],
      [value, name],
    ],
  );
  return [...manifests, ...(notes ? [[notes, 'notes'] as const] : [])];
}

function joinDefinitions(definitions: readonly (readonly Item[])[]): readonly Item[] {
  return definitions.flatMap((items, at) => (at === 0 ? items : [line(''), ...items]));
}

function defineHelper(helper: Helper, where: Where): readonly Item[] {
  const context = createContext(where, helper);
  nameOften([helper.node], context, () => {
    if (helper.gives === 'map' || helper.gives === 'list') layOutBody(helper.node, context);
    else layOutText(helper, context);
  });
  const { name, comment } = helper;
  return [{ kind: 'define', name, items: context.items, ...(comment === undefined ? {} : { comment }) }];
}

function resourceItems(
  { value, condition }: SymbolicResource,
  validate: string | undefined,
  where: Where,
): readonly Item[] {
  const context = createContext(where);
  if (validate) context.items.push(statement(`include "${validate}" .`));
  if (isLiteral(condition, true)) layOutManifest(value, context);
  else {
    const header = `if ${context.print.condition(condition, context).text}`;
    const given = addGiven(context.given, condition);
    const items = inner(context, (inside) => layOutManifest(value, inside), { given });
    context.items.push({ kind: 'control', arms: [{ header, items, step: { kind: 'when', condition } }] });
  }
  return context.items;
}

function layOutManifest(value: Node, context: Context): void {
  nameOften([value], context, () => layOutBody(value, context));
}
