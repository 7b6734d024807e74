// Long output goes through the pager that the user has chosen, as with git and tk.
import { spawnSync } from 'node:child_process';
import type { Io } from './io.ts';

const defaultPager = 'less --RAW-CONTROL-CHARS --quit-if-one-screen --no-init';

/** Whether a pager has shown the text: TANKA_PAGER, else PAGER, else less; an empty value means none. */
export function showInPager(
  text: string,
  { env, terminal }: { readonly env: Io['env']; readonly terminal: boolean },
): boolean {
  const pager = env.TANKA_PAGER ?? env.PAGER ?? defaultPager;
  const [program, ...args] = splitWords(pager);
  if (!terminal || program === undefined) return false;
  const { error } = spawnSync(program, args, { input: text, stdio: ['pipe', 'inherit', 'inherit'] });
  return error === undefined;
}

/** Words are separated by blanks; quotes keep blanks together. No shell sees them. */
function splitWords(command: string): readonly string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/["']/g, ''));
}
