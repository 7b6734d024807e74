// Sprig's functions on texts with a meaning: paths, URLs, versions, patterns, encodings.
import { createHash } from 'node:crypto';
import path from 'node:path';
import { RE2JS } from 're2js';
import { replaceAll } from '../../natives/regex.ts';
import type { Dict, Value } from '../values.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';
import { type Definition, type Definitions, define } from './define.ts';
import { readVersion, satisfies } from './semver.ts';
import { formatUrl, parseUrl } from './url.ts';

const paths: Definitions = {
  base: define('s', (file: string) => (file === '' ? '.' : path.posix.basename(file) || '/')),
  clean: define('s', clean),
  dir: define('s', (file: string) => clean(file.slice(0, file.lastIndexOf('/') + 1))),
  ext: define('s', (file: string) => /\.[^./]*$/.exec(file)?.[0] ?? ''),
  isAbs: define('s', (file: string) => file.startsWith('/')),
};

/** The same by the rules of this machine's paths, which are the same. */
const machinePaths: Definitions = Object.fromEntries(
  Object.entries(paths).map(([name, definition]) => [
    `os${name[0]?.toUpperCase()}${name.slice(1)}`,
    definition,
  ]),
);

const patterns: Definitions = {
  regexFind: define('ss', (pattern: string, text: string) => findAll(pattern, text, 1)[0] ?? ''),
  regexFindAll: define('ssi', findAll),
  regexReplaceAll: define('sss', (pattern: string, text: string, fresh: string) =>
    replaceAll(RE2JS.compile(pattern), text, fresh),
  ),
  regexReplaceAllLiteral: define('sss', (pattern: string, text: string, fresh: string) =>
    replaceAll(RE2JS.compile(pattern), text, fresh.replaceAll('$', '$$$$')),
  ),
  regexSplit: define('ssi', split),
};

export const texts: Definitions = {
  ...paths,
  ...machinePaths,
  ...patterns,
  ...Object.fromEntries(
    Object.entries(patterns).map(([name, definition]): [string, Definition] => [
      `mustR${name.slice(1)}`,
      definition,
    ]),
  ),
  adler32sum: define('s', adler32),
  b32dec: define('s', decodeBase32),
  b32enc: define('s', (text: string) => encodeBase32(Buffer.from(text))),
  b64dec: define('s', decodeBase64),
  b64enc: define('s', (text: string) => Buffer.from(text).toString('base64')),
  mustRegexMatch: define('ss', (pattern: string, text: string) =>
    RE2JS.compile(pattern).matcher(text).find(),
  ),
  regexMatch: define('ss', isMatch),
  regexQuoteMeta: define('s', (text: string) => text.replace(/[\\.+*?()|[\]{}^$]/g, (mark) => `\\${mark}`)),
  semver: define('s', readVersion),
  semverCompare: define('ss', (constraint: string, version: string) =>
    satisfies(readVersion(version), constraint),
  ),
  sha1sum: define('s', (text: string) => digest('sha1', text)),
  sha256sum: define('s', (text: string) => digest('sha256', text)),
  sha512sum: define('s', (text: string) => digest('sha512', text)),
  split: define('ss', (separator: string, text: string) => numberParts(text.split(separator))),
  splitn: define('sis', (separator: string, count: number, text: string) =>
    numberParts(splitAtMost(text, separator, count)),
  ),
  urlJoin: define('m', (parts: Dict) => formatUrl(parts)),
  urlParse: define('s', (url: string): Value => parseUrl(url)),
};

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

function adler32(text: string): string {
  let [a, b] = [1, 0];
  for (const byte of Buffer.from(text)) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return String(b * 65536 + a);
}

/** Go says in the result what is wrong with the text. */
function decodeBase64(text: string): string {
  const clean = text.replace(/[\r\n]/g, '');
  const bad = /[^A-Za-z0-9+/]/.exec(clean.replace(/=+$/, ''))?.index;
  const isWhole = clean.length % 4 === 0 && /^[^=]*={0,2}$/.test(clean);
  if (bad === undefined && isWhole) return Buffer.from(clean, 'base64').toString('utf8');
  return `illegal base64 data at input byte ${bad ?? Math.floor(clean.replace(/=+$/, '').length / 4) * 4}`;
}

function clean(file: string): string {
  const normal = path.posix.normalize(file);
  return normal.length > 1 ? normal.replace(/\/$/, '') : normal;
}

function numberParts(parts: readonly string[]): Dict {
  return Object.fromEntries(parts.map((part, at) => [`_${at}`, part]));
}

/** The last part keeps the separators that are left. */
function splitAtMost(text: string, separator: string, count: number): readonly string[] {
  const parts = text.split(separator);
  if (count < 0 || parts.length <= count) return parts;
  return count === 0 ? [] : [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

function isMatch(pattern: string, text: string): boolean {
  try {
    return RE2JS.compile(pattern).matcher(text).find();
  } catch {
    return false;
  }
}

/** Where a pattern matches, at most so often; as often as it does for less than zero. */
function listMatches(pattern: string, text: string, count: number): readonly (readonly [number, number])[] {
  const matcher = RE2JS.compile(pattern).matcher(text);
  const found: [number, number][] = [];
  let last = -1;
  while (found.length !== count && matcher.find()) {
    const [start, end] = [matcher.start(), matcher.end()];
    // An empty match directly behind another does not count.
    if (start !== end || start !== last) found.push([start, end]);
    last = end;
  }
  return found;
}

function findAll(pattern: string, text: string, count: number): string[] {
  return listMatches(pattern, text, count).map(([start, end]) => text.slice(start, end));
}

function split(pattern: string, text: string, count: number): string[] {
  if (count === 0) return [];
  if (pattern !== '' && text === '') return [''];
  const parts: string[] = [];
  let [start, end] = [0, 0];
  for (const [from, to] of listMatches(pattern, text, count)) {
    if (count > 0 && parts.length === count - 1) break;
    end = from;
    if (to !== 0) parts.push(text.slice(start, end));
    start = to;
  }
  if (end !== text.length) parts.push(text.slice(start));
  return parts;
}
