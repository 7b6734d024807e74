// Imports point one way: a folder of tools/ may use only what stands below it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const tools = fileURLToPath(new URL('../tools', import.meta.url));

/** From the top to the bottom; folders of one row do not know each other. */
const rows: readonly (readonly string[])[] = [
  ['cli'],
  ['verify', 'cluster'],
  ['prove', 'parity'],
  ['chart'],
  ['environments', 'validate', 'flux', 'vendoring'],
  ['symbolic'],
  ['schema', 'manifests', 'process'],
  ['jsonnet'],
  ['shared'],
];

function rowOf(folder: string): number {
  return rows.findIndex((row) => row.includes(folder));
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly file: string;
}

function listImports(): readonly Import[] {
  const files = readdirSync(tools, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /^[a-z]+\/.*\.ts$/.test(file),
  );
  return files.flatMap((file) => {
    const text = readFileSync(path.join(tools, file), 'utf8');
    const targets = [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map((match) => match[1] as string);
    return targets.map((target) => {
      const [to = ''] = path.relative(tools, path.resolve(tools, path.dirname(file), target)).split(path.sep);
      return { from: file.split('/')[0] as string, to, file };
    });
  });
}

describe('imports between the folders of tools/', () => {
  const imports = listImports().filter(({ from, to }) => from !== to && rowOf(to) >= 0);

  it('are found', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('point downwards', () => {
    expect(
      imports.filter(({ from, to }) => rowOf(to) <= rowOf(from)).map(({ file, to }) => `${file} → ${to}`),
    ).toEqual([]);
  });

  it('come from folders that have their place', () => {
    expect([...new Set(listImports().map(({ from }) => from))].filter((from) => rowOf(from) < 0)).toEqual([]);
  });
});
