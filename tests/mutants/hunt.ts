// One compiler against the applications: the first place where what it makes is not what Jsonnet gives.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChartFile } from '../../tools/chart/app.ts';
import { compareAnswers, type Difference } from '../../tools/prove/compare.ts';
import { judge } from '../../tools/prove/judge.ts';
import { messageOf } from '../../tools/shared/errors.ts';
import type { Compile, Compiled } from './compiler.ts';
import { chartFolder, type Subject } from './subjects.ts';

/** What tells a faulty compiler from a sound one. */
export interface Kill {
  readonly by: 'compiler' | 'tree' | 'helm';
  readonly app: string;
  /** The number of the case. */
  readonly at?: number;
  readonly details: readonly string[];
}

export interface Hunt {
  readonly compile: Compile;
  readonly subjects: readonly Subject[];
  /** For charts. */
  readonly folder: string;
  /** Charts that have been found to be right, by application: what is the same needs no Helm. */
  readonly known: ReadonlyMap<string, string>;
}

export interface Outcome {
  readonly kill?: Kill;
  /** The charts, by application, as text. */
  readonly charts: ReadonlyMap<string, string>;
}

export async function hunt({ compile, subjects, folder, known }: Hunt): Promise<Outcome> {
  const charts = new Map<string, string>();
  for (const subject of subjects) {
    const { name } = subject.app;
    const compiled = compileSafely(compile, subject);
    if ('by' in compiled) return { kill: compiled, charts };
    const chart = JSON.stringify(compiled.files);
    charts.set(name, chart);
    const kill = findInTree(compiled, subject);
    if (kill) return { kill, charts };
    const found = known.get(name) === chart ? undefined : await findInHelm(compiled.files, subject, folder);
    if (found) return { kill: found, charts };
  }
  return { charts };
}

function compileSafely(compile: Compile, { app, inputs }: Subject): Compiled | Kill {
  try {
    return compile(app, inputs);
  } catch (error) {
    return { by: 'compiler', app: app.name, details: [messageOf(error)] };
  }
}

function findInTree({ meanings }: Compiled, { app, cases, insight, inputs }: Subject): Kill | undefined {
  for (const [at, { twin }] of cases.entries()) {
    const helm = meanings[at];
    if (helm === undefined || (twin.kind === 'refused' && twin.by === 'schema')) continue;
    const violated = insight.guards?.violated(inputs[at] as never) ?? [];
    const difference = compareAnswers({ helm, twin, sentences: violated.map(({ sentence }) => sentence) });
    if (difference) return { by: 'tree', app: app.name, at, details: difference.details.map(nameTree) };
  }
  return undefined;
}

/** The tree has answered in the place of Helm. */
function nameTree(detail: string): string {
  return detail.replace(/^Helm:/, 'Tree:');
}

async function findInHelm(
  files: readonly ChartFile[],
  subject: Subject,
  parent: string,
): Promise<Kill | undefined> {
  const folder = await mkdtemp(path.join(parent, 'chart-'));
  try {
    const chartDir = await writeChart(chartFolder(folder, subject), files);
    for (const [at, one] of subject.cases.entries()) {
      const difference = await ask(subject, at, { chartDir, file: path.join(folder, 'values.json') });
      if (difference)
        return { by: 'helm', app: subject.app.name, at: one.index, details: difference.details };
    }
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ask(
  { twin, insight, cases }: Subject,
  at: number,
  { chartDir, file }: { readonly chartDir: string; readonly file: string },
): Promise<Difference | undefined> {
  const { request, sets, twin: answer } = cases[at] as Subject['cases'][number];
  return judge({ twin, chartDir, insight }, { helm: 'helm4', request, sets, file, answer });
}

async function writeChart(chartDir: string, files: readonly ChartFile[]): Promise<string> {
  for (const file of files) {
    const target = path.join(chartDir, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, file.content);
  }
  return chartDir;
}
