// Prune and delete when things go wrong: what is not the environment's is never touched.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../cli/build.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { waitFor } from '../cluster/wait.ts';
import { expectFailure, expectSuccess, yes } from './outcomes.ts';
import { addForeign, countItems, items, makeProject, type Project } from './project.ts';

/** Enough for a command to be in the middle of them when something happens. */
const many = 250;

let cluster: Cluster;

beforeAll(async () => {
  build();
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

describe.each([
  ['prune', 3],
  ['delete', 0],
] as const)('%s', (command, kept) => {
  /** Everything is applied, and then only some of it is wanted: all of it is wanted by delete, which takes it away. */
  const prepare = async (name: string): Promise<Project> => {
    const project = await makeProject(cluster, `${command}-${name}`);
    project.want(items(many));
    await expectSuccess(project, ['apply', ...yes]);
    if (command === 'prune') project.want(items(kept));
    return project;
  };
  const waitForMiddle = ({ namespace }: Project) =>
    waitFor('the middle', async () => (await countItems(cluster, namespace)) < many - 20, 60_000);
  const complete = async (project: Project): Promise<void> => {
    expect(await countItems(cluster, project.namespace)).toBeGreaterThan(kept);
    await expectSuccess(project, [command, ...yes]);
    expect(await countItems(cluster, project.namespace)).toBe(kept);
  };

  it('is completed by a second run after the API server was killed', async () => {
    const project = await prepare('killed');
    const foreign = await addForeign(cluster, project.namespace);
    const before = await foreign();
    const { ended } = project.start([command, ...yes]);
    await waitForMiddle(project);
    await cluster.apiserver.stop('SIGKILL');
    expectFailure(await ended.finally(cluster.apiserver.start), /refused|reset|EOF|connection/i);
    await complete(project);
    expect(await foreign()).toEqual(before);
  });

  it('is completed by a second run after SIGINT', async () => {
    const project = await prepare('stopped');
    const { child, ended } = project.start([command, ...yes]);
    await waitForMiddle(project);
    child.kill('SIGINT');
    const { exitCode, stderr } = await ended;
    expect(stderr).toMatch(/^Error: .*interrupted; run the same command again/m);
    expect(exitCode).toBe(130);
    await complete(project);
  });

  it('ends with 130 after SIGINT at the question, and nothing is changed', async () => {
    const project = await makeProject(cluster, `${command}-asked`);
    project.want(items(kept + 1));
    await expectSuccess(project, ['apply', ...yes]);
    if (command === 'prune') project.want(items(kept));
    const terminal = project.onTerminal([command]);
    await terminal.shows("Please type 'yes' to confirm: ");
    terminal.interrupt();
    expect((await terminal.ended).exitCode).toBe(130);
    expect(await countItems(cluster, project.namespace)).toBe(kept + 1);
  });
});
