// The reader behind parseYaml against recordings of Tanka.
import { describe, expect, test } from 'vitest';
import { readYamlV3 } from '../../../tools/manifests/yaml/readV3.ts';
import { failureOf, type ReadText, readRecording } from './recordings.ts';

describe('readYamlV3', () => {
  test.each(readRecording<ReadText>('yaml-read/tk.json'))(
    'reads $text as parseYaml does',
    ({ text, json }) => {
      expect(readYamlV3(text)).toEqual(json);
    },
  );

  const refused = readRecording<string>('yaml-read/tk-refused.json').map((text) => [text] as const);

  test.each(refused)('refuses %j as parseYaml does', (text) => {
    expect(failureOf(() => readYamlV3(text))).not.toBe('no error');
  });
});
