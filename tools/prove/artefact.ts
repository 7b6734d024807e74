// `equivalence.json` beside a chart: that it was proven, on what, and how far the proof goes. Without times or paths.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listFiles, readTextFile } from '../shared/files.ts';
import type { ChartProof, ProofApp } from './prove.ts';

export const artefactName = 'equivalence.json';

/** The content of the file for a proof that found no difference. */
export async function formatArtefact(app: ProofApp, chartDir: string, proof: ChartProof): Promise<string> {
  const { seed, cases, tallies, coverage } = proof;
  const artefact = {
    app: app.name,
    version: app.chart.version,
    chart: await digestChart(chartDir),
    seed,
    cases,
    helm: tallies.map(({ helm: _, ...tally }) => tally),
    coverage: {
      total: coverage.total,
      exercised: coverage.reached,
      notExercised: coverage.open,
      outOfReach: coverage.excused,
    },
  };
  return `${JSON.stringify(artefact, null, 2)}\n`;
}

/** Whether the file is there, and about the chart that lies beside it. */
export async function checkArtefact(chartDir: string): Promise<'current' | 'missing' | 'stale'> {
  const text = await readTextFile(path.join(chartDir, artefactName));
  if (text === undefined) return 'missing';
  return readDigest(text) === (await digestChart(chartDir)) ? 'current' : 'stale';
}

function readDigest(text: string): unknown {
  try {
    return (JSON.parse(text) as { readonly chart?: unknown } | null)?.chart;
  } catch {
    return undefined;
  }
}

/** A digest of all files of a chart but this one: two charts with the same one are the same chart. */
async function digestChart(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const files = (await listFiles(folder)).filter((file) => file !== artefactName);
  for (const file of files) {
    const content = createHash('sha256').update(await readFile(path.join(folder, file)));
    hash.update(`${file}\n${content.digest('hex')}\n`);
  }
  return `sha256:${hash.digest('hex')}`;
}
