// Steps that any program's installation is made of: the cache directory, atomic publication, `go install`, PATH.
// Plain JavaScript, because the package's own program has to run right after `npm ci`, before anything is built.
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

/** Where programs and expanded schemas are kept: $TWINHULL_CACHE_DIR, else the user's cache directory. */
export function cacheDirectory(env = process.env) {
  if (env.TWINHULL_CACHE_DIR) return resolve(env.TWINHULL_CACHE_DIR);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'twinhull');
}

/**
 * Fills a directory beside `target` and renames it into place, so that `target` is whole or absent. Of several
 * processes at once each does the work and the first to finish wins. `fill` is not called when `target` exists.
 */
export function publishDirectory(target, fill) {
  if (existsSync(target)) return target;
  const draft = createDraft(target);
  try {
    fill(draft);
    settle(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}

/** As `publishDirectory`, for work that has to wait. */
export async function publishDirectoryAsync(target, fill) {
  if (existsSync(target)) return target;
  const draft = createDraft(target);
  try {
    await fill(draft);
    settle(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}

function createDraft(target) {
  mkdirSync(dirname(target), { recursive: true });
  return mkdtempSync(`${target}.draft-`);
}

function settle(draft, target) {
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
}

/** All executable files called `name` in the directories of PATH, in their order. */
export function searchPath(name, env = process.env) {
  const directories = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...new Set(directories)].map((directory) => join(directory, name)).filter(isExecutable);
}

/** Whether `path` is a file that may be run. */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Builds a Go program of one exact version into `target`, a directory. `notify` is told before the work begins.
 * @returns the path of the program. Throws an Error with what `go` said when it fails or there is no `go`.
 */
export function goInstall({ module, version, name, target, ldflags = [], notify, env = process.env }) {
  const program = join(target, name);
  publishDirectory(target, (draft) => {
    const [go] = searchPath('go', env);
    if (!go) throw new Error('there is no `go` on PATH');
    notify(`building ${name} ${version} with go install, once`);
    const args = [
      'install',
      '-trimpath',
      '-ldflags',
      ['-s', '-w', ...ldflags].join(' '),
      `${module}@${version}`,
    ];
    runQuietly(go, args, { ...env, GOBIN: draft, CGO_ENABLED: '0', GOFLAGS: '' });
  });
  return program;
}

function runQuietly(file, args, env) {
  try {
    execFileSync(file, args, { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    const said = String(error.stderr ?? '').trim() || error.message;
    throw new Error(`\`${[file, ...args].join(' ')}\` failed: ${said}`);
  }
}
