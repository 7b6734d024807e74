// How `chart prove` shows a proof, and where it leaves the values that show a difference.
import type { Coverage } from '../../prove/coverage/ledger.ts';
import type { Failure } from '../../prove/failures.ts';
import type { ChartProof, Proof, Tally } from '../../prove/prove.ts';
import { formatCommand, formatFailingValues } from '../../prove/reproduce.ts';
import { countOf } from '../../schema/wording.ts';
import { writeScratch } from '../../shared/scratch.ts';
import type { Io } from '../io.ts';
import { paint, printTable } from '../output.ts';

/** A failure with what a person needs to see it again. */
export interface SavedFailure extends Failure {
  readonly file: string;
  readonly command: string;
  readonly text: string;
}

export interface Saving {
  readonly app: string;
  readonly seed: number;
  /** The chart's folder, if it was named. */
  readonly chart: string | undefined;
}

/** Writes the values of each failure to a file below the current folder. Fails with ToolError `file-write`. */
export async function saveFailures(
  proof: Proof,
  { app, seed, chart }: Saving,
): Promise<readonly SavedFailure[]> {
  const name = (failure: Failure): string =>
    'seed' in proof ? `${app}-seed${seed}-case${failure.index}` : `${app}-given`;
  return Promise.all(
    proof.failures.map(async (failure) => {
      const text = formatFailingValues(failure.request.values);
      const file = await writeScratch('', `prove/${name(failure)}-${failure.helm}.yaml`, text);
      return { ...failure, file, text, command: formatCommand(failure, { app, file, chartDir: chart }) };
    }),
  );
}

export interface Shown {
  readonly app: string;
  readonly proof: Proof | ChartProof;
  readonly failures: readonly SavedFailure[];
}

/** The table, then what was not exercised, then each difference. */
export function printProof({ app, proof, failures }: Shown, io: Io): void {
  printTable(
    io,
    ['HELM', 'EQUAL', 'REFUSED BY BOTH', 'DIFFERENT'],
    proof.tallies.map((tally) => rowOf(tally, io)),
  );
  if ('seed' in proof) {
    const { seed, cases, coverage } = proof;
    io.out(`\n${countOf(cases, 'case')}, seed ${seed}; ${coverage.reached} of ${coverage.total} exercised\n`);
    printCoverage(app, coverage, io);
  }
  for (const failure of failures) printFailure(failure, proof, io);
}

function rowOf(
  { version, equal, refusedBySchema, refusedByAssert, different }: Tally,
  io: Io,
): readonly string[] {
  const refused = `${refusedBySchema} by the schema, ${refusedByAssert} by an assert`;
  return [version, String(equal), refused, paint(io, different === 0 ? 'green' : 'red', String(different))];
}

function printCoverage(app: string, { open, excused, wrongExcuses }: Coverage, io: Io): void {
  const list = (heading: string, lines: readonly string[]): void => {
    if (lines.length > 0) io.out(`\n${heading}\n${lines.map((line) => `  ${line}\n`).join('')}`);
  };
  const source = `lib/apps/${app}/unreached.json`;
  list(paint(io, 'yellow', 'not exercised'), open);
  list(
    `out of reach, says ${source}`,
    excused.map(({ id, reason }) => `${id} (${reason})`),
  );
  list(
    paint(io, 'red', `wrong in ${source}`),
    wrongExcuses.map(({ id, problem }) => `${id}: ${problem}`),
  );
}

function printFailure(failure: SavedFailure, proof: Proof, io: Io): void {
  const { helm, index, occurrences, difference, text, command } = failure;
  const version = proof.tallies.find((tally) => tally.helm === helm)?.version;
  const origin = 'seed' in proof ? `, first in case ${index}, in ${countOf(occurrences, 'case')}` : '';
  const indent = (lines: string): string => lines.trimEnd().replaceAll(/^(?=.)/gm, '    ');
  io.out(`\n${paint(io, 'red', 'different')} under Helm ${version}${origin}\n`);
  io.out(`${difference.details.map((line) => indent(line).slice(2)).join('\n')}\n`);
  io.out(`  with these values\n${indent(text)}\n  again by\n    ${command}\n`);
}
