// A template as a tree of lines, control structures and statements, and its text.
import { call, not } from '../../symbolic/build.ts';
import type { Branch, Step } from '../../symbolic/reach.ts';
import { wrapLine } from './wrap.ts';

export type Item =
  /** A line of output; actions may stand in it. */
  | { readonly kind: 'line'; readonly text: string }
  /** An action without output of its own. */
  | { readonly kind: 'statement'; readonly text: string }
  /** Text of several lines, indented as the place says; perhaps that of a named template. */
  | { readonly kind: 'insert'; readonly text: string; readonly helper?: string }
  | { readonly kind: 'nest'; readonly items: readonly Item[] }
  /** The first line of the items begins with a dash. */
  | { readonly kind: 'entry'; readonly items: readonly Item[] }
  | { readonly kind: 'control'; readonly arms: readonly Arm[] }
  /** A named template, with a comment above it. */
  | {
      readonly kind: 'define';
      readonly name: string;
      readonly comment?: string;
      readonly items: readonly Item[];
      readonly isGuard?: boolean;
    };

export interface Arm {
  /** `if x`, `else if y`, `else`, `range x`, `with x`. */
  readonly header: string;
  readonly items: readonly Item[];
  /** What decides whether the arm is taken; absent for `else`. */
  readonly step?: Step;
}

/** A condition or a loop of the templates: a path that leads to it, and where it stands. */
export interface TemplateBranch extends Branch {
  /** `templates/deployment.yaml if .Values.x`. */
  readonly id: string;
  /** As it is written: `if .Values.x`. */
  readonly description: string;
}

export interface Printed {
  readonly text: string;
  readonly branches: readonly TemplateBranch[];
}

interface Output {
  readonly file: string;
  readonly broken: ReadonlySet<string>;
  readonly lines: string[];
  readonly branches: TemplateBranch[];
}

export function line(text: string): Item {
  return { kind: 'line', text };
}

export function statement(text: string): Item {
  return { kind: 'statement', text };
}

const none: ReadonlySet<string> = new Set();

/** The text of a document, and its branches. The text of `broken` helpers begins with a line break. */
export function printDocument(
  file: string,
  items: readonly Item[],
  broken: ReadonlySet<string> = none,
): Printed {
  const output: Output = { file, broken, lines: [], branches: [] };
  print(output, items, { indent: 0, path: [], isFirst: true });
  return { text: output.lines.map((text) => `${text}\n`).join(''), branches: output.branches };
}

interface Place {
  readonly indent: number;
  /** Nothing has been printed before. */
  readonly isFirst: boolean;
  readonly path: readonly Step[];
}

function print(output: Output, items: readonly Item[], place: Place): void {
  for (const [at, item] of items.entries()) {
    const isFirst = place.isFirst && items.slice(0, at).every(isSilent);
    printItem(output, item, { ...place, isFirst });
    if (isFirst && item.kind === 'statement' && isText(items[at + 1])) cutLineBreak(output);
  }
}

function isText(item: Item | undefined): boolean {
  return item?.kind === 'line' || item?.kind === 'entry';
}

/** The statement before the first line takes its line break with it. */
function cutLineBreak({ lines }: Output): void {
  lines.push((lines.pop() ?? '').replace(/ \}\}$/, ' -}}'));
}

function printItem(output: Output, item: Item, place: Place): void {
  const write = (text: string): void => void output.lines.push(...wrapLine(text, place.indent));
  switch (item.kind) {
    case 'line':
      output.lines.push(...(item.text === '' ? [''] : wrapLine(item.text, place.indent)));
      return;
    case 'statement':
      return write(`{{- ${item.text} }}`);
    case 'insert':
      return write(insertion(inserted(item, output), place));
    case 'nest':
      return print(output, item.items, { ...place, indent: place.indent + 2, isFirst: false });
    case 'entry':
      return printEntry(output, item.items, place);
    case 'control':
      return printControl(output, item.arms, place);
    case 'define':
      if (item.comment !== undefined) output.lines.push(`{{/* ${item.comment} */}}`);
      output.lines.push(`{{- define "${item.name}" -}}`);
      // What leads to a guard counts as the guard.
      print(item.isGuard ? { ...output, branches: [] } : output, item.items, {
        indent: 0,
        path: [],
        isFirst: true,
      });
      output.lines.push('{{- end }}');
  }
}

function inserted({ text, helper = '' }: Extract<Item, { kind: 'insert' }>, { broken }: Output): string {
  return broken.has(helper) ? `${text} | trimPrefix "\\n"` : text;
}

/** Whether what a helper gives begins on a new line: a control structure before or around it leaves its line break. */
export function isBroken(definition: Item): boolean {
  const items = definition.kind === 'define' ? definition.items : [];
  const at = items.findIndex((item) => !isSilent(item));
  return items[at]?.kind === 'control' || (isText(items[at]) && items[at - 1]?.kind === 'control');
}

/** At the left edge there is nothing to indent, and nothing to cut off but before the first line. */
function insertion(text: string, { indent, isFirst }: Place): string {
  if (indent > 0) return `{{- ${text} | nindent ${indent} }}`;
  return isFirst ? `{{- ${text} }}` : `{{ ${text} }}`;
}

function printEntry(output: Output, items: readonly Item[], place: Place): void {
  const start = items.findIndex((item) => !isSilent(item));
  print(output, items.slice(0, start), place);
  const rest = items.slice(start);
  const inside = { ...place, indent: place.indent + 2, isFirst: false };
  if (rest[0]?.kind === 'insert' && rest.length === 1) {
    output.lines.push(...wrapLine(`- ${insertion(inserted(rest[0], output), inside)}`, place.indent));
    return;
  }
  if (rest[0]?.kind !== 'line') {
    output.lines.push(`${' '.repeat(place.indent)}-`);
    return print(output, rest, inside);
  }
  output.lines.push(...wrapLine(`- ${rest[0].text}`, place.indent));
  print(output, rest.slice(1), inside);
}

function printControl(output: Output, arms: readonly Arm[], place: Place): void {
  const indent = arms.every(({ items }) => items.every(isSilent)) ? place.indent + 2 : place.indent;
  let path = place.path;
  for (const { header, items, step } of arms) {
    const id = branchId(output, header);
    output.lines.push(...wrapLine(`{{- ${header} }}`, place.indent));
    if (step) output.branches.push({ id, description: header, path, last: step });
    print(output, items, { indent, isFirst: false, path: step ? [...path, step] : path });
    if (step) path = [...path, opposite(step)];
  }
  output.lines.push(`${' '.repeat(place.indent)}{{- end }}`);
}

/** Stays the same when lines before it come and go. */
function branchId({ file, branches }: Output, header: string): string {
  const same = branches.filter(({ description }) => description === header).length;
  return `${file} ${header}${same === 0 ? '' : ` (${same + 1})`}`;
}

function opposite(step: Step): Step {
  const condition = step.kind === 'when' ? not(step.condition) : call('empty', step.loop.over);
  return { kind: 'when', condition };
}

/** Whether it puts nothing into the output. */
function isSilent(item: Item): boolean {
  if (item.kind === 'statement') return true;
  return item.kind === 'control' && item.arms.every(({ items }) => items.every(isSilent));
}
