// `generate`: brings generated files up to date, or says which ones are not.
import { chartGenerators } from '../../chart/folder.ts';
import { resolveRoot } from '../../environments/project.ts';
import { checkGenerated, schemaGenerators, type Written, writeGenerated } from '../../schema/generate.ts';
import { type Diagnostic, formatDiagnostic } from '../../shared/diagnostics.ts';
import { symbolicPageGenerator } from '../../symbolic/page.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import type { Io } from '../io.ts';
import { printJson } from '../output.ts';

interface Options {
  readonly check?: true;
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '[root]',
  description:
    'Generate what is made from the applications: TypeScript types and the page of values of each schema, and the Helm charts in charts/.',
  examples: [
    ['twinhull generate', 'writes what has changed'],
    ['twinhull generate --check', 'writes nothing; exits with 1 and names the files that are not current'],
  ],
  exitCodes: 'own',
  options: (parser) => {
    parser
      .option('--check', 'only report files that are missing, stale or superfluous')
      .option('--json', 'print as JSON');
  },
  run: async ({ args, options, io }) => {
    const root = resolveRoot(args[0] ?? '.');
    const rows = [...schemaGenerators, symbolicPageGenerator, ...(await chartGenerators(root))];
    if (options.check) return report(await checkGenerated(root, rows), options, io);
    const changed = await writeGenerated(root, rows);
    if (options.json) printJson(io, changed);
    else io.out(describeChanges(changed) || current);
    return 0;
  },
});

function describeChanges({ written, removed }: Written): string {
  return [...written, ...removed.map((file) => `removed: ${file}`)].map((line) => `${line}\n`).join('');
}

const current = 'all generated files are current\n';

function report(findings: readonly Diagnostic[], { json }: Options, io: Io): number {
  if (json) printJson(io, findings);
  else
    io.out(
      findings.length === 0 ? current : findings.map((finding) => `${formatDiagnostic(finding)}\n`).join(''),
    );
  return findings.length === 0 ? 0 : 1;
}
