// Programs called `twinhull-NAME` or `tk-NAME` on PATH are commands, as long as no command here has the name.
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { isExecutable } from 'kubeconform-bin/install';
import { ToolError } from '../shared/diagnostics.ts';
import { compareStrings } from '../shared/order.ts';
import { isOwnWord } from './find.ts';
import type { Io } from './io.ts';

export interface Plugin {
  /** What is typed behind `twinhull`. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
}

/** The more important one first. */
const prefixes = ['twinhull-', 'tk-'];
const namePattern = /^[A-Za-z0-9][\w.-]*$/;

/** All plugins, by name. */
export function listPlugins(env: Io['env']): readonly Plugin[] {
  const found = new Map<string, string>();
  for (const prefix of prefixes) {
    for (const folder of listFolders(env)) {
      for (const file of listNames(folder).filter((entry) => entry.startsWith(prefix))) {
        const name = file.slice(prefix.length);
        const program = path.join(folder, file);
        if (!found.has(name) && isAllowed(name) && isExecutable(program)) found.set(name, program);
      }
    }
  }
  const plugins = [...found].map(([name, file]) => ({ name, file }));
  return plugins.sort((a, b) => compareStrings(a.name, b.name));
}

/** The plugin of a name; names of commands here are never those of plugins. */
export function findPlugin(name: string, env: Io['env']): Plugin | undefined {
  if (!isAllowed(name)) return undefined;
  const candidates = prefixes.flatMap((prefix) =>
    listFolders(env).map((folder) => path.join(folder, `${prefix}${name}`)),
  );
  const file = candidates.find(isExecutable);
  return file === undefined ? undefined : { name, file };
}

function isAllowed(name: string): boolean {
  return namePattern.test(name) && !isOwnWord(name);
}

/** Relative folders would make the current directory decide what runs. */
function listFolders({ PATH = '' }: Io['env']): readonly string[] {
  return PATH.split(path.delimiter).filter((folder) => path.isAbsolute(folder));
}

function listNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * Runs a plugin with the streams of this process and returns its exit code, as a shell would tell it. The first word
 * `--` is Tanka's mark between its own options and the plugin's. Fails with ToolError `program-failed`.
 */
export function runPlugin({ file }: Plugin, words: readonly string[], io: Io): Promise<number> {
  const args = words[0] === '--' ? words.slice(1) : words;
  const env = { ...io.env, EXECUTABLE: path.resolve(process.argv[1] ?? '') };
  // Listened to from before the start: the plugin may be quick to ask for a signal.
  let child: ChildProcess | undefined;
  const stopForwarding = forwardSignals((signal) => child?.kill(signal));
  return new Promise<number>((resolve, reject) => {
    child = spawn(file, args, { stdio: 'inherit', env });
    child.on('error', ({ message }) => {
      const outcome = `could not be started (${message})`;
      reject(new ToolError('program-failed', { command: file, outcome, said: 'nothing' }));
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(stopForwarding);
}

/** A terminal sends what its keys mean to the plugin itself; this process only has to outlive it. */
function forwardSignals(forward: (signal: NodeJS.Signals) => void): () => void {
  const listeners = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const isKey = signal === 'SIGINT' && process.stdin.isTTY;
    const listener = (): void => (isKey ? undefined : forward(signal));
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const remove of listeners) remove();
  };
}
