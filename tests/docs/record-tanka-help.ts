// Records which commands and flags Tanka has: `npx tsx tests/docs/record-tanka-help.ts` with tk on PATH.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { listFlags, type TankaHelp, tankaHelpFile } from './help.ts';

const tanka = 'tk';

/** Tanka prints its help as a log line on standard error. */
function ask(words: readonly string[]): string {
  const { stdout, stderr } = spawnSync(tanka, words, { encoding: 'utf8' });
  return stdout + stderr;
}

function listCommands(words: readonly string[] = []): readonly (readonly string[])[] {
  const help = ask([...words, '--help']);
  const [, list = ''] = /^Available Commands:\n((?: {2}.*\n)+)/m.exec(help) ?? [];
  const names = [...list.matchAll(/^ {2}(\S+)/gm)].map(([, name = '']) => name);
  return [words, ...names.flatMap((name) => listCommands([...words, name]))];
}

/** Flags that are deprecated, and so in no help: a made-up one would be unknown. */
function listHidden(words: readonly string[], flags: readonly string[]): readonly string[] {
  const all = [...new Set(Object.values(shown).flat())].filter((flag) => !flags.includes(flag));
  const candidates = [...all, '--dangerous-auto-approve', '--merge', '--name'];
  const isKnown = (flag: string): boolean =>
    !/unknown (?:shorthand )?flag/.test(ask([...words, flag, '--help']));
  return [...new Set(candidates)].filter((flag) => !flags.includes(flag) && isKnown(flag)).sort();
}

const found = listCommands();
const shown = Object.fromEntries(
  found.map((words) => [words.join(' '), listFlags(ask([...words, '--help']))]),
);
const help: TankaHelp = {
  recordedWith: `${/tk version \S+/.exec(ask(['--version']))?.[0]}, built from its sources`,
  commands: Object.fromEntries(
    found.map((words) => {
      const flags = shown[words.join(' ')] ?? [];
      return [words.join(' '), { flags, hidden: listHidden(words, flags) }];
    }),
  ),
};
mkdirSync(path.dirname(tankaHelpFile), { recursive: true });
writeFileSync(tankaHelpFile, `${JSON.stringify(help, null, 2)}\n`);
