// `verify`: the main job, with one table at the end.
import { resolveRoot } from '../../environments/project.ts';
import { defaultKubernetesVersion } from '../../validate/validate.ts';
import type { Row, Status } from '../../verify/row.ts';
import { exitCodeOf, verify } from '../../verify/verify.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { type Color, createProgress, paint, printJson, printTable } from '../output.ts';

interface Options {
  readonly json?: true;
  readonly kubernetesVersion: string;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '[path...]',
  description:
    'Check everything: environments evaluate to the same objects in both engines, their manifests are valid, schemas and values agree, generated files are current.',
  examples: [
    ['twinhull verify', 'all environments below environments/'],
    ['twinhull verify environments/dispatch --json', 'some of them, for another program'],
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
  },
  run: async ({ args, options, io }) => {
    const paths = args.length > 0 ? args : ['environments'];
    const progress = createProgress(io);
    const rows: Row[] = [];
    const root = resolveRoot(paths[0] as string);
    for await (const row of verify({ root, paths, kubernetesVersion: options.kubernetesVersion })) {
      rows.push(row);
      progress.show(`${rows.length} checked: ${row.check} ${row.subject}`);
    }
    progress.clear();
    if (options.json) printJson(io, rows);
    else printRows(rows, io);
    return exitCodeOf(rows);
  },
});

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
