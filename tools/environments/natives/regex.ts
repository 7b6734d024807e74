// Natives on regular expressions. The engine is RE2's, so that what Go accepts and refuses is the same here.
import { RE2JS } from 're2js';
import type { Native } from '../../jsonnet/port.ts';
import { text } from './arguments.ts';

export const functions: Readonly<Record<string, Native['call']>> = {
  escapeStringRegex: (str) =>
    text('escapeStringRegex', 'str', str).replace(/[\\.+*?()|[\]{}^$]/g, (character) => `\\${character}`),
  regexMatch: (regex, string) =>
    compile(text('regexMatch', 'regex', regex))
      .matcher(text('regexMatch', 'string', string))
      .find(),
  regexSubst: (regex, src, repl) =>
    replaceAll(
      compile(text('regexSubst', 'regex', regex)),
      text('regexSubst', 'src', src),
      text('regexSubst', 'repl', repl),
    ),
};

const compiled = new Map<string, RE2JS>();

function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  const fresh = RE2JS.compile(pattern);
  compiled.set(pattern, fresh);
  return fresh;
}

/** Replaces every match. An empty match directly behind another match does not count, as in Go. */
export function replaceAll(regex: RE2JS, source: string, replacement: string): string {
  const matcher = regex.matcher(source);
  const expand = parseReplacement(replacement);
  let result = '';
  let copied = 0;
  let lastEnd = -1;
  while (matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    if (start === end && start === lastEnd) continue;
    result += source.slice(copied, start) + expand((name) => groupText(matcher, name, regex));
    copied = end;
    lastEnd = end;
  }
  return result + source.slice(copied);
}

type Lookup = (name: string) => string;

/** `$name`, `${name}` and `$$`; a name reaches as far as it can, and any other `$` stands for itself. */
function parseReplacement(template: string): (lookup: Lookup) => string {
  const parts = template.split(/(\$\$|\$\{[\p{L}\p{Nd}_]+\}|\$[\p{L}\p{Nd}_]+)/u);
  return (lookup) =>
    parts
      .map((part, at) => {
        if (at % 2 === 0) return part;
        return part === '$$' ? '$' : lookup(part.replace(/[${}]/g, ''));
      })
      .join('');
}

/** The text of a group by number or name; nothing for groups that are not there or did not take part. */
function groupText(matcher: ReturnType<RE2JS['matcher']>, name: string, regex: RE2JS): string {
  if (!/^\d+$/.test(name)) return name in regex.namedGroups() ? (matcher.group(name) ?? '') : '';
  const number = Number(name);
  return number <= matcher.groupCount() ? (matcher.group(number) ?? '') : '';
}
