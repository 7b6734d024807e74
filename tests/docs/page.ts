// Runs a page of the documentation as its reader would: writes the files that it shows, types the commands that it shows.
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../tools/process/find.ts';

export const repository: string = fileURLToPath(new URL('../..', import.meta.url));

/** What is printed, and what the page shows in its place. */
export type Replacements = ReadonlyMap<string, string>;

/** Fenced blocks: the line before, the fences with the language, the text between. */
const block = /^(?<before>.*)\n+(?<open>```(?<language>\w+)\n)(?<text>[\s\S]*?)(?<close>^```$)/gm;

/**
 * The page with what its commands print today. A block behind a line that ends in a path is that file; in a block of a
 * console, lines behind `$` are commands, and what a command without output prints is not shown.
 */
export async function runPage(
  page: string,
  folder: string,
  shown: Replacements = new Map(),
): Promise<string> {
  prepare(folder);
  const versions = new Map([...(await findVersions()), ...shown]);
  let result = '';
  let end = 0;
  for (const match of page.matchAll(block)) {
    const { before = '', open = '', language, text = '' } = match.groups ?? {};
    const [, file] = /`([\w./-]+)`:$/.exec(before) ?? [];
    if (file !== undefined) write(path.join(folder, file), text);
    const start = match.index + match[0].indexOf(open) + open.length;
    result += page.slice(end, start) + (language === 'console' ? runConsole(text, folder, versions) : text);
    end = start + text.length;
  }
  return result + page.slice(end);
}

/** A project of the reader's own, with the program on PATH and the library where jsonnet-bundler puts it. */
function prepare(folder: string): void {
  mkdirSync(path.join(folder, 'vendor'), { recursive: true });
  symlinkSync(repository, path.join(folder, 'vendor', 'twinhull'));
  mkdirSync(path.join(folder, 'bin'));
  symlinkSync(path.join(repository, 'tools', 'cli', 'bin.cjs'), path.join(folder, 'bin', 'twinhull'));
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Pages name the versions that come with the project; another one may be on PATH. */
async function findVersions(): Promise<Replacements> {
  const [helm3, helm4] = await Promise.all([findProgram('helm3'), findProgram('helm4')]);
  return new Map([
    [helm3.version, '3.17.3'],
    [helm4.version, '4.1.4'],
  ]);
}

function runConsole(text: string, folder: string, versions: Replacements): string {
  const commands = text.split(/^(?=\$ )/m);
  return commands.map((shown) => runCommand(shown, folder, versions)).join('');
}

function runCommand(shown: string, folder: string, versions: Replacements): string {
  const [first = '', ...output] = shown.split('\n');
  const PATH = `${path.join(folder, 'bin')}:${process.env.PATH}`;
  const command = first.replace(/^\$ /, '');
  const env = { ...process.env, PATH, NO_COLOR: '1' };
  const { stdout, stderr, status } = spawnSync('sh', ['-c', `{ ${command}\n} 2>&1`], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  if (output.join('') !== '') return `${first}\n${name(stdout, versions)}`;
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stdout}${stderr}`);
  return shown;
}

function name(output: string, versions: Replacements): string {
  return [...versions].reduce((text, [found, shown]) => text.replaceAll(found, shown), output);
}

/** The lines from one to the next that is like the other, without the indentation that they share. */
export function excerpt(text: string, from: string, to: string): string {
  const lines = text.split('\n');
  const start = lines.indexOf(from);
  const end = lines.indexOf(to, start);
  if (start < 0 || end < 0) throw new Error(`there are no lines from ${from} to ${to}`);
  const chosen = lines.slice(start, end + 1);
  const indent = Math.min(...chosen.filter((line) => line !== '').map((line) => line.search(/\S/)));
  return `${chosen.map((line) => line.slice(indent)).join('\n')}\n`;
}

/** The page with this text in the block behind the comment `<!-- name -->`. */
export function fill(page: string, comment: string, text: string): string {
  const place = new RegExp(`(<!-- ${comment} -->\n+\`\`\`\\w+\n)[\\s\\S]*?(\`\`\`\n)`);
  if (!place.test(page)) throw new Error(`the page has no place for ${comment}`);
  return page.replace(place, (_, open: string, close: string) => open + text + close);
}

/** The page with these lines between the comment `<!-- generated: name -->` and the next `<!-- end -->`. */
export function fillTable(page: string, name: string, lines: readonly string[]): string {
  const open = `<!-- generated: ${name} -->\n`;
  const start = page.indexOf(open) + open.length;
  const end = page.indexOf('<!-- end -->', start);
  if (start < open.length || end < 0) throw new Error(`the page has no place for ${name}`);
  return `${page.slice(0, start)}${lines.join('\n')}\n${page.slice(end)}`;
}
