// Records Tanka's answers to cases.ts: `npx tsx tests/vendoring/record-tanka.ts` with tk on PATH.

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { findProgram } from '../../tools/process/find.ts';
import { cases, recorded, recordOf } from './cases.ts';
import { createPackages, serveRepository } from './repository.ts';

const tanka = 'tk';
const goTool = 'go';
const served = await serveRepository(await createPackages());
const helm = (await findProgram('helm3')).path;
rmSync(recorded, { recursive: true, force: true });
for (const test of cases) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tanka-'));
  if (test.chartfile)
    writeFileSync(path.join(folder, 'chartfile.yaml'), test.chartfile.replace('URL', served.url));
  const words = ['tool', 'charts', ...test.words];
  const { stdout } = await execa(tanka, words, {
    cwd: folder,
    env: { TANKA_HELM_PATH: helm },
    stripFinalNewline: false,
  });
  mkdirSync(recordOf(test), { recursive: true });
  writeFileSync(path.join(recordOf(test), 'stdout.txt'), stdout.replaceAll(served.url, 'URL'));
  if (test.chartfile) rmSync(path.join(folder, 'chartfile.yaml'));
  cpSync(folder, path.join(recordOf(test), 'files'), { recursive: true });
}
served.close();
const { stdout } = await execa(goTool, ['version', '-m', (await execa('which', [tanka])).stdout]);
const [, module, version] = /^\tmod\t(\S+)\t(\S+)/m.exec(stdout) ?? [];
const built = version === '(devel)' ? 'v0.38.0, built from its sources' : version;
writeFileSync(path.join(recorded, 'RECORDED-WITH.txt'), `tk: ${module} ${built}\nhelm: 3.17.3\n`);
