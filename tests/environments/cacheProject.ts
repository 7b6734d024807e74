// A project whose exports are kept: what it reads can be changed, and the use of what is kept shows.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { fingerprint } from '../../tools/environments/cache/inputs.ts';
import { run } from '../cli/run.ts';

export const main = `function(suffix='')
  local library = import 'library.libsonnet';
  {
    config: library.configMap('config' + suffix, {
      text: importstr 'text.txt',
      bytes: std.toString(importbin 'bytes.bin'),
      stage: std.extVar('stage'),
      tk: (import 'tk').env.metadata.labels.team,
    }),
  }`;

export const library = `{ configMap(name, data): (import 'nested/shape.libsonnet') + { metadata: { name: name }, data: data } }`;

const files: Readonly<Record<string, string>> = {
  'jsonnetfile.json': '{}',
  'environments/a/spec.json': JSON.stringify({
    metadata: { labels: { team: 'web' } },
    spec: { namespace: 'shop' },
  }),
  'environments/a/main.jsonnet': main,
  'environments/a/text.txt': 'first text',
  'environments/a/bytes.bin': 'ab',
  'lib/library.libsonnet': library,
  'lib/nested/shape.libsonnet': "{ apiVersion: 'v1', kind: 'ConfigMap' }",
};

/** What a marked entry gives in place of `kind: ConfigMap`. */
export const kept = 'kind: KeptConfigMap';

export interface KeptProject {
  readonly root: string;
  readonly cache: string;
  readonly write: (file: string, text: string) => void;
  /** Exports into a new folder, and gives all that was written. */
  readonly exportAll: (...words: readonly string[]) => Promise<string>;
  readonly listEntries: () => readonly string[];
  /** Marks what is kept, so that its use shows. */
  readonly markEntries: () => void;
}

export function createKeptProject(): KeptProject {
  const root = mkdtempSync(path.join(tmpdir(), 'twinhull-'));
  const cache = path.join(root, 'cache');
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  const listEntries = (): readonly string[] => {
    const folder = path.join(cache, 'environments');
    return existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
  };
  let exports = 0;
  return {
    ...{ root, cache, write, listEntries },
    exportAll: async (...words) => {
      const out = path.join(root, `out-${exports++}`);
      const given = words.includes('-V') ? words : ['-V', 'stage=dev', ...words];
      const line = ['export', out, 'environments', '-r', '-c', cache, ...given];
      const { exitCode, stderr } = await run(line, { cwd: root });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      return readTree(out);
    },
    markEntries: () => {
      for (const file of listEntries()) {
        const content = readFileSync(file, 'utf8').replace(/^.*\n/, '').replaceAll('kind: ', 'kind: Kept');
        writeFileSync(file, `${fingerprint(content)}\n${content}`);
      }
    },
  };
}

/** All files below a folder, as one text. */
export function readTree(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return entries
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => `# ${name}\n${readFileSync(path.join(folder, name), 'utf8')}`)
    .join('\n');
}
