// Which project a folder belongs to: environments of two projects may share name, path and so their label.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readYaml } from '../../manifests/yaml/read.ts';
import { runProgram } from '../../process/run.ts';
import { ToolError } from '../../shared/diagnostics.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { Access } from '../client/kubectl.ts';

/**
 * `project` of the root's tkrc.yaml; else the address of the git remote `origin` and the root's path in the repository;
 * else the name of the root's folder. Fails with ToolError `tkrc-invalid`.
 */
export async function identifyProject(root: string, env: Access['env']): Promise<string> {
  return readName(path.join(root, 'tkrc.yaml')) ?? (await askGit(root, env)) ?? path.basename(root);
}

function readName(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const content = readYaml(readFileSync(file, 'utf8'), { file });
  const name = isJsonObject(content) ? content.project : undefined;
  if (name === undefined || name === null) return undefined;
  if (typeof name === 'string' && /^\S(.*\S)?$/.test(name) && name.length <= 200) return name;
  throw new ToolError('tkrc-invalid', { file });
}

async function askGit(root: string, env: Access['env']): Promise<string | undefined> {
  const remote = await runGit(root, ['config', '--get', 'remote.origin.url'], env);
  if (!remote) return undefined;
  const folder = await runGit(root, ['rev-parse', '--show-prefix'], env);
  return [normalizeRemote(remote), (folder ?? '').replace(/\/$/, '')].filter(Boolean).join('/');
}

/** Empty where git has no answer; a repository of another user is only read. */
async function runGit(
  root: string,
  args: readonly string[],
  env: Access['env'],
): Promise<string | undefined> {
  try {
    const options = { env: { ...env, LC_ALL: 'C' }, cwd: root };
    return (await runProgram('git', ['-c', 'safe.directory=*', ...args], options)).stdout.trim();
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}

/** However it was cloned: `git@github.com:org/repo.git` and `https://me@github.com/org/repo` are `github.com/org/repo`. */
export function normalizeRemote(address: string): string {
  const withoutEnd = address.replace(/\/+$/, '').replace(/\.git$/, '');
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/]*@)?([^/:]*)(?::\d+)?(\/.*)?$/i.exec(withoutEnd);
  if (url) return `${(url[1] ?? '').toLowerCase()}${url[2] ?? ''}`;
  const short = /^(?:[^/]*@)?([^/:@]+):(.*)$/.exec(withoutEnd);
  if (short) return `${(short[1] ?? '').toLowerCase()}/${(short[2] ?? '').replace(/^\/+/, '')}`;
  return withoutEnd;
}
