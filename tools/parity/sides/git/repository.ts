// What is asked of git: always as arrays, without hooks, without the network, without changing anything.
import { runProgram } from '../../../process/run.ts';
import { ToolError } from '../../../shared/diagnostics.ts';

/** fsmonitor and hooks are programs that a repository names; a partial clone would fetch what it lacks. */
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--literal-pathspecs'];
const quiet = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ALLOW_PROTOCOL: 'file',
};

interface GitOptions {
  readonly folder: string;
  readonly stdin?: string;
  /** One character a byte; UTF-8 otherwise. */
  readonly bytes?: true;
}

/** What git prints, or undefined where it fails. */
async function askGit(args: readonly string[], options: GitOptions): Promise<string | undefined> {
  const { folder, stdin = '', bytes } = options;
  const { stdout, exitCode } = await runProgram('git', [...harmless, ...args], {
    cwd: folder,
    stdin,
    env: quiet,
    exitCodes: [0, 1, 2, 128, 129],
    encoding: bytes ? 'latin1' : 'utf8',
  });
  return exitCode === 0 ? stdout : undefined;
}

/** The top folder of the checkout around a folder; undefined where there is none. */
export async function findCheckout(folder: string): Promise<string | undefined> {
  return (await askGit(['rev-parse', '--show-toplevel'], { folder }))?.replace(/\n$/, '');
}

/** The addresses that a checkout fetches from and pushes to. */
export async function listRemotes(folder: string): Promise<readonly string[]> {
  const printed = await askGit(['config', '--get-regexp', '^remote\\..*\\.(push)?url$'], { folder });
  return (printed ?? '').split('\n').flatMap((line) => line.split(' ').slice(1, 2));
}

/** The commit that a revision names. Fails with ToolError `git-revision`. */
export async function resolveRevision(revision: string, folder: string): Promise<string> {
  const args = ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`];
  const printed = /^[^-]/.test(revision) ? await askGit(args, { folder }) : undefined;
  if (printed !== undefined) return printed.trim();
  throw new ToolError('git-revision', { revision, problem: 'the repository has no such commit' });
}

/** A file, or a symbolic link, of a commit. */
export interface Entry {
  /** Relative to the top folder. */
  readonly path: string;
  readonly isLink: boolean;
  readonly hash: string;
  readonly size: number;
}

/** The entries of a commit at a path and below; all for ''. */
export async function listEntries(commit: string, path: string, folder: string): Promise<readonly Entry[]> {
  const only = path === '' ? [] : ['--', path];
  const printed = await askGit(['ls-tree', '-r', '-z', '-l', '--full-tree', commit, ...only], { folder });
  return (printed ?? '').split('\0').flatMap((line) => {
    const [, mode, type, hash = '', size, name = ''] = /^(\d+) (\w+) (\w+) +(\S+)\t(.*)$/s.exec(line) ?? [];
    // Submodules are commits: their files are not here.
    return type === 'blob' ? [{ path: name, isLink: mode === '120000', hash, size: Number(size) }] : [];
  });
}

/** The contents of entries, in their order, as they are in the repository: no filter changes them. */
export async function readContents(entries: readonly Entry[], folder: string): Promise<readonly Buffer[]> {
  const stdin = entries.map(({ hash }) => `${hash}\n`).join('');
  const printed = (await askGit(['cat-file', '--batch'], { folder, stdin, bytes: true })) ?? '';
  let at = 0;
  return entries.map(({ size }) => {
    const start = printed.indexOf('\n', at) + 1;
    at = start + size + 1;
    return Buffer.from(printed.slice(start, start + size), 'latin1');
  });
}
