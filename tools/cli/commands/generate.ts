// `generate`: brings generated files up to date, or says which ones are not.
import { resolveRoot } from '../../environments/project.ts';
import { checkGenerated, generatedFiles, writeGenerated } from '../../schema/generate.ts';
import { formatDiagnostic } from '../../shared/diagnostics.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { printJson } from '../output.ts';

interface Options {
  readonly check?: true;
  readonly json?: true;
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '[root]',
  description:
    'Generate what is made from the values schemas: TypeScript types and the page of values of each application.',
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
    if (options.check) {
      const findings = await checkGenerated(root);
      if (options.json) printJson(io, findings);
      else for (const finding of findings) io.out(`${formatDiagnostic(finding)}\n`);
      return findings.length === 0 ? 0 : 1;
    }
    const changed = await writeGenerated(root);
    const total = (await generatedFiles(root)).length;
    if (options.json) printJson(io, changed);
    else
      io.out(
        `${changed.map((file) => `${file}\n`).join('')}${total} generated files, ${changed.length} changed\n`,
      );
    return 0;
  },
});
