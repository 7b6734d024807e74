// The applications are one family: what they consist of, what they share, and none is longer than the chart made of it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const applications = readdirSync(path.join(repository, 'lib', 'apps'));

function linesIn(folder: string): number {
  const files = readdirSync(path.join(repository, folder), { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile() && /\.(?:libsonnet|yaml|tpl|txt)$/.test(file.name))
    .map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8'));
  return texts.reduce((sum, text) => sum + text.split('\n').length - 1, 0);
}

function sourcesOf(application: string): ReadonlyMap<string, string> {
  const folder = path.join(repository, 'lib', 'apps', application);
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.libsonnet'))
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

describe.each(applications)('%s', (application) => {
  const sources = sourcesOf(application);

  it('is shorter than the templates of its chart', () => {
    expect(linesIn(`lib/apps/${application}`)).toBeLessThan(linesIn(`charts/${application}/templates`));
  });

  it('has the parts that the others have', () => {
    expect([...sources.keys()]).toEqual(
      expect.arrayContaining(['main.libsonnet', 'notes.libsonnet', 'validate.libsonnet']),
    );
  });

  it('imports patterns and its own parts, and nothing of another application', () => {
    const imports = [...sources.values()].flatMap((text) => [...text.matchAll(/import '([^']+)'/g)]);
    const others = imports
      .map(([, file = '']) => file)
      .filter(
        (file) =>
          !/^[\w-]+\.libsonnet$|^\.\.\/\.\.\/patterns\/|^\.\.\/\.\.\/\.\.\/schemas\/apps\//.test(file),
      );
    expect(others).toEqual([]);
  });

  it('makes every object out of the same metadata', () => {
    const text = [...sources.values()].join('\n');
    expect(text).toContain("import '../../patterns/metadata.libsonnet'");
  });
});
