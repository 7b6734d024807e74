// `parity accept`: the findings of now become entries of parity.yaml that wait for their reasons.
import { acceptFindings } from '../../parity/exceptions/accept.ts';
import { runParity } from '../../parity/run.ts';
import { countOf } from '../../schema/wording.ts';
import { formatDiagnostic } from '../../shared/diagnostics.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { misuse } from '../flags.ts';
import { addParityFlags, type ParityOptions, readParityRequest } from './parityFlags.ts';

export const command: AnyCommand = defineCommand<ParityOptions>({
  arguments: '<side...>',
  description:
    'Add every finding that nothing explains to parity.yaml, each with an empty reason. The comparison passes only when somebody has filled in why the difference is wanted; what is not wanted should be deleted again, and mended.',
  examples: [
    ['twinhull parity accept environments/dispatch/home-ops', 'into the parity.yaml beside the environment'],
    ['twinhull parity accept old.yaml new.yaml --file parity.yaml', 'of two sides, into a file'],
  ],
  exitCodes: 'own',
  options: addParityFlags,
  run: async ({ args, options, io }) => {
    const { report, file, diagnostics } = await runParity({
      ...readParityRequest(args, options, io),
      createsFile: true,
    });
    if (file === undefined) throw misuse('two sides need --file, which names the file that is added to');
    const open = report.objects.flatMap(({ findings }) => findings).filter(({ explained }) => !explained);
    // A finding whose entry waits for something already is not added twice.
    const stale = new Set(
      diagnostics.filter(({ code }) => code === 'exception-stale').map(({ args }) => args.number),
    );
    const waiting = new Set(
      file.exceptions.filter(({ number }) => !stale.has(String(number))).map(nameEntry),
    );
    const fresh = open.filter(
      ({ code, object, path }) =>
        !waiting.has(nameEntry({ code, resource: `${object.kind}/${object.name}`, path })),
    );
    await acceptFindings(file.file, fresh);
    for (const diagnostic of diagnostics) io.err(`${formatDiagnostic(diagnostic)}\n`);
    io.err(`${countOf(fresh.length, 'exception')} added to ${file.file}, each without its reason\n`);
    return 0;
  },
});

interface Named {
  readonly code?: string;
  readonly resource: string;
  readonly path: string;
}

function nameEntry({ code = '', resource, path }: Named): string {
  return JSON.stringify([code, resource, path]);
}
