// Which styles a string can be printed in: the analysis that every port of libyaml makes, for block context.
import { type Dialect, needsQuotes } from './resolve.ts';

export type Style = 'plain' | 'single' | 'double' | 'literal';

export interface Analysis {
  readonly style: Style;
  /** It has a line break, U+2028 and U+2029 included. */
  readonly multiline: boolean;
}

/** Characters that a plain scalar may begin with, whatever follows: no indicator, no blank, no `-`, `?`, `:` or `.`. */
const safeFirst = new Uint8Array(128);
for (let code = 0x21; code < 0x7f; code++) {
  if (!'#,[]{}&*!|>\'"%@`-?:.'.includes(String.fromCharCode(code))) safeFirst[code] = 1;
}

/** The first characters of texts that may mean something else than a string. */
const ambiguousFirst = new Uint8Array(128);
for (const char of '+-0123456789yYnNtTfFoO~.') ambiguousFirst[char.charCodeAt(0)] = 1;

/** The quick way through: true when the text is printable ASCII that is plain beyond doubt. */
export function isSurelyPlain(text: string): boolean {
  const first = text.charCodeAt(0);
  if (!(first < 0x7f) || safeFirst[first] !== 1 || ambiguousFirst[first] === 1) return false;
  let previous = first;
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e) return false;
    if (code === 0x20 && previous === 0x3a) return false;
    if (code === 0x23 && previous === 0x20) return false;
    previous = code;
  }
  return previous !== 0x20 && previous !== 0x3a;
}

/** The style that go-yaml chooses for a text. Lone surrogates must have been replaced before. */
export function analyzeScalar(text: string, dialect: Dialect): Analysis {
  if (text === '') return { style: 'double', multiline: false };
  const traits = findTraits(text);
  const special = traits.special || (dialect === 'v2' && traits.tab);
  const multiline = traits.lineBreak;
  const broken = traits.spaceThenBreak || special;
  const wanted: Style = text.includes('\n') ? 'literal' : needsQuotes(text, dialect) ? 'double' : 'plain';
  if (wanted === 'double') return { style: 'double', multiline };
  if (wanted === 'literal') {
    return { style: broken || text.endsWith(' ') ? 'double' : 'literal', multiline };
  }
  const plain = !broken && !traits.tab && !multiline && !traits.indicator && !isPadded(text);
  if (plain) return { style: 'plain', multiline };
  return { style: broken || traits.tab || traits.breakThenSpace ? 'double' : 'single', multiline };
}

interface Traits {
  special: boolean;
  tab: boolean;
  indicator: boolean;
  lineBreak: boolean;
  spaceThenBreak: boolean;
  breakThenSpace: boolean;
}

function findTraits(text: string): Traits {
  const traits: Traits = {
    special: false,
    tab: false,
    indicator: beginsWithIndicator(text),
    lineBreak: false,
    spaceThenBreak: false,
    breakThenSpace: false,
  };
  let previous = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20) traits.breakThenSpace ||= isBreak(previous);
    else if (code === 0x3a) traits.indicator ||= isBlankOrEnd(text.charCodeAt(at + 1));
    else if (code === 0x23) traits.indicator ||= at > 0 && isBlankOrBreak(previous);
    else if (code < 0x20 || code > 0x7e) noteUnusual(traits, code, previous);
    previous = code;
  }
  return traits;
}

function noteUnusual(traits: Traits, code: number, previous: number): void {
  if (isBreak(code)) {
    traits.lineBreak = true;
    traits.spaceThenBreak ||= previous === 0x20;
  }
  if (code === 0x09) traits.tab = true;
  else if (!isPrintable(code)) traits.special = true;
}

function beginsWithIndicator(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 0x2d || first === 0x3f) {
    return isBlankOrEnd(text.charCodeAt(1)) || text.startsWith('---');
  }
  if (first === 0x2e) return text.startsWith('...');
  return first !== 0x3a && first < 0x7f && first > 0x20 && safeFirst[first] !== 1;
}

function isPadded(text: string): boolean {
  return text.charCodeAt(0) === 0x20 || text.charCodeAt(text.length - 1) === 0x20;
}

/** A code unit that go-yaml prints as it is: surrogates are not, because it escapes everything beyond U+FFFF. */
export function isPrintable(code: number): boolean {
  if (code < 0x7f) return code >= 0x20 || code === 0x0a;
  if (code < 0xa0 || (code >= 0xd800 && code < 0xe000)) return false;
  return code !== 0xfeff && code < 0xfffe;
}

export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isBlankOrBreak(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0 || isBreak(code);
}

function isBlankOrEnd(code: number): boolean {
  return Number.isNaN(code) || code === 0x20 || code === 0x09;
}
