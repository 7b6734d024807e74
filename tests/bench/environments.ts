// What `export` and `show` are timed on, beside tk: with nothing kept, once more with nothing changed, and their bars.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type LibraryForm, writeProject } from './library.ts';
import { type Command, type Figure, measure } from './measure.ts';

export interface Bench {
  readonly directory: string;
  readonly bin: string;
  readonly runs: number;
  readonly isOnPath: (program: string) => boolean;
}

/** Parts of what tk takes. */
interface Bars {
  readonly first?: number;
  readonly again: number;
  readonly memory?: number;
}

export function benchEnvironments(bench: Bench): void {
  for (const form of ['one-file', 'lazy-files'] as const) {
    for (const inline of [false, true]) benchLibrary(bench, form, inline);
  }
  const project = join(bench.directory, 'small');
  writeSmallProject(project, 500);
  benchExport(bench, { title: 'export of 500 small environments', project, bars: { again: 0.1 } });
  benchShow(bench, project);
}

function benchLibrary(bench: Bench, form: LibraryForm, inline: boolean): void {
  const project = join(bench.directory, `${form}-${inline ? 'inline' : 'static'}`);
  writeProject(project, { form, count: 50, inline });
  const lazy = inline ? 0.15 : 0.2;
  const bars = form === 'one-file' ? { first: 0.03, again: 0.1, memory: 0.5 } : { first: lazy, again: 0.1 };
  const title = `export of 50 ${inline ? 'inline' : 'static'} environments, library as ${form}`;
  benchExport(bench, { title, project, bars });
}

interface Export {
  readonly title: string;
  readonly project: string;
  readonly bars: Bars;
}

function benchExport(bench: Bench, { title, project, bars }: Export): void {
  const { directory, bin, isOnPath, runs } = bench;
  const cache = join(directory, 'cache');
  const ours = [process.execPath, bin];
  const commands = [
    exportWith({ label: 'twinhull', directory, project, removed: join(cache, 'environments') }, ours),
    exportWith({ label: 'twinhull again', directory, project }, ours),
    ...(isOnPath('tk') ? [exportWith({ label: 'tk', directory, project }, ['tk'])] : []),
  ].map((command) => ({ ...command, env: { TWINHULL_CACHE_DIR: cache } }));
  // Compiled code is kept from here on.
  measure(commands.slice(0, 1), 1);
  const [first, again, tk] = measure(commands, Math.min(runs, 5));
  if (first && again) print(title, [first, again, ...(tk ? [tk] : [])], bars);
}

interface Place {
  readonly label: string;
  readonly directory: string;
  readonly project: string;
  /** Besides the output. */
  readonly removed?: string;
}

function exportWith({ label, directory, project, removed = '' }: Place, program: readonly string[]): Command {
  const out = join(directory, 'out');
  const format = '{{env.metadata.name}}/{{.kind}}-{{.metadata.name}}';
  const words = ['export', out, 'environments', '-r', '--format', format];
  const script = `rm -rf "$0" ${removed && `"${removed}"`} && cd "${project}" && exec "$@"`;
  return { label, program: 'sh', args: ['-c', script, out, ...program, ...words] };
}

function print(title: string, figures: readonly Figure[], bars: Bars): void {
  const [first, again] = figures;
  const tk = figures.find(({ label }) => label === 'tk');
  const lines = figures.map((figure) => {
    const bar = figure === first ? bars.first : figure === again ? bars.again : undefined;
    return `${figure.label} ${describe(figure)}${tk && figure !== tk ? ratios(figure, tk, bar) : ''}`;
  });
  const memory =
    first?.megabytes !== undefined && tk?.megabytes !== undefined
      ? first.megabytes / tk.megabytes
      : undefined;
  if (memory !== undefined) lines.push(`memory ${memory.toFixed(2)} ×${verdict(memory, bars.memory)}`);
  process.stdout.write(`${title}\n  ${lines.join('\n  ')}\n`);
}

function describe({ seconds, processor, megabytes }: Figure): string {
  if (seconds === undefined) return 'failed';
  const more =
    processor === undefined ? '' : `, ${processor.toFixed(3)} s of processors, ${megabytes?.toFixed(0)} MB`;
  return `${seconds.toFixed(3)} s${more}`;
}

function ratios(ours: Figure, tk: Figure, bar: number | undefined): string {
  if (ours.seconds === undefined || tk.seconds === undefined) return '';
  const ratio = ours.seconds / tk.seconds;
  const processor =
    ours.processor && tk.processor ? `, of processors ${(ours.processor / tk.processor).toFixed(3)} ×` : '';
  return `: ${ratio.toFixed(3)} ×${processor}${verdict(ratio, bar)}`;
}

function verdict(ratio: number, bar: number | undefined): string {
  return bar === undefined ? '' : ` (bar ${bar} ×: ${ratio <= bar ? 'met' : 'MISSED'})`;
}

/** Ours is to take no longer than Node's start and this. */
const showBar = 0.05;

function benchShow({ bin, directory, runs, isOnPath }: Bench, project: string): void {
  const path = join(project, 'environments/env0');
  const env = { TWINHULL_CACHE_DIR: join(directory, 'cache') };
  const commands: Command[] = [
    { label: 'twinhull', program: process.execPath, args: [bin, 'show', path], env },
    { label: 'node', program: process.execPath, args: ['-e', '0'] },
  ];
  if (isOnPath('tk'))
    commands.push({ label: 'tk', program: 'tk', args: ['show', '--dangerous-allow-redirect', path] });
  measure(commands.slice(0, 1), 1);
  const figures = measure(commands, runs * 3);
  const [ours, node] = figures;
  const more = (ours?.seconds ?? 0) - (node?.seconds ?? 0);
  const processor = (ours?.processor ?? 0) - (node?.processor ?? 0);
  const lines = figures.map((figure) => `${figure.label} ${describe(figure)}`);
  const result = `${(more * 1000).toFixed(0)} ms more than Node's start, ${(processor * 1000).toFixed(0)} of processors`;
  process.stdout.write(
    `show of one small environment\n  ${lines.join('\n  ')}\n  ${result} (bar ${showBar * 1000}: ${more <= showBar ? 'met' : 'MISSED'})\n`,
  );
}

/** Three objects each, and a library of a few lines. */
function writeSmallProject(root: string, count: number): void {
  if (existsSync(root)) return;
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write('jsonnetfile.json', '{}\n');
  write('lib/app.libsonnet', library);
  for (let at = 0; at < count; at++) {
    const spec = { namespace: `ns-${at}`, apiServer: 'https://127.0.0.1:6443' };
    write(`environments/env${at}/spec.json`, `${JSON.stringify({ spec }, undefined, 2)}\n`);
    write(
      `environments/env${at}/main.jsonnet`,
      `(import 'app.libsonnet').new('app-${at}', ${(at % 5) + 1})\n`,
    );
  }
}

const library = `{
  local labels(name) = { 'app.kubernetes.io/name': name },
  new(name, replicas): {
    deployment: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: name, labels: labels(name) },
      spec: {
        replicas: replicas,
        selector: { matchLabels: labels(name) },
        template: {
          metadata: { labels: labels(name) },
          spec: { containers: [{ name: name, image: name + ':1', env: [{ name: 'LEVEL', value: 'info' }] }] },
        },
      },
    },
    service: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: name, labels: labels(name) },
      spec: { selector: labels(name), ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
    },
    config: {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: name },
      data: { replicas: std.toString(replicas), text: 'one\\ntwo\\n' },
    },
  },
}
`;
