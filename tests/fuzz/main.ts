// Differential fuzzing: random programs through our engine and node-jsonnet must give the same JSON, or fail in both.
// Usage: npm run fuzz -- [--programs N] [--seed N] [--peer PROGRAM]; the peer is node-jsonnet, or a program like jsonnet.
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { evaluateSnippet, Interpreter, JsonnetError } from '../../tools/jsonnet/index.ts';
import { createRandom } from '../../tools/shared/random.ts';
import { generateProgram } from './generate.ts';

interface Case {
  readonly index: number;
  readonly program: string;
  /** Undefined when our engine refuses the program. */
  readonly ours: string | undefined;
  readonly problem?: string;
}

interface Disagreement {
  readonly subject: Case;
  readonly theirs: string;
}

/** Starting node-jsonnet costs more than most programs, so those that succeed are compared in batches. */
const batchSize = 40;

const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    peer: { type: 'string', default: '' },
  },
});
const { peer } = values;
const interpreter = new Interpreter();

/** The package's types are not where its exports say. */
interface NodeJsonnet {
  readonly Jsonnet: new () => { evaluateSnippet(code: string, name: string): Promise<string> };
}

const nodeJsonnet: string = '@hanazuki/node-jsonnet';
const { Jsonnet } = (await import(nodeJsonnet)) as NodeJsonnet;

function runOurs(index: number, program: string): Case {
  try {
    return { index, program, ours: evaluateSnippet('fuzz', program, { interpreter }) };
  } catch (error) {
    if (error instanceof JsonnetError) return { index, program, ours: undefined, problem: error.message };
    throw new Error(`program ${index} broke the engine: ${program}`, { cause: error });
  }
}

async function runTheirs(program: string): Promise<string | undefined> {
  try {
    if (peer !== '') return (await execa(peer, ['-e', '--', program], { stripFinalNewline: false })).stdout;
    return await new Jsonnet().evaluateSnippet(program, 'fuzz');
  } catch {
    return undefined;
  }
}

async function compareOne(subject: Case): Promise<Disagreement | undefined> {
  const theirs = await runTheirs(subject.program);
  return theirs === subject.ours ? undefined : { subject, theirs: theirs ?? 'an error' };
}

async function compareBatch(cases: readonly Case[]): Promise<Disagreement[]> {
  const program = `[\n${cases.map((one) => one.program).join(',\n')}\n]`;
  if ((await runTheirs(program)) === evaluateSnippet('fuzz', program, { interpreter })) return [];
  const found = await Promise.all(cases.map(compareOne));
  return found.filter((disagreement) => disagreement !== undefined);
}

function groups(cases: readonly Case[]): Case[][] {
  const good = cases.filter(({ ours }) => ours !== undefined);
  const result: Case[][] = [];
  for (let at = 0; at < good.length; at += batchSize) result.push(good.slice(at, at + batchSize));
  return result;
}

async function main(): Promise<void> {
  const count = Number(values.programs);
  const random = createRandom(Number(values.seed));
  const cases = Array.from({ length: count }, (_, index) => runOurs(index, generateProgram(random)));
  const refused = cases.filter(({ ours }) => ours === undefined);
  const jobs = [
    ...groups(cases).map((group) => () => compareBatch(group)),
    ...refused.map((one) => async () => [await compareOne(one)]),
  ];
  const disagreements = await runTwoAtATime(jobs);
  for (const { subject, theirs } of disagreements) {
    process.stdout.write(
      `program ${subject.index}: ${subject.program}\n  ours:   ${(subject.ours ?? `error: ${subject.problem}`).trim()}\n  theirs: ${theirs.trim()}\n`,
    );
  }
  process.stdout.write(
    `seed ${values.seed}: ${count} programs, ${count - refused.length} with a value, ${refused.length} refused by both, ${disagreements.length} disagreements\n`,
  );
  if (disagreements.length > 0) process.exitCode = 1;
}

async function runTwoAtATime(
  jobs: readonly (() => Promise<(Disagreement | undefined)[]>)[],
): Promise<Disagreement[]> {
  const found: Disagreement[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let job = jobs[next++]; job; job = jobs[next++]) {
      for (const disagreement of await job()) if (disagreement) found.push(disagreement);
    }
  };
  await Promise.all([worker(), worker()]);
  return found.sort((a, b) => a.subject.index - b.subject.index);
}

await main();
