// Values for people: YAML without anything invisible in it, and what differs between two of them in a few lines.
import { blockLines } from '../../chart/package/yaml.ts';
import type { Json } from '../../shared/json.ts';
import { displayWidth } from '../../shared/text.ts';
import { type Line, mergeLines } from './diff.ts';

/** Control characters, half surrogate pairs, marks of direction, blanks that are none: all but the blank itself. */
const invisible = /[^\P{C}\n]|[^\P{Z} ]/gu;

/** The text with everything visible: an escape sequence reaches no terminal, and no mark of direction turns a line. */
export function printable(text: string): string {
  return text.replace(invisible, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\t') return '\\t';
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** The text as one visible line. */
export function oneLine(text: string): string {
  return printable(text.replaceAll('\r\n', '\n').trim().replaceAll('\n', ' '));
}

/** A value as the lines of a YAML document; none for a value that is not there. */
export function valueLines(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  return printable(blockLines(value).join('\n')).split('\n');
}

/** How much of a change is shown. */
export interface Extent {
  /** Columns. */
  readonly width: number;
  /** Lines. */
  readonly lines: number;
}

interface Change {
  readonly before?: Json;
  readonly after?: Json;
}

/** What goes away and what comes, cut to an extent; a line of its own says how much was left out. */
export function changeLines({ before, after }: Change, { width, lines }: Extent): readonly Line[] {
  const merged = mergeAll(valueLines(before), valueLines(after));
  const near = merged.filter((_, at) =>
    merged.slice(Math.max(0, at - 1), at + 2).some(({ kind }) => kind !== 0),
  );
  const shown = near.length > lines ? keepBoth(near, lines - 1) : near;
  const left = near.length - shown.length;
  return [
    ...cutLines(shown, width),
    ...(left > 0 ? [{ kind: 0 as const, text: `… ${left} more ${left === 1 ? 'line' : 'lines'}` }] : []),
  ];
}

/** Values that differ and look the same are masked, and shown all the same. */
function mergeAll(before: readonly string[], after: readonly string[]): readonly Line[] {
  const merged = mergeLines(before, after);
  if (merged.some(({ kind }) => kind !== 0)) return merged;
  return [
    ...before.map((text) => ({ kind: -1 as const, text })),
    ...after.map((text) => ({ kind: 1 as const, text })),
  ];
}

/** The first lines, with room for both what goes away and what comes. */
function keepBoth(lines: readonly Line[], most: number): readonly Line[] {
  const removed = lines.filter(({ kind }) => kind < 0).length;
  const added = lines.filter(({ kind }) => kind > 0).length;
  if (removed === 0 || added === 0) return lines.slice(0, most);
  const room = Math.ceil(most / 2);
  const forRemoved = Math.max(room, most - added);
  const left = { [-1]: forRemoved, 0: most, 1: Math.max(most - Math.min(forRemoved, removed), 1) };
  const kept = lines.filter(({ kind }) => left[kind]-- > 0);
  return kept.length > most ? kept.filter(({ kind }) => kind !== 0).slice(0, most) : kept;
}

/** Long lines; of one that replaces another, the part is kept where they begin to differ. */
function cutLines(lines: readonly Line[], width: number): readonly Line[] {
  return lines.map((line, at) => {
    const other = lines[at + (line.kind < 0 ? 1 : -1)];
    const isPair = line.kind !== 0 && other?.kind === -line.kind;
    const from = isPair ? countShared(line.text, other.text) : 0;
    return { kind: line.kind, text: cutAround(line.text, from, width) };
  });
}

function countShared(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}

/** At most so many columns of a text, which show what stands at a place of it. */
function cutAround(text: string, place: number, width: number): string {
  if (text.length <= width && displayWidth(text) <= width) return text;
  const start = place < width * 0.75 ? 0 : place - Math.floor(width / 3);
  const lead = start > 0 ? '…' : '';
  const rest = start > 0 ? text.slice(start).replace(/^[\udc00-\udfff]/, '') : text;
  return lead + cut(rest, width - lead.length);
}

/** Each character takes one column. */
const isPlain = /^[ -~]*$/;

/** At most so many columns of a text, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  if (isPlain.test(text)) return text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
  let kept = '';
  let columns = 0;
  for (const character of text) {
    const next = columns + displayWidth(character);
    if (next > width) return `${trimTo(kept, width - 1)}…`;
    kept += character;
    columns = next;
  }
  return kept;
}

function trimTo(text: string, width: number): string {
  const characters = Array.from(text);
  while (displayWidth(characters.join('')) > width) characters.pop();
  return characters.join('').trimEnd();
}
