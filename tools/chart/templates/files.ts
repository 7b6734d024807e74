// The files of `templates/`: helpers, one file for each manifest, tests and notes.

import type { SymbolicApplication, SymbolicResource } from '../../symbolic/index.ts';
import type { Guard, Step } from '../../symbolic/reach.ts';
import { isLiteral, type Node, widen } from '../../symbolic/tree.ts';
import { printCondition } from './condition.ts';
import { type Context, createContext, type Helper, inner, type Printers, type Where } from './context.ts';
import {
  type Arm,
  type Item,
  line,
  type Printed,
  printDocument,
  statement,
  type TemplateBranch,
} from './document.ts';
import { printExpression } from './expression.ts';
import { fileNames } from './fileNames.ts';
import { argument, quoteGo } from './go.ts';
import { layOutText } from './helperText.ts';
import { layOutBody } from './layout.ts';
import { printLoop } from './loops.ts';
import { layOutNotes } from './notes.ts';
import { nameLongPaths } from './paths.ts';
import { planHelpers } from './plan.ts';
import { printInline } from './text.ts';

const printers: Printers = { expression: printExpression, condition: printCondition, text: printInline };

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
  const { resources, guards, tests = [], notes } = application;
  const plan = planHelpers(chartName, treesOf(application));
  const where: Where = { print: printers, ...plan };
  const validate = guards.length > 0 ? `${chartName}.validate` : undefined;
  const printed = new Map<string, Printed>();
  const add = (path: string, items: readonly Item[]): void => {
    printed.set(path, printDocument(path, items));
  };
  const helpers = [...plan.helpers.values()].map((helper) => defineHelper(helper, where));
  if (validate)
    helpers.push([{ kind: 'define', name: validate, items: guardItems(guards, where), isGuard: true }]);
  if (helpers.length > 0) add('templates/_helpers.tpl', joinDefinitions(helpers));
  for (const [resource, name] of fileNames(resources))
    add(`templates/${name}.yaml`, resourceItems(resource, validate, where));
  for (const [resource, name] of fileNames(tests))
    add(`templates/tests/${name}.yaml`, resourceItems(resource, undefined, where));
  if (notes) {
    const context = createContext(where);
    layOutNotes(notes, context);
    add('templates/NOTES.txt', context.items);
  }
  return {
    files: [...printed].map(([path, { text }]) => ({ path, content: text })),
    branches: [...printed.values()].flatMap(({ branches }) => branches),
  };
}

/** Guards have one helper of their own. */
function treesOf({ resources, tests = [], notes }: SymbolicApplication): readonly Node[] {
  const manifests = [...resources, ...tests].flatMap(({ condition, value }) => [condition, value]);
  return [...manifests, ...(notes ? [notes] : [])];
}

function joinDefinitions(definitions: readonly (readonly Item[])[]): readonly Item[] {
  return definitions.flatMap((items, at) => (at === 0 ? items : [line(''), ...items]));
}

function define(name: string, items: readonly Item[]): readonly Item[] {
  return [{ kind: 'define', name, items }];
}

function defineHelper(helper: Helper, where: Where): readonly Item[] {
  const context = createContext(where, helper.node);
  nameLongPaths([helper.node], context, () => {
    if (helper.gives === 'map' || helper.gives === 'list') layOutBody(helper.node, context);
    else layOutText(helper, context);
  });
  return define(helper.name, context.items);
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
    const items = inner(context, (inside) => layOutManifest(value, inside));
    context.items.push({ kind: 'control', arms: [{ header, items, step: { kind: 'when', condition } }] });
  }
  return context.items;
}

function layOutManifest(value: Node, context: Context): void {
  nameLongPaths([value], context, () => layOutBody(value, context));
}

/** Guards in their order; neighbours on the same way share it. */
function guardItems(guards: readonly Guard[], where: Where): readonly Item[] {
  const context = createContext(where);
  layOutGuards(guards, 0, context);
  return context.items;
}

function layOutGuards(guards: readonly Guard[], depth: number, context: Context): void {
  let from = 0;
  while (from < guards.length) {
    const first = guards[from] as Guard;
    const step = first.path[depth];
    let below = from + 1;
    if (!step) layOutGuard(first, context);
    else {
      while (below < guards.length && isSameStep(guards[below]?.path[depth], step)) below++;
      layOutStep(step, guards.slice(from, below), { depth, context });
    }
    from = below;
  }
}

function isSameStep(a: Step | undefined, b: Step): boolean {
  if (a?.kind === 'when' && b.kind === 'when') return a.condition === b.condition;
  return (
    a?.kind === 'each' &&
    b.kind === 'each' &&
    a.loop.over === b.loop.over &&
    a.loop.item === b.loop.item &&
    a.loop.index === b.loop.index
  );
}

interface GuardPlace {
  readonly depth: number;
  readonly context: Context;
}

function layOutStep(step: Step, guards: readonly Guard[], { depth, context }: GuardPlace): void {
  const write = (inside: Context): void => layOutGuards(guards, depth + 1, inside);
  const nodes = guards.flatMap(({ path, condition, message }) => [
    ...path.slice(depth + 1).map((one) => (one.kind === 'when' ? one.condition : one.loop.over)),
    condition,
    message,
  ]);
  const arm: Arm =
    step.kind === 'each'
      ? printLoop(step.loop, { nodes, write }, context)
      : {
          header: `if ${context.print.condition(step.condition, context).text}`,
          items: inner(context, write),
          step,
        };
  context.items.push({ kind: 'control', arms: [arm] });
}

function layOutGuard({ condition, message }: Guard, context: Context): void {
  const fail = (inside: Context): void => {
    const text =
      widen(message).kind === 'literal'
        ? quoteGo(String((message as { value?: unknown }).value))
        : argument(inside.print.expression(message, inside));
    inside.items.push(statement(`fail ${text}`));
  };
  if (isLiteral(condition, true)) return fail(context);
  const header = `if ${context.print.condition(condition, context).text}`;
  const step = { kind: 'when', condition } as const;
  context.items.push({ kind: 'control', arms: [{ header, items: inner(context, fail), step }] });
}
