// What the help of a command says about its flags, Tanka's and ours.
import path from 'node:path';
import { repository } from './page.ts';

/** Written by record-tanka-help.ts. */
export const tankaHelpFile: string = path.join(repository, 'tests/fixtures/docs/tanka-help.json');

export interface TankaHelp {
  readonly recordedWith: string;
  /** By name; '' is the program itself. */
  readonly commands: Readonly<Record<string, TankaCommand>>;
}

export interface TankaCommand {
  readonly flags: readonly string[];
  /** Accepted without being in the help. */
  readonly hidden: readonly string[];
}

/** `-h` and `--help` of lines such as `  -h, --help   show this help`, which both programs print. */
export function listFlags(help: string): readonly string[] {
  const lines = help.matchAll(/^ {2,6}(?:(-\w), )?(--[a-z][\w-]*)/gm);
  return [...lines].flatMap(([, short, long = '']) => (short ? [short, long] : [long])).sort();
}
