// Decisions on functions about strings.
import { concrete, type Decisions, definition, each, native, operation } from './decision.ts';

export const textDecisions: Decisions = {
  substr: operation('substring', 'from and length must be integers that are not negative'),
  startsWith: operation('startsWith'),
  endsWith: operation('endsWith'),
  lstripChars: operation('stripLeft'),
  rstripChars: operation('stripRight'),
  stripChars: operation('strip'),
  trim: operation('trim'),
  split: operation('split', 'the separator must not be empty'),
  splitLimit: definition(
    `function(str, c, maxsplits)
      local parts = std.split(str, c);
      local last = std.length(parts) - 1;
      if maxsplits < -1 || !std.isInteger(maxsplits)
      then error 'std.splitLimit third parameter should be -1 or non-negative, got ' + maxsplits
      else if maxsplits == -1 || maxsplits >= last then parts
      else parts[0:maxsplits] + [std.join(c, parts[maxsplits:])]`,
  ),
  splitLimitR: concrete('templates split from the left only', 'use std.split or std.splitLimit'),
  strReplace: operation('replace', 'the text to look for must not be empty'),
  findSubstr: concrete(
    'templates count bytes, Jsonnet counts characters',
    'use std.member(text, part), std.startsWith or std.split',
  ),
  isEmpty: operation('empty', 'of strings'),
  equalsIgnoreCase: concrete(
    'templates have no comparison by the folding of Unicode',
    'compare std.asciiLower of the value with a text in lower case',
  ),
  asciiUpper: operation(
    'asciiUpper',
    'of text that is ASCII by its pattern, or that is compared with such text',
  ),
  asciiLower: operation(
    'asciiLower',
    'of text that is ASCII by its pattern, or that is compared with such text',
  ),
  ...each(
    ['char', 'codepoint'],
    concrete('templates do not know the numbers of characters', 'make the text a value of its own'),
  ),
  resolvePath: definition(
    `function(f, r)
      local parts = std.split(f, '/');
      std.join('/', parts[0:std.length(parts) - 1] + [r])`,
  ),
  ...each(
    ['escapeStringJson', 'escapeStringPython'],
    concrete(
      'templates escape other control characters',
      'use std.manifestJsonMinified, which quotes strings too',
    ),
  ),
  escapeStringBash: definition(
    `function(str_) "'" + std.strReplace(std.toString(str_), "'", "'\\"'\\"'") + "'"`,
  ),
  escapeStringDollars: definition(`function(str_) std.strReplace(std.toString(str_), '$', '$$')`),
  escapeStringXML: definition(
    `function(str_)
      local escapes = [['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&apos;']];
      std.foldl(function(text, e) std.strReplace(text, e[0], e[1]), escapes, std.toString(str_))`,
  ),
  format: native('%s, and %d, %x, %X and %o of integers; the form must be known, and has no precision'),
  stringChars: operation('characters'),
  parseInt: operation('parseInt', 'of text that is at most 15 digits by its pattern'),
  ...each(
    ['parseOctal', 'parseHex', 'parseJson', 'parseYaml'],
    concrete(
      'templates take faulty text for data instead of refusing it',
      'give the value its structure in the schema instead of a text',
    ),
  ),
};
