// Texts that match a regular expression, for the part of the language that RE2 and ECMAScript share.
import type { Random } from '../../shared/random.ts';
import { patternCharacters } from './texts.ts';

/** Draws a text of the expression's language; anchors and what stands outside of them are left to the caller. */
type Draw = (random: Random) => string;

interface Reader {
  readonly source: string;
  at: number;
}

/** A generator for a pattern, or undefined where it uses what is not understood here, such as looking ahead. */
export function createPatternDraw(pattern: string): Draw | undefined {
  const reader: Reader = { source: pattern, at: 0 };
  try {
    const draw = readAlternatives(reader);
    return reader.at === pattern.length ? draw : undefined;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

function readAlternatives(reader: Reader): Draw {
  const alternatives = [readSequence(reader)];
  while (reader.source[reader.at] === '|') {
    reader.at++;
    alternatives.push(readSequence(reader));
  }
  return (random) => random.pick(alternatives)(random);
}

function readSequence(reader: Reader): Draw {
  const parts: Draw[] = [];
  while (reader.at < reader.source.length && !'|)'.includes(reader.source[reader.at] as string)) {
    parts.push(readQuantified(reader));
  }
  return (random) => parts.map((part) => part(random)).join('');
}

function readQuantified(reader: Reader): Draw {
  const part = readPart(reader);
  const found = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/.exec(reader.source.slice(reader.at));
  if (!found) return part;
  reader.at += found[0].length;
  const [least, most] = boundsOf(found);
  return (random) => Array.from({ length: drawCount(random, least, most) }, () => part(random)).join('');
}

function boundsOf([text, least, comma, most]: RegExpExecArray): readonly [least: number, most: number] {
  if (text.startsWith('*')) return [0, Number.POSITIVE_INFINITY];
  if (text.startsWith('+')) return [1, Number.POSITIVE_INFINITY];
  if (text.startsWith('?')) return [0, 1];
  if (!comma) return [Number(least), Number(least)];
  return [Number(least), most ? Number(most) : Number.POSITIVE_INFINITY];
}

/** Few, and now and then many. */
function drawCount(random: Random, least: number, most: number): number {
  const spread = Math.min(most - least, random.chance(0.1) ? 60 : 4);
  return least + random.below(spread + 1);
}

function readPart(reader: Reader): Draw {
  const { source, at } = reader;
  const character = String.fromCodePoint(source.codePointAt(at) ?? 0);
  reader.at += character.length;
  switch (character) {
    case '(':
      return readGroup(reader);
    case '^':
    case '$':
      return () => '';
    case '[':
    case '.':
    case '\\':
      return readClass(reader, at);
    default:
      return () => character;
  }
}

function readGroup(reader: Reader): Draw {
  const kind = /^\?(?:[:]|P?<[A-Za-z_]\w*>)/.exec(reader.source.slice(reader.at));
  if (kind) reader.at += kind[0].length;
  else if (reader.source[reader.at] === '?') throw new NotUnderstood();
  const inside = readAlternatives(reader);
  if (reader.source[reader.at++] !== ')') throw new NotUnderstood();
  return inside;
}

const classToken =
  /^(?:\[\^?(?:\\[\s\S]|[^\]\\])*\]|\.|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[\s\S]))/u;

/** A class, an escape or a dot: one of the characters that fit, found by trying them. */
function readClass(reader: Reader, start: number): Draw {
  const [token] = classToken.exec(reader.source.slice(start)) ?? [];
  if (token === undefined) throw new NotUnderstood();
  reader.at = start + token.length;
  if (/^\\[bBAz]$/.test(token)) return () => '';
  const fitting = charactersOf(token);
  return (random) => random.pick(fitting);
}

function charactersOf(token: string): readonly string[] {
  const expression = compile(`^${token}$`);
  if (expression === undefined) throw new NotUnderstood();
  const fitting = patternCharacters.filter((character) => expression.test(character));
  if (fitting.length > 0) return fitting;
  const mentioned = Array.from(token).filter((character) => expression.test(character));
  if (mentioned.length > 0) return mentioned;
  const every = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code));
  const found = every.find((character) => expression.test(character));
  if (found === undefined) throw new NotUnderstood();
  return [found];
}

/** Patterns of schemas are read with the flag u. */
function compile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}
