// Random streams of YAML in many styles, some of them damaged, for comparing two readers of it.
import type { Random } from '../../../tools/shared/random.ts';
import { readRecording } from './recordings.ts';

/** One stream: mostly of well-formed documents; a quarter of them is damaged somewhere. */
export function createStream(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(2) }, () => createDocument(random));
  const text = (random.chance(0.3) ? random.pick(separators) : '') + join(random, parts);
  const ending = random.chance(0.15) ? text.replace(/\n$/, '') : text;
  return random.chance(0.25) ? damage(random, ending) : ending;
}

/** The text with a few characters or lines changed. */
export function damage(random: Random, text: string): string {
  let damaged = text;
  for (let count = 1 + random.below(2); count > 0; count--) damaged = random.pick(damages)(random, damaged);
  return damaged;
}

const separators = [
  '---\n',
  '---\n',
  '---\n# Source: a/b.yaml\n',
  '--- # note\n',
  '---  \n',
  '---\n---\n',
  '...\n',
  '...\n---\n',
  '--- ',
  '--- |\n',
];

function join(random: Random, parts: readonly string[]): string {
  return parts.map((part, at) => (at > 0 ? separate(random) : '') + part).join('');
}

function separate(random: Random): string {
  return random.chance(0.97) ? random.pick(separators.slice(0, 6)) : random.pick(separators);
}

function createDocument(random: Random): string {
  if (random.chance(0.1)) return createSoup(random);
  const indent = random.chance(0.05) ? random.below(3) : 0;
  const lines = createNode(random, { indent, depth: 1 + random.below(4) });
  return lines.map((line) => `${addNoise(random, line)}\n`).join('');
}

interface Place {
  readonly indent: number;
  readonly depth: number;
}

function createNode(random: Random, place: Place): readonly string[] {
  return random.chance(0.6) ? createMapping(random, place) : createSequence(random, place);
}

function createMapping(random: Random, { indent, depth }: Place): readonly string[] {
  const pad = ' '.repeat(indent);
  return Array.from({ length: 1 + random.below(4) }, (_, at) => {
    const key = `${pad}${createKey(random, at)}`;
    if (depth <= 0 || random.chance(0.5)) return addValue(random, key, indent);
    const below = { indent: indent + 1 + random.below(4), depth: depth - 1 };
    if (random.chance(0.3)) return [key, ...createSequence(random, { ...below, indent })];
    return [key, ...createNode(random, below)];
  }).flat();
}

function createSequence(random: Random, { indent, depth }: Place): readonly string[] {
  const dash = `${' '.repeat(indent)}-`;
  return Array.from({ length: 1 + random.below(3) }, () => {
    if (depth <= 0 || random.chance(0.5)) return addValue(random, dash, indent);
    const gap = random.chance(0.85) ? 1 : random.below(4) + 1;
    const nested = createNode(random, { indent: indent + 1 + gap, depth: depth - 1 });
    if (random.chance(0.1)) return [dash, ...nested];
    const [first = '', ...others] = nested;
    return [`${dash}${' '.repeat(gap)}${first.trimStart()}`, ...others];
  }).flat();
}

function createKey(random: Random, at: number): string {
  const key = random.chance(0.95) ? `${random.pick(words)}${at}` : random.pick(keys);
  const form = random.below(12);
  if (form === 0) return `"${key}":`;
  if (form === 1) return `'${key}':`;
  return form === 2 && random.chance(0.3) ? `${key} :` : `${key}:`;
}

/** A key or a dash with a value behind it that is no block collection. */
function addValue(random: Random, start: string, indent: number): readonly string[] {
  const form = random.below(10);
  if (form === 0) return [start];
  if (form === 1)
    return [
      `${start} ${random.chance(0.8) ? random.pick(headers.slice(0, 5)) : random.pick(headers)}`,
      ...createBlock(random, indent),
    ];
  if (form === 2) return createFolded(random, start, indent);
  return [`${start}${random.chance(0.95) ? ' ' : '  '}${createScalar(random)}`];
}

function createScalar(random: Random): string {
  const form = random.below(10);
  if (form === 0) return `"${createText(random).replace(/["\\]/g, '\\$&')}"`;
  if (form === 1)
    return `"${random.pick(random.chance(0.9) ? escapes.slice(0, 9) : escapes)}${random.pick(words)}${random.pick(escapes.slice(0, 9))}"`;
  if (form === 2) return `'${createText(random).replaceAll("'", "''")}'`;
  if (form === 3 && random.chance(0.3)) return createText(random);
  if (form === 4 && random.chance(0.4)) return random.pick(flows);
  return random.pick(random.chance(0.06) ? oddities : words);
}

function createText(random: Random): string {
  return Array.from({ length: 1 + random.below(4) }, () => random.pick(pieces)).join('');
}

function createBlock(random: Random, indent: number): readonly string[] {
  const margin = indent + 1 + random.below(3);
  return Array.from({ length: random.below(5) }, () => {
    const form = random.below(12);
    if (form === 0) return '';
    if (form === 1) return ' '.repeat(random.below(margin + 3));
    const extra = random.chance(0.15) ? random.below(4) : 0;
    return `${' '.repeat(margin + extra)}${random.pick(random.chance(0.3) ? oddities : words)}`;
  });
}

/** A scalar on several lines. */
function createFolded(random: Random, start: string, indent: number): readonly string[] {
  const quote = random.pick(['', '', '"', "'"]);
  const lines = Array.from({ length: 1 + random.below(3) }, () => {
    const pad = random.chance(0.98) ? indent + 1 + random.below(3) : random.below(indent + 2);
    return ' '.repeat(pad) + (random.chance(0.95) ? random.pick(words) : createText(random));
  });
  const first = random.chance(0.1) ? '' : random.pick(words);
  return [`${start} ${quote}${first}`, ...lines.slice(0, -1), `${lines.at(-1)}${quote}`];
}

function addNoise(random: Random, line: string): string {
  if (random.chance(0.95)) return line;
  const pad = ' '.repeat(random.below(5));
  return random.pick([
    `${line} `,
    `${line} # note`,
    `${line} # note: "x`,
    `${line}\n`,
    `${line}\n${pad}`,
    `${line}\n${pad}# note`,
    `${pad}#note\n${line}`,
  ]);
}

/** Lines that know nothing of each other. */
function createSoup(random: Random): string {
  return Array.from({ length: 1 + random.below(6) }, () => {
    const dashes = random.pick(['', '', '', '- ', '- - ', '-']);
    const key = random.chance(0.6) ? `${random.pick(random.chance(0.5) ? words : keys)}:` : '';
    const value = random.chance(0.7) ? ` ${createScalar(random)}` : '';
    return `${' '.repeat(random.pick([0, 0, 0, 1, 2, 2, 3, 4]))}${dashes}${key}${value}\n`;
  }).join('');
}

type Damage = (random: Random, text: string) => string;

const characters = [
  ...' \n:-#"\'|>\t[]{}&*!%@`~?,\\0a\r\u00a0\ufeff\u0085\u2028é',
  '\n ',
  '\n  ',
  ': ',
  ' #',
  '- ',
];

const damages: readonly Damage[] = [
  (random, text) => splice(random, text, 1, ''),
  (random, text) => splice(random, text, 0, random.pick(characters)),
  (random, text) => splice(random, text, 1, random.pick(characters)),
  (random, text) => changeLine(random, text, (line) => ` ${line}`),
  (random, text) => changeLine(random, text, (line) => line.replace(/^ /, '')),
  (random, text) => changeLine(random, text, (line) => `${line}\n${line}`),
  (random, text) => changeLine(random, text, () => ''),
  (random, text) => changeLine(random, text, (line) => `${line}\n${' '.repeat(random.below(5))}#x`),
  (random, text) => (random.chance(0.1) ? text.replaceAll('\n', '\r\n') : text),
  (random, text) => text.slice(0, random.below(text.length + 1)),
];

function splice(random: Random, text: string, count: number, insert: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + insert + text.slice(at + count);
}

function changeLine(random: Random, text: string, change: (line: string) => string): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  return lines.map((line, index) => (index === at ? change(line) : line)).join('\n');
}

const words = [
  'a',
  'b',
  'name',
  'app.kubernetes.io/name',
  'kube-system',
  'lorem ipsum',
  '1',
  'true',
  'x:y',
  'a#b',
];

const keys = [
  'yes',
  '1',
  '1.5',
  '0x10',
  '~',
  'null',
  '<<',
  '__proto__',
  'a b',
  'a: b',
  '2020-01-01',
  '',
  '-',
  'a',
  '?',
];

const headers = ['|', '|-', '|+', '>-', '| ', '>', '>+', '|2', '|- # note', '|#', '|x', '>2-'];

const flows = ['[]', '{}', '[ ]', '[a, b]', '{a: 1}', '["a"]', '[] x', '{}x', '[]: a', '[', '{a'];

const escapes = [
  '',
  '',
  '\\n',
  '\\t',
  '\\"',
  '\\\\',
  '\\x41',
  '\\u00e9',
  '\\U0001F600',
  '\\U00110000',
  '\\ud800',
  '\\a',
  '\\q',
  '\\/',
  '\\ ',
  '\\x4',
  '\\',
];

const pieces = [
  ...'aZ09 :#-?\'"\\é😀日.,[]{}&*!|>%@`~=_/',
  '\t',
  ': ',
  ' #',
  '  ',
  '\u00a0',
  'word ',
  "''",
  'null',
  'yes',
];

const oddities = readRecording<string>('yaml-read/near-misses.json').filter((text) => !text.includes('\n'));
