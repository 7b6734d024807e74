// Changes members of a JSON text and leaves every other byte as it is: people format, order and extend their files.
import type { Json } from '../../shared/json.ts';
import { formatOrderedJson } from '../json.ts';

export interface JsonEdit {
  /** Names of members from the top down; objects that are missing on the way are made. */
  readonly path: readonly string[];
  /** Undefined removes the member. */
  readonly value: Json | undefined;
  /** New members go before those that stand behind them in this list. */
  readonly order: readonly string[];
}

interface Member {
  readonly key: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

interface Place {
  /** Where the object begins. */
  readonly at: number;
  /** What stands before each member of the object around it. */
  readonly outer: string;
  /** The indentation of one level. */
  readonly unit: string;
}

/** The text, which has to be valid JSON and an object, with one member set or removed. */
export function editJson(text: string, edit: JsonEdit): string {
  const at = text.indexOf('{');
  const [first] = readMembers(text, at);
  const unit = first ? (/\n([ \t]*)$/.exec(text.slice(at + 1, first.start))?.[1] ?? '') : '  ';
  return editObject(text, edit, { at, outer: '\n', unit });
}

function editObject(text: string, { path, value, order }: JsonEdit, place: Place): string {
  const [key = '', ...rest] = path;
  const members = readMembers(text, place.at);
  const separator = separatorOf(text, members, place);
  // Of two members with one name the last one counts.
  const member = members.findLast((candidate) => candidate.key === key);
  if (member && rest.length > 0 && text[member.valueStart] === '{') {
    const inner = { at: member.valueStart, outer: separator, unit: place.unit };
    return editObject(text, { path: rest, value, order }, inner);
  }
  if (value === undefined) return member ? removeMember(text, members, member) : text;
  const whole = rest.reduceRight<Json>((inner, name) => ({ [name]: inner }), value);
  const written = formatValue(whole, separator, place.unit);
  if (member) return splice(text, member.valueStart, member.end, written);
  const added = `${JSON.stringify(key)}: ${written}`;
  if (members.length === 0)
    return splice(
      text,
      place.at,
      skipValue(text, place.at),
      `{${separator}${added}${closingOf(place, separator)}}`,
    );
  const next = members.find((candidate) => order.indexOf(candidate.key) > order.indexOf(key));
  if (next) return splice(text, next.start, next.start, `${added},${separator}`);
  const end = members.at(-1)?.end ?? 0;
  return splice(text, end, end, `,${separator}${added}`);
}

/** The line break and the indentation before each member; blanks where the object stands on one line. */
function separatorOf(text: string, [first]: readonly Member[], { at, outer, unit }: Place): string {
  if (first) {
    const before = text.slice(at + 1, first.start);
    return /\r?\n[ \t]*$/.exec(before)?.[0] ?? before;
  }
  return outer.includes('\n') && unit !== '' ? outer + unit : '';
}

function closingOf({ outer }: Place, separator: string): string {
  return separator.includes('\n') ? outer : '';
}

function formatValue(value: Json, separator: string, unit: string): string {
  if (!separator.includes('\n')) return formatOrderedJson(value);
  return formatOrderedJson(value, unit).replaceAll('\n', separator);
}

function removeMember(text: string, members: readonly Member[], member: Member): string {
  const at = members.indexOf(member);
  const next = members[at + 1];
  if (next) return splice(text, member.start, next.start, '');
  const before = members[at - 1];
  if (before) return splice(text, before.end, member.end, '');
  const end = text.indexOf('}', member.end);
  return splice(text, text.lastIndexOf('{', member.start) + 1, end, '');
}

function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

function readMembers(text: string, object: number): readonly Member[] {
  const members: Member[] = [];
  let next = readToken(text, object + 1);
  while (next.text !== '}') {
    if (next.text === ',') next = readToken(text, next.end);
    const value = readToken(text, readToken(text, next.end).end);
    const end = skipValue(text, value.start);
    members.push({ key: JSON.parse(next.text) as string, start: next.start, valueStart: value.start, end });
    next = readToken(text, end);
  }
  return members;
}

/** Where the value that begins at a place ends. */
function skipValue(text: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const token = readToken(text, at);
    if (token.text === '{' || token.text === '[') depth++;
    if (token.text === '}' || token.text === ']') depth--;
    at = token.end;
  } while (depth > 0);
  return at;
}

/** The text is known to be JSON, so that every place has a token. */
function readToken(text: string, from: number) {
  const pattern = /\s*("(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+)/y;
  pattern.lastIndex = from;
  const found = pattern.exec(text)?.[1] ?? '}';
  const end = pattern.lastIndex;
  return { text: found, start: end - found.length, end };
}
