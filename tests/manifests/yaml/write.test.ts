// YAML bytes against recordings of Go's two printers, and what must hold for any value.
import { describe, expect, test } from 'vitest';
import { readYaml, readYamlDocuments } from '../../../tools/manifests/yaml/read.ts';
import { readYamlV3 } from '../../../tools/manifests/yaml/readV3.ts';
import { formatYaml, formatYamlStream, formatYamlV3 } from '../../../tools/manifests/yaml/write.ts';
import type { Json } from '../../../tools/shared/json.ts';
import { readRecording } from './recordings.ts';

interface Printed {
  readonly value: Json;
  readonly v2: string;
  readonly v3: string;
}

describe('formatYaml', () => {
  const printed = readRecording<Printed>('yaml-v2/printed.json');

  test.each(printed.map((row, index) => [index, row] as const))(
    'prints value %i as yaml.v2 does',
    (_, { value, v2 }) => {
      expect(formatYaml(value)).toBe(v2);
    },
  );

  test.each(printed.map((row, index) => [index, row] as const))(
    'prints value %i as yaml.v3 does',
    (_, { value, v3 }) => {
      expect(formatYamlV3(value)).toBe(v3);
    },
  );

  test('prints half a surrogate pair as U+FFFD', () => {
    expect(formatYaml({ '\ud800': 'a\udc00' })).toBe('\ufffd: a\ufffd\n');
  });

  test('prints the same for equal objects whatever the order of their keys', () => {
    expect(formatYaml({ k10: 1, k2: 2, K: 3 })).toBe(formatYaml({ K: 3, k2: 2, k10: 1 }));
  });

  test('prints a key that is called __proto__', () => {
    expect(formatYaml(JSON.parse('{"__proto__": 1}'))).toBe('__proto__: 1\n');
  });

  test('prints 20 MB of manifests in seconds', () => {
    const container = {
      name: 'web',
      image: 'registry.example/web:1',
      args: ['--level=info', 'a longer text here'],
    };
    const values = Array.from({ length: 60_000 }, (_, index) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `web-${index}`, labels: { 'app.kubernetes.io/name': 'web' } },
      spec: { containers: [container, container], replicas: 3 },
    }));
    const start = performance.now();
    const { length } = formatYamlStream(values);
    expect(length).toBeGreaterThan(15_000_000);
    // Twenty times what it takes on an idle machine.
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('formatYamlStream', () => {
  const streams = readRecording<{ values: Json[]; v2: string }>('yaml-v2/streams.json');

  test.each(streams.map((row, index) => [index, row] as const))(
    'joins stream %i as the encoder of yaml.v2 does',
    (_, { values, v2 }) => {
      expect(formatYamlStream(values)).toBe(v2);
    },
  );
});

describe('reading what was printed', () => {
  const seed = 20260801;
  const values = Array.from({ length: 2000 }, (_, index) => createValue(createRandom(seed + index), 4));

  test(`gives the value back in both dialects (seed ${seed})`, () => {
    for (const value of values) {
      expect(readYaml(formatYaml(value), { file: 'printed' })).toEqual(value);
      expect(readYamlV3(formatYaml(value))).toEqual([value]);
    }
  });

  test(`gives the documents of a stream back (seed ${seed})`, () => {
    const documents = values.slice(0, 300);
    expect(readYamlDocuments(formatYamlStream(documents), { file: 'printed' })).toEqual(documents);
  });
});

type Random = (below: number) => number;

function createRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const pieces = [
  ...'abZ09 \n\t:#-?\'"\\é日.,[{&*!|>%@`~=_/',
  '  ',
  ': ',
  ' #',
  'yes',
  '1e3',
  '\u2028',
  '😀',
  'null',
  'lorem ipsum ',
];

function createValue(random: Random, depth: number): Json {
  const kind = random(depth > 0 ? 8 : 6);
  if (kind < 4) return createText(random);
  if (kind === 4) return random(2000) - 1000;
  if (kind === 5) return [true, false, null][random(3)] ?? null;
  const items = Array.from({ length: random(4) }, () => createValue(random, depth - 1));
  return kind === 6 ? items : Object.fromEntries(items.map((item) => [createText(random), item]));
}

function createText(random: Random): string {
  return Array.from({ length: random(14) }, () => pieces[random(pieces.length)]).join('');
}
