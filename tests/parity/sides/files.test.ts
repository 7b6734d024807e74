// Sides that are written down: files, standard input, folders; and what is wrong with hostile ones.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { readSide } from '../../../tools/parity/sides/index.ts';
import { createFolder, failureOf, fixture, listObjects } from './read.ts';

function writeText(text: string, name = 'side.yaml'): string {
  const file = path.join(createFolder(), name);
  writeFileSync(file, text);
  return file;
}

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

describe('a file', () => {
  it('gives its documents with their lines, and the hash of its bytes', async () => {
    const file = fixture('manifests', 'b.yaml');
    const side = await readSide(file, {});
    expect(listObjects(side)).toEqual(['ConfigMap first', 'Service second']);
    expect(side.objects.map(({ source, span }) => [source, span?.line])).toEqual([
      [file, 2],
      [file, 10],
    ]);
    expect(side).toMatchObject({
      label: file,
      missing: [],
      digest: createHash('sha256').update(readFileSync(file)).digest('hex'),
    });
  });

  it('may be JSON, and a List stays one', async () => {
    const side = await readSide(`file:${fixture('manifests', 'deeper', 'a.json')}`, {});
    expect(side.objects.map(({ manifest }) => manifest.kind)).toEqual(['List']);
  });

  it('may have a name that means something elsewhere', async () => {
    const folder = createFolder();
    for (const name of ['a#b.yaml', '$(id).yaml', '-n.yaml', 'a\nb.yaml', "it's: {x}.yaml"]) {
      copyFileSync(fixture('built', 'config.yaml'), path.join(folder, name));
      expect(listObjects(await readSide(path.join(folder, name), {}))).toEqual(['ConfigMap config']);
    }
  });

  it('may be empty', async () => {
    expect(await readSide(writeText('# nothing\n---\n---\n'), {})).toMatchObject({
      objects: [],
      missing: [],
    });
  });

  it('must exist', async () => {
    expect(await failureOf('file:nowhere.yaml')).toMatchObject({ code: 'side-unknown' });
    expect(await failureOf(`${fixture('manifests')}\0.yaml`)).toMatchObject({ code: 'side-unknown' });
  });

  it('cannot be a folder', async () => {
    expect(await failureOf(`file:${fixture('manifests')}`)).toMatchObject({ code: 'file-read' });
  });
});

describe('standard input', () => {
  it('is asked for with a dash or a prefix', async () => {
    for (const name of ['-', 'stdin:']) {
      const side = await readSide(name, { input: async () => config });
      expect(side).toMatchObject({ label: name, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
      expect(side.objects).toMatchObject([{ source: 'standard input', span: { line: 1, column: 1 } }]);
    }
  });

  it('has to be there', async () => {
    expect(await failureOf('-')).toMatchObject({ code: 'side-unknown' });
  });
});

describe('a folder', () => {
  it('is read with all folders below, sorted, without hidden files and other kinds of files', async () => {
    const folder = fixture('manifests');
    const side = await readSide(folder, {});
    expect(side.objects.map(({ source, manifest }) => [source, manifest.kind])).toEqual([
      [path.join(folder, 'b.yaml'), 'ConfigMap'],
      [path.join(folder, 'b.yaml'), 'Service'],
      [path.join(folder, 'deeper/a.json'), 'List'],
    ]);
    expect(await readSide(`dir:${folder}`, {})).toEqual({ ...side, label: `dir:${folder}` });
  });

  it('with a kustomization is built', async () => {
    const side = await readSide(fixture('built'), {});
    expect(listObjects(side)).toEqual(['ConfigMap notes/config', 'ConfigMap notes/generated']);
  });

  it('with a kustomization cannot be read as a folder of manifests', async () => {
    const { code, text } = await failureOf(`dir:${fixture('built')}`);
    expect(code).toBe('side-unknown');
    expect(text).toContain(`kustomize:${fixture('built')}`);
  });

  it('must have manifests', async () => {
    expect(await failureOf(createFolder())).toMatchObject({ code: 'side-unknown' });
  });
});

describe('a kustomization', () => {
  it('that cannot be built says why', async () => {
    const folder = createFolder();
    writeFileSync(path.join(folder, 'kustomization.yaml'), 'resources: [gone.yaml]\n');
    const { code, text } = await failureOf(folder);
    expect(code).toBe('kustomize-failed');
    expect(text).toContain('gone.yaml');
  });

  it('may use files from anywhere in its checkout', async () => {
    const folder = createFolder();
    execaSync('git', ['init', '--quiet'], { cwd: folder });
    mkdirSync(path.join(folder, 'inside'));
    writeFileSync(path.join(folder, 'outside.yaml'), config);
    writeFileSync(path.join(folder, 'inside', 'kustomization.yaml'), 'resources: [../outside.yaml]\n');
    expect(listObjects(await readSide(path.join(folder, 'inside'), {}))).toEqual(['ConfigMap a']);
  });

  it('does not reach files outside of its folder, nor the network', async () => {
    const folder = createFolder();
    mkdirSync(path.join(folder, 'inside'));
    const outside = path.join(folder, 'outside.yaml');
    writeFileSync(outside, config);
    symlinkSync(outside, path.join(folder, 'inside', 'link.yaml'));
    for (const resource of [
      '../outside.yaml',
      'link.yaml',
      'https://example.org/a.yaml',
      'ssh://git@example.org/a',
    ]) {
      writeFileSync(
        path.join(folder, 'inside', 'kustomization.yaml'),
        JSON.stringify({ resources: [resource] }),
      );
      expect(await failureOf(path.join(folder, 'inside'))).toMatchObject({ code: 'kustomize-failed' });
    }
  });
});

describe('a document', () => {
  it.each([
    ['a text', '- 1\n', 'it is no map'],
    ['without kind', 'apiVersion: v1\nmetadata: { name: a }\n', 'it has no kind'],
    ['with neither', 'metadata: { name: a }\n', 'it has no apiVersion and no kind'],
    ['with a number for a kind', 'apiVersion: v1\nkind: 5\n', 'it has no kind'],
    ['without name', 'apiVersion: v1\nkind: Pod\nmetadata: {}\n', 'a Pod without metadata.name'],
  ])('%s is refused with its file and line', async (_, text, problem) => {
    const file = writeText(`${config}---\n${text}`);
    expect(await failureOf(file)).toEqual({
      code: 'manifest-malformed',
      text: expect.stringContaining(
        `${file}:5:1: error: the document is no Kubernetes object: ${problem} [manifest-`,
      ),
    });
  });

  it('may have a generated name', async () => {
    const side = await readSide(writeText('apiVersion: v1\nkind: Pod\nmetadata: { generateName: a- }\n'), {});
    expect(side.objects).toHaveLength(1);
  });
});

describe('hostile input is refused within seconds', () => {
  it.each([
    ['yaml-duplicate-key', `${config}kind: Secret\n`],
    ['yaml-syntax', '{ "apiVersion": \n'],
    ['yaml-character', '\u0000\u0001'],
    ['yaml-too-deep', `a: ${'['.repeat(100_000)}`],
    ['yaml-aliases', bomb()],
  ])(
    '%s',
    async (code, text) => {
      expect(await failureOf(writeText(text))).toMatchObject({ code });
    },
    5_000,
  );

  it('100 MB', async () => {
    const line = `a: ${'x'.repeat(96)}\n`;
    expect(await failureOf(writeText(line.repeat(1_000_000)))).toMatchObject({ code: 'yaml-too-large' });
  }, 15_000);

  it('a file without end', async () => {
    expect(await failureOf('/dev/zero')).toMatchObject({ code: 'file-read' });
  }, 15_000);
});

/** Nine levels of nine aliases each. */
function bomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level}, `.repeat(9)}]`,
  );
  return ['l0: &l0 x', ...levels, ''].join('\n');
}
