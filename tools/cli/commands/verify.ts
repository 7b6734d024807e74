// `verify`: the main job, with one table at the end.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { resolveRoot } from '../../environments/project.ts';
import { defaultKubernetesVersion } from '../../validate/schemas.ts';
import type { Row, Status } from '../../verify/row.ts';
import { exitCodeOf, verify } from '../../verify/verify.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addExternalFlags, type JsonnetOptions, sessionOptions } from '../flags.ts';
import type { Io } from '../io.ts';
import { type Color, createProgress, paint, printJson, printTable } from '../output.ts';

interface Options extends JsonnetOptions {
  readonly json?: true;
  readonly kubernetesVersion: string;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '[path...]',
  description:
    'Check everything: environments evaluate to the same objects in both engines, their manifests are valid, schemas and values agree, generated files are current, charts render what the environments do under Helm 3 and 4, and environments differ from the baseline of their parity.yaml only as explained. Exits with 1 when something is wrong, with 2 when something could not be checked.',
  examples: [
    ['twinhull verify', 'all environments below environments/'],
    ['twinhull verify environments/dispatch --json', 'some of them, for another program'],
    ['twinhull verify -V stage=test', 'with an external variable that they need'],
  ],
  exitCodes: 'own',
  options: (parser) => {
    parser
      .option('--json', 'print the rows as JSON')
      .option(
        '--kubernetes-version <version>',
        'whose schemas manifests must satisfy',
        defaultKubernetesVersion,
      );
    addExternalFlags(parser);
  },
  run: async ({ args, options, io }) => {
    const root = resolveRoot(args[0] ?? '.');
    const paths = args.length > 0 ? args : listDefaultPaths(root);
    const session = sessionOptions(options);
    const progress = createProgress(io);
    const rows: Row[] = [];
    const { kubernetesVersion } = options;
    const today = new Date().toISOString().slice(0, 10);
    const scope = { root, paths, kubernetesVersion, session, today, onProgress: progress.show };
    for await (const row of verify(scope)) {
      rows.push(row);
      progress.show(`${rows.length} checked: ${row.check} ${row.subject}`);
    }
    progress.clear();
    if (options.json) printJson(io, rows);
    else printRows(rows, io);
    return exitCodeOf(rows);
  },
});

/** A project may have charts only. */
function listDefaultPaths(root: string): readonly string[] {
  const folder = path.join(root, 'environments');
  return existsSync(folder) ? [folder] : [];
}

const marks: Readonly<Record<Status, readonly [text: string, color: Color]>> = {
  ok: ['ok', 'green'],
  failed: ['failed', 'red'],
  incomparable: ['not comparable', 'yellow'],
  blocked: ['could not run', 'red'],
};

function printRows(rows: readonly Row[], io: Io): void {
  const cells = rows.map(({ check, subject, status, detail }) => {
    const [text, color] = marks[status];
    return [check, subject, paint(io, color, text), detail];
  });
  printTable(io, ['CHECK', 'SUBJECT', 'RESULT', ''], cells);
  for (const { check, subject, findings } of rows) {
    for (const finding of findings) io.out(`\n${check} ${subject}\n  ${finding.replaceAll('\n', '\n  ')}\n`);
  }
}
