// Finds or gets the kubeconform program: PATH, then `go install`, then the official release.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDirectory, goInstall, searchPath } from './install.js';
import { installRelease } from './release.js';

const version = 'v0.7.0';
const accepted = /^0\.7\.\d+$/;

/** Set while a candidate is asked for its version, so that this package's own shim does not search in turn. */
export const probing = 'KUBECONFORM_BIN_PROBING';

/** A failure with a code of its own: `kubeconform-missing`. */
export class KubeconformError extends Error {
  constructor(attempts) {
    super(
      `there is no kubeconform ${version}: ${attempts.join('; ')}. ` +
        'Install Go and try again, or put kubeconform 0.7 on PATH',
    );
    this.name = 'KubeconformError';
    this.code = 'kubeconform-missing';
    this.attempts = attempts;
  }
}

/**
 * The path of kubeconform 0.7: the user's own from PATH, else one built or downloaded into the cache directory.
 * Throws KubeconformError with the reason of every step that failed.
 */
export async function kubeconformPath({ env = process.env, notify = printNotice } = {}) {
  const own = searchPath('kubeconform', env).find((path) => accepted.test(readVersion(path, env) ?? ''));
  return own ?? (await install(env, notify));
}

async function install(env, notify) {
  const target = join(cacheDirectory(env), 'programs', `kubeconform-${version.slice(1)}`);
  if (existsSync(target)) return join(target, 'kubeconform');
  const attempts = ['PATH has none of this version'];
  if (env.TWINHULL_OFFLINE) throw new KubeconformError([...attempts, 'TWINHULL_OFFLINE forbids to get one']);
  for (const step of [buildProgram, installRelease]) {
    try {
      return await step({ version, target, notify, env });
    } catch (error) {
      attempts.push(error.message);
    }
  }
  throw new KubeconformError(attempts);
}

function buildProgram({ target, notify, env }) {
  const ldflags = [`-X main.version=${version}`];
  const module = 'github.com/yannh/kubeconform/cmd/kubeconform';
  return goInstall({ module, version, name: 'kubeconform', target, ldflags, notify, env });
}

/** The version of a kubeconform program, `0.7.0`; undefined when it tells none or is this package's own shim. */
export function readVersion(path, env = process.env) {
  if (isOwnShim(path)) return undefined;
  try {
    const options = {
      env: { ...env, [probing]: '1' },
      encoding: 'utf8',
      timeout: 10_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    };
    const said = execFileSync(path, ['-v'], options).trim();
    return /\d+\.\d+\.\d+/.exec(said === 'development' ? readBuildInfo(path) : said)?.[0];
  } catch {
    return undefined;
  }
}

// A program built by a plain `go install` does not know its version, but Go's build information does.
function readBuildInfo(path) {
  const bytes = readFileSync(path);
  const start = bytes.indexOf('mod\tgithub.com/yannh/kubeconform\tv');
  return start < 0 ? '' : bytes.toString('latin1', start, start + 60);
}

// Asking it would work too (see `probing`), but starts Node for nothing.
function isOwnShim(path) {
  return realpathSync(path).endsWith(join('kubeconform-bin', 'bin.js'));
}

function printNotice(line) {
  process.stderr.write(`kubeconform-bin: ${line}\n`);
}
