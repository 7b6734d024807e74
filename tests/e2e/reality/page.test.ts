// docs/parity-reality.md tells about the mutations and limits that there are. Only npm run e2e:full can write it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listMutations } from '../../parity/corpus/mutations/index.ts';
import { ownCorpus, readReleases } from '../../parity/corpus/release.ts';
import { drawAll, drawSample, planTrials } from './draw.ts';
import { limits } from './limits.ts';
import { defaultSeed, kindTitles, pageFile } from './page.ts';
import { mutationKinds } from './score.ts';

const page = readFileSync(pageFile, 'utf8');
const corpus = { releases: readReleases(ownCorpus), mutations: listMutations() };
const draws = drawAll(corpus, defaultSeed);

/** The cells of the rows below a heading, without the head of the table. */
function rowsBelow(title: string): readonly (readonly string[])[] {
  const [, section = ''] = page.split(`\n## ${title}\n`);
  const [text = ''] = section.split('\n## ');
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  return rows.slice(2).map((row) => row.slice(2, -2).split(/ (?<!\\)\| /));
}

describe('docs/parity-reality.md', () => {
  it.each(mutationKinds)('lists what is tried of the kind %s', (kind) => {
    const drawn = draws.filter(({ mutation }) => mutation.kind === kind);
    const expected = drawn.map(({ mutation, release }) => [`\`${mutation.id}\``, release.id]);
    expect(rowsBelow(kindTitles[kind]).map(([id, , release]) => [id, release])).toEqual(expected);
  });

  it('lists the limits', () => {
    const listed = rowsBelow('Limits').map(([id, , reason]) => [id, reason]);
    expect(listed).toEqual(limits.map(({ id, reason }) => [id, reason]));
  });

  it('tells of no missed refusal, no missed restart and no other mistake', () => {
    const counts = [...page.matchAll(/^\| (?:said to|said not|created,|none made).* \| (\d+) \|$/gm)].map(
      ([, count]) => count,
    );
    expect(counts).toEqual(['0', '0', '0', '0', '0', '0']);
  });
});

describe('the pairs', () => {
  it('are sixty in a sample, of all three kinds and mostly dangerous', () => {
    const sample = drawSample(corpus, defaultSeed);
    const counts = mutationKinds.map(
      (kind) => sample.filter(({ mutation }) => mutation.kind === kind).length,
    );
    expect(counts).toEqual([36, 12, 12]);
  });

  it('are the same for the same seed, and others for another', () => {
    const wheres = (seed: number) =>
      planTrials(drawSample(corpus, seed), seed).map(({ change }) => change.where);
    expect(wheres(7)).toEqual(wheres(7));
    expect(wheres(7)).not.toEqual(wheres(8));
  });
});
