// The quick reader of YAML against the full one: the same values at the same places, or the same errors.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readQuickly } from '../../../tools/manifests/yaml/quick.ts';
import { openSource, type Source } from '../../../tools/manifests/yaml/source.ts';
import { readFully, readStream } from '../../../tools/manifests/yaml/stream.ts';
import { formatYamlStream } from '../../../tools/manifests/yaml/write.ts';
import { createRandom } from '../../../tools/shared/random.ts';
import { createStream, damage } from './randomYaml.ts';
import { type ReadText, readRecording } from './recordings.ts';

type ReadSource = (source: Source) => unknown;

/** All that can be told from outside: values with the order of their keys, places, errors. */
function outcomeOf(text: string, read: ReadSource): string {
  try {
    return JSON.stringify(read(openSource(text, { file: 'x' })), (_, value: unknown) =>
      Object.is(value, -0) ? 'minus zero' : value,
    );
  } catch (error) {
    const { diagnostics } = error as { diagnostics?: unknown };
    return `${error} ${JSON.stringify(diagnostics)}`;
  }
}

/** The texts that the two readers do not agree about. */
function findDisagreements(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => outcomeOf(text, readStream) !== outcomeOf(text, readFully));
}

function isQuick(text: string, depth = 400): boolean {
  return readQuickly({ text, from: 0, to: text.length }, depth) !== undefined;
}

function readFiles(folder: string): readonly string[] {
  const root = fileURLToPath(new URL(`../../../${folder}`, import.meta.url));
  return (readdirSync(root, { recursive: true }) as string[])
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => readFileSync(path.join(root, file), 'utf8'));
}

const fixtures = [...readFiles('tests/fixtures'), ...readFiles('environments'), ...readFiles('charts')];
const nearMisses = readRecording<string>('yaml-read/near-misses.json');
const long = [
  ...[999, 1022, 1030].flatMap((length) => [`${'k'.repeat(length)}: a`, `"${'k'.repeat(length)}": a`]),
  ...['', '"', "'"].map((quote) => `a: ${quote}${'x y'.repeat(30_000)}${quote}`),
  `${' '.repeat(70)}a: b`,
];
const seed = 20_260;

describe('both readers agree', () => {
  test('about all YAML files of the project, templates included', () => {
    expect(fixtures.length).toBeGreaterThan(100);
    expect(findDisagreements(fixtures)).toEqual([]);
  });

  test('about what Helm was recorded to read', () => {
    const recorded = readRecording<ReadText>('yaml-read/helm.json').map(({ text }) => text);
    expect(findDisagreements(recorded)).toEqual([]);
  });

  test('about texts that are nearly simple, alone and inside of other collections', () => {
    const texts = nearMisses.flatMap((text) => [
      text,
      `${text}\n`,
      `k: ${text}\nl: 1\n`,
      `- ${text}\n- 1\n`,
      `k:\n- a: ${text}\n  b: 1\n`,
      `${text}: 1\n`,
      `a: 1\n---\nk: ${text}\n---\nb: 1\n`,
      `a:\n  - |\n    ${text}\n  - >-\n    ${text}\n    x\n`,
      `a: x\n  ${text}\nb: "x\n  ${text}"\n`,
    ]);
    expect(findDisagreements([...texts, ...long])).toEqual([]);
  });

  test(`about random streams (seed ${seed})`, () => {
    const random = createRandom(seed);
    const texts = Array.from({ length: 1000 }, () => createStream(random));
    expect(findDisagreements(texts)).toEqual([]);
    expect(texts.filter((text) => isQuick(text)).length).toBeGreaterThan(100);
  });

  test(`about damaged manifests (seed ${seed})`, () => {
    const random = createRandom(seed);
    const small = fixtures.filter(({ length }) => length < 5000);
    const texts = Array.from({ length: 300 }, () => damage(random, random.pick(small)));
    expect(findDisagreements(texts)).toEqual([]);
  });

  test('about the limit of depth', () => {
    for (const step of ['- ', 'a:\n']) {
      for (let depth = 1; depth < 20; depth++) {
        const text = nest(step, depth);
        const limited = (read: ReadSource) => (source: Source) =>
          read({ ...source, limits: { ...source.limits, depth: 10 } });
        expect(outcomeOf(text, limited(readStream))).toBe(outcomeOf(text, limited(readFully)));
      }
    }
  });
});

function nest(step: string, depth: number): string {
  const levels = Array.from({ length: depth }, (_, at) => (step === '- ' ? step : ' '.repeat(at) + step));
  return `${levels.join('')}${step === '- ' ? 'x' : `${' '.repeat(depth)}b: 1`}\n`;
}

describe('the quick reader', () => {
  test('reads what Helm and this project print', () => {
    const corpus = readFiles('tests/fixtures/parity/corpus')
      .flatMap((text) => text.split(/^---\n/m))
      .filter((text) => /^\w/m.test(text));
    expect(corpus.length).toBeGreaterThan(50);
    expect(corpus.filter((text) => !isQuick(text))).toEqual([]);
    const text = 'lorem ipsum dolor sit amet, '.repeat(9);
    const printed = formatYamlStream([
      { a: [text, `${text}'`, `\t${text}`, 'x\n y\n', [[1], {}], []], b: '😀' },
    ]);
    expect(isQuick(printed)).toBe(true);
  });

  test.each([
    'a: *b\n',
    'a: &b c\n',
    'a: !!str 1\n',
    'a: [b]\n',
    '{a: b}\n',
    '<<: {}\n',
    'a: 1\na: 2\n',
    'a:\tb\n',
  ])('leaves %j to the full one', (text) => {
    expect(isQuick(text)).toBe(false);
  });
});
