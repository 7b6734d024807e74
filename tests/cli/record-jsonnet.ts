// Records go-jsonnet's outcomes of jsonnetCases.ts: `npx tsx tests/cli/record-jsonnet.ts PROGRAM`.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cases } from './jsonnetCases.ts';
import { createFolder, describeOutcome, store, work } from './jsonnetOutcome.ts';

const [, , program = 'jsonnet'] = process.argv;

const outcomes = cases.map(({ words, input = '' }) => {
  const out = createFolder();
  const { status, stdout, stderr } = spawnSync(
    program,
    words.map((word) => word.replace('<out>', out)),
    { cwd: work, input, encoding: 'utf8' },
  );
  return describeOutcome({ exitCode: status ?? -1, stdout, stderr }, out);
});
const { stdout: version } = spawnSync(program, ['--version'], { encoding: 'utf8' });
writeFileSync(store, `${JSON.stringify({ recordedWith: version.trim(), outcomes }, undefined, 2)}\n`);
