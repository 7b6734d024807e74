// What the commands about charts share: the chartfile of the current folder, other repositories, what is told.
import type { Command as Parser } from 'commander';
import type { VendorSettings } from '../../vendoring/vendor.ts';
import { addLogLevelFlag, type LogOptions, tells } from '../flags.ts';
import type { Io } from '../io.ts';

export interface ChartsOptions extends LogOptions {
  readonly repositoryConfig?: string;
}

export function addRepositoryFlag(parser: Parser): void {
  parser.option(
    '--repository-config <file>',
    "use the repositories of this file, as `helm repo add` writes it, instead of the chartfile's",
  );
  addLogLevelFlag(parser);
}

/** Of the current folder. Interrupted, nothing is left behind. */
export function chartsSettings(options: ChartsOptions, io: Io): VendorSettings {
  const { repositoryConfig } = options;
  return {
    folder: process.cwd(),
    ...(repositoryConfig === undefined ? {} : { repositoryConfig }),
    notify: (line) => {
      if (tells(options, 'info')) io.err(`${line}\n`);
    },
    signal: io.interruption(),
  };
}
