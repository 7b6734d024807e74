// Imports through a callback: what it is asked, and what becomes of its answers.
import { describe, expect, it } from 'vitest';
import { createFileImporter, type Importer } from '../../../tools/jsonnet/index.ts';
import { attempt, createImporter } from './support.ts';

const entry = 'dir/probe.jsonnet';

describe('an importer', () => {
  it('is asked with the importing path and the text of the import, and read by what it answers', () => {
    const asked: string[] = [];
    const importer: Importer = {
      resolve: (from, wanted) => {
        asked.push(`${from} wants ${wanted}`);
        return `canonical/${wanted}`;
      },
      read: (path) => {
        asked.push(`read ${path}`);
        return new TextEncoder().encode(path.endsWith('a') ? "import 'b'" : '1');
      },
    };
    expect(attempt({ entry: 'main-a', importer })).toBe(1);
    expect(asked).toEqual([
      ' wants main-a',
      'read canonical/main-a',
      'canonical/main-a wants b',
      'read canonical/b',
    ]);
  });

  it('gives equal paths one evaluation', () => {
    const importer: Importer = {
      resolve: () => 'same',
      read: () => new TextEncoder().encode("{ v: std.native('count')() }"),
    };
    let calls = 0;
    const natives = [{ name: 'count', parameters: [], call: () => ++calls }];
    const snippet = "[(import 'x').v, (import 'y').v, (import 'x').v]";
    expect(attempt({ entry, snippet, importer, natives })).toEqual([1, 1, 1]);
  });

  it('gives texts and bytes as well', () => {
    const importer = createImporter({ file: 'é' });
    expect(attempt({ entry, snippet: "[importstr 'file', importbin 'file']", importer })).toEqual([
      'é',
      [195, 169],
    ]);
  });

  it('that finds nothing makes an error of the program, at the import', () => {
    const importer = createImporter({});
    expect(attempt({ entry, snippet: "import 'nowhere'", importer })).toBe(
      `RUNTIME ERROR: couldn't open import "nowhere": no match locally or in the Jsonnet library paths`,
    );
  });

  it('that cannot read makes an error of the program', () => {
    const importer: Importer = {
      resolve: (_from, wanted) => wanted,
      read: () => {
        throw new Error('the disk is gone');
      },
    };
    for (const form of ['import', 'importstr', 'importbin'])
      expect(attempt({ entry, snippet: `${form} 'file'`, importer })).toMatch(
        /^RUNTIME ERROR: .*the disk is gone/,
      );
  });

  it('is not asked for what is not needed', () => {
    const importer = createImporter({});
    expect(attempt({ entry, snippet: "std.length([import 'nowhere'])", importer })).toBe(1);
  });

  it('reports the file and place of what is wrong in an imported text', () => {
    const importer = createImporter({ lib: '{\n  a: nobody,\n}' });
    expect(attempt({ entry, snippet: "import 'lib'", importer })).toBe(
      'RUNTIME ERROR: lib:2:6-12 Unknown variable: nobody',
    );
  });
});

describe('JSON files', () => {
  const files = {
    'data.json': '{"b": [1, 2.5e3, -0.5, null, "\\u00e9\\n"], "a": {}}',
    'jsonnet.json': '{ a: 1 + 1 }',
    'broken.json': '{"a": }',
    'twice.json': '{"a": 1, "a": 2}',
  };
  const importer = createImporter(files);
  const load = (file: string, rest = '') =>
    attempt({ entry, snippet: `(import '${file}')${rest}`, importer });

  it('are data like any other', () => {
    expect(load('data.json')).toEqual({ a: {}, b: [1, 2500, -0.5, null, 'é\n'] });
    expect(load('data.json', ' + { a+: { c: $.b[0] } }')).toMatchObject({ a: { c: 1 } });
  });

  it('may hold Jsonnet', () => {
    expect(load('jsonnet.json')).toEqual({ a: 2 });
  });

  it('are reported as Jsonnet is', () => {
    expect(load('broken.json')).toMatch(/broken\.json:1:7-8 Unexpected/);
    expect(load('twice.json')).toMatch(/twice\.json:1:10-13 Duplicate field: a/);
  });
});

describe('the importer of files', () => {
  it('finds nothing under an empty name', () => {
    expect(createFileImporter(['/']).resolve('', '')).toBeUndefined();
  });

  it('reports directories as what they are', () => {
    expect(attempt({ entry, snippet: "import '/'" })).toBe('RUNTIME ERROR: read /: is a directory');
  });
});
