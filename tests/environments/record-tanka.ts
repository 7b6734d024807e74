// Records Tanka's answers to tankaCases.ts: `npx tsx tests/environments/record-tanka.ts` with tk, helm and kustomize on PATH;
// with names of cases only those.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cases, fixtures, projectFolder, type TankaCase } from './tankaCases.ts';

const tanka = 'tk';
const goTool = 'go';
const store = path.join(fixtures, 'tanka');

function record(test: TankaCase): void {
  const out = path.join(mkdtempSync(path.join(tmpdir(), 'tanka-')), 'out');
  const redirect = test.words.includes('show') ? ['--dangerous-allow-redirect'] : [];
  const words = [...test.words.map((word) => (word === '<out>' ? out : word)), ...redirect];
  const result = spawnSync(tanka, words, { cwd: projectFolder(test), encoding: 'utf8' });
  if (result.status !== test.exitCode) throw new Error(`${test.name}: ${result.stderr}`);
  if (test.told) writeFileSync(path.join(store, `${test.name}.stderr.txt`), result.stderr);
  if (existsSync(out)) cpSync(out, path.join(store, test.name), { recursive: true });
  else writeFileSync(path.join(store, `${test.name}.txt`), result.stdout.replaceAll(fixtures, '<fixtures>/'));
}

const names = process.argv.slice(2);
if (names.length > 0) {
  for (const test of cases.filter(({ name }) => names.includes(name))) record(test);
  process.exit();
}
rmSync(store, { recursive: true, force: true });
mkdirSync(store, { recursive: true });
for (const test of cases) record(test);
/** Programs built by Go know their module's version better than `--version` does. */
const versions = [tanka, 'helm', 'kustomize'].map((program) => {
  const file = spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim();
  const { stdout } = spawnSync(goTool, ['version', '-m', file], { encoding: 'utf8' });
  const [, module, version] = /^\tmod\t(\S+)\t(\S+)/m.exec(stdout) ?? [];
  return `${program}: ${module} ${version === '(devel)' ? 'v0.38.0, built from its sources' : version}\n`;
});
writeFileSync(path.join(store, 'RECORDED-WITH.txt'), versions.join(''));
