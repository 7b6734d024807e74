// Records what Tanka leaves behind: `npx tsx tests/environments/record-exports.ts` with tk on PATH.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTree } from '../tree.ts';
import { type ExportCase, exportCases, type Left, recordedExports, wordsOf } from './exportCases.ts';
import { fixtures } from './tankaCases.ts';

const program = 'tk';

function record({ project, lines }: ExportCase): Left {
  const folder = mkdtempSync(path.join(tmpdir(), 'tanka-'));
  const places = { out: path.join(folder, 'out'), cache: path.join(folder, 'cache') };
  const cwd = path.join(fixtures, 'projects', project);
  const exitCodes = lines.map((line) => spawnSync(program, wordsOf(line, places), { cwd }).status ?? -1);
  return { exitCodes, files: readTree(places.out) };
}

const exports = Object.fromEntries(Object.entries(exportCases).map(([name, test]) => [name, record(test)]));
const tanka = 'v0.38.0, built from its sources';
writeFileSync(recordedExports, `${JSON.stringify({ tanka, exports }, undefined, 2)}\n`);
