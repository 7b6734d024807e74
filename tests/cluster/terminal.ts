// A command on a terminal of its own, where it can be asked and interrupted as by a person. Needs script of util-linux.
import { spawn } from 'node:child_process';
import { quote } from './hanging.ts';
import { waitFor } from './wait.ts';

export interface TerminalOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ended {
  /** 128 and the signal's number where one ended it. */
  readonly exitCode: number;
  /** All that was on the screen. */
  readonly screen: string;
}

export interface Terminal {
  /** Resolves when the text has appeared. */
  readonly shows: (text: string | RegExp, timeout?: number) => Promise<void>;
  /** Types a line. */
  readonly type: (line: string) => void;
  /** Presses Ctrl-C: the terminal sends SIGINT to all that runs in it. */
  readonly interrupt: () => void;
  readonly ended: Promise<Ended>;
}

/** Runs a command, whose first word is the program, until it ends. */
export function openTerminal(command: readonly string[], { cwd, env }: TerminalOptions = {}): Terminal {
  const line = `exec ${command.map(quote).join(' ')}`;
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, SHELL: '/bin/sh', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let screen = '';
  child.stdout.on('data', (chunk: Buffer) => {
    screen += chunk.toString();
  });
  // What ends while somebody types does not read the rest.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ exitCode: code ?? -1, screen }));
  });
  const isShown = (text: string | RegExp): boolean =>
    typeof text === 'string' ? screen.includes(text) : text.test(screen);
  return {
    shows: async (text, timeout) => void (await waitFor(`${text}`, async () => isShown(text), timeout)),
    type: (typed) => void child.stdin.write(`${typed}\n`),
    interrupt: () => void child.stdin.write('\x03'),
    ended,
  };
}
