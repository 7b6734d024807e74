// Records what another Jsonnet program prints for the language fixtures. Usage: npx tsx tests/jsonnet/language/record.ts PROGRAM
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import type { External } from '../../../tools/jsonnet/index.ts';
import { type Arguments, listCases, readArguments, readPrograms, root } from './fixtures.ts';

interface Printed {
  readonly failed: boolean;
  readonly text: string;
}

function run(program: string, args: readonly string[], folder: string): Printed {
  const { failed, stdout, stderr } = execaSync(program, args, {
    cwd: folder,
    reject: false,
    stripFinalNewline: false,
  });
  return { failed, text: failed ? cleanError(stderr) : stdout };
}

/** The text of an error without what cannot be the same: trace lines inside a library that is written in Jsonnet. */
function cleanError(printed: string): string {
  // The program ends the text in one newline more than the error has.
  return printed.slice(0, -1).replaceAll(/^\t<std>:.*\n/gm, '');
}

function flags({ extVars = {}, tlas = {}, paths = [], maxStack }: Arguments): string[] {
  return [
    ...externals('ext', extVars),
    ...externals('tla', tlas),
    // Of several directories the right-most wins there.
    ...paths.toReversed().flatMap((path) => ['-J', path]),
    ...(maxStack === undefined ? [] : ['-s', String(maxStack)]),
  ];
}

function externals(kind: 'ext' | 'tla', values: Readonly<Record<string, External>>): string[] {
  return Object.entries(values).flatMap(([name, { kind: form, value }]) => [
    form === 'string' ? `--${kind}-str` : `--${kind}-code`,
    `${name}=${value}`,
  ]);
}

function recordCase(program: string, name: string): void {
  const folder = join(root, name);
  const { failed, text } = run(program, [...flags(readArguments(name)), 'input.jsonnet'], folder);
  for (const file of ['expected.json', 'expected.txt']) rmSync(join(folder, file), { force: true });
  writeFileSync(join(folder, failed ? 'expected.txt' : 'expected.json'), text);
}

function recordPrograms(program: string, name: string): void {
  const folder = join(root, name);
  const programs = Object.fromEntries(
    Object.keys(readPrograms(name)).map((text) => [text, run(program, ['-e', '--', text], folder).text]),
  );
  writeFileSync(join(folder, 'programs.json'), `${JSON.stringify(programs, undefined, 2)}\n`);
}

function main(program: string | undefined): void {
  if (program === undefined) throw new Error('usage: record.ts PROGRAM');
  for (const name of listCases('input.jsonnet')) recordCase(program, name);
  for (const name of listCases('programs.json')) recordPrograms(program, name);
}

main(process.argv[2]);
