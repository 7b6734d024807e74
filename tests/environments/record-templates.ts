// Records the names that Tanka gives: `npx tsx tests/environments/record-templates.ts` with tk on PATH.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environment, manifest, recorded, templates } from './templateCases.ts';

const program = 'tk';
const root = mkdtempSync(path.join(tmpdir(), 'tanka-'));
const base = path.join(root, 'environments', 'prod');
const out = path.join(root, 'out');
mkdirSync(base, { recursive: true });
writeFileSync(path.join(root, 'jsonnetfile.json'), '{}');
writeFileSync(path.join(base, 'spec.json'), JSON.stringify(environment));
writeFileSync(path.join(base, 'main.jsonnet'), JSON.stringify(manifest));

/** The `~` in front and behind keep blanks, and make a name of nothing. */
function nameOf(template: string): string | null {
  rmSync(out, { recursive: true, force: true });
  const words = ['export', out, base, '--skip-manifest', '--format', `~${template}~`];
  if (spawnSync(program, words, { cwd: root, encoding: 'utf8' }).status !== 0) return null;
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const [file] = files.map((entry) => path.relative(out, path.join(entry.parentPath, entry.name)));
  return file?.replace(/^~|~\.yaml$/g, '') ?? null;
}

const names = Object.fromEntries(templates.map((template) => [template, nameOf(template)]));
const tanka = 'v0.38.0, built from its sources';
writeFileSync(recorded, `${JSON.stringify({ tanka, names }, undefined, 2)}\n`);
rmSync(root, { recursive: true });
