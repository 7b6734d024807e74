// Scores the comparison against a corpus of renderings.
// Usage: npm run parity:score -- DIR [--places N] [--seed N] [--only ID] [--json]; exit 0 good, 1 not, 2 no corpus.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ownCorpus, readReleases } from './release.ts';
import { isGood, scoreReleases } from './score.ts';
import { formatScore } from './table.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    places: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
});

function main(): number {
  const directory = positionals[0] ?? ownCorpus;
  const releases = existsSync(directory) ? readReleases(directory) : [];
  if (releases.length === 0) {
    process.stderr.write(`${directory} has no directory with a rendered.yaml\n`);
    return 2;
  }
  const [seed, places] = [Number(flags.seed), Number(flags.places)];
  const score = scoreReleases(releases, { seed, places, only: flags.only });
  process.stdout.write(flags.json ? `${JSON.stringify(score, null, 2)}\n` : formatScore(score));
  return isGood(score) ? 0 : 1;
}

process.exitCode = main();
