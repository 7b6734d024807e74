// A kubectl that hangs in some of its commands, and is the real one in all others.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../tools/process/find.ts';

export interface HangingOptions {
  /** An existing directory, for the program and its record. */
  readonly directory: string;
  /** Words that make it hang, wherever among the arguments they are: `apply`. */
  readonly words: readonly string[];
  /** It does not end when it is asked to: only SIGKILL ends it. */
  readonly stubborn?: boolean;
}

export interface HangingKubectl {
  /** The program; give it as TANKA_KUBECTL_PATH. */
  readonly path: string;
  /** The processes that hung so far, also those that were ended. */
  readonly processes: () => readonly number[];
}

/** Makes the program. */
export async function makeHangingKubectl(options: HangingOptions): Promise<HangingKubectl> {
  const { directory, words, stubborn = false } = options;
  const real = await findProgram('kubectl');
  const folder = join(directory, `hanging-${words.join('-')}${stubborn ? '-stubborn' : ''}`);
  mkdirSync(folder, { recursive: true });
  const [path, record] = [join(folder, 'kubectl'), join(folder, 'processes')];
  const script = [
    '#!/bin/sh',
    `for word in "$@"; do case "$word" in ${words.join('|')})`,
    `  echo $$ >> ${quote(record)}`,
    ...(stubborn ? ["  trap '' HUP INT TERM"] : []),
    '  exec sleep 600;;',
    'esac; done',
    `exec ${quote(real.path)} "$@"`,
  ];
  writeFileSync(path, `${script.join('\n')}\n`, { mode: 0o755 });
  return {
    path,
    processes: () => (existsSync(record) ? readFileSync(record, 'utf8').trim().split('\n').map(Number) : []),
  };
}

/** Whether there is such a process. */
export function isRunning(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}

/** A word that a shell takes as it is. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
