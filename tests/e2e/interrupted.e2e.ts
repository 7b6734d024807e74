// Commands that are interrupted, that wait for a kubectl which hangs, that run twice at once, or that have much to do.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../cli/build.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { isRunning, makeHangingKubectl } from '../cluster/hanging.ts';
import { waitFor } from '../cluster/wait.ts';
import { expectSuccess, expectWanted, yes } from './outcomes.ts';
import { countItems, items, makeProject, type Project } from './project.ts';

/** Enough for a command to be in the middle of them when something happens. */
const many = 250;

let cluster: Cluster;

beforeAll(async () => {
  build();
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

interface Stopped {
  readonly exitCode: number;
  readonly said: string;
}

/** Starts it, and gives what stops it: a signal to the one process, or the key on its terminal for all of them. */
function startApply(project: Project, signal: 'SIGINT' | 'SIGTERM' | 'Ctrl-C'): () => Promise<Stopped> {
  const words = ['apply', ...yes];
  if (signal === 'Ctrl-C') {
    const { interrupt, ended } = project.onTerminal(words);
    return async () => {
      interrupt();
      const { exitCode, screen } = await ended;
      return { exitCode, said: screen };
    };
  }
  const { child, ended } = project.start(words);
  return async () => {
    child.kill(signal);
    const { exitCode, stderr } = await ended;
    return { exitCode, said: stderr };
  };
}

describe('SIGINT', () => {
  it('at the question ends apply with 130, and nothing is changed', async () => {
    const project = await makeProject(cluster, 'asked');
    project.want(items(1));
    const terminal = project.onTerminal(['apply']);
    await terminal.shows("Please type 'yes' to confirm: ");
    terminal.interrupt();
    expect((await terminal.ended).exitCode).toBe(130);
    expect(await countItems(cluster, project.namespace)).toBe(0);
  });

  it('leaves a question that is answered with yes as it is', async () => {
    const project = await makeProject(cluster, 'answered');
    project.want(items(1));
    const terminal = project.onTerminal(['apply']);
    await terminal.shows("Please type 'yes' to confirm: ");
    terminal.type('yes');
    expect((await terminal.ended).exitCode).toBe(0);
    await expectWanted(cluster, project, 1);
  });

  it.each(['SIGINT', 'SIGTERM', 'Ctrl-C'] as const)(
    '%s in the middle of apply ends it with 130, and a second one completes it',
    async (signal) => {
      const project = await makeProject(cluster, `stopped-${signal.toLowerCase()}`);
      project.want(items(many));
      const stop = startApply(project, signal);
      await waitFor('the middle', async () => (await countItems(cluster, project.namespace)) > 20, 60_000);
      const { exitCode, said } = await stop();
      expect(said).toMatch(/Error: .*interrupted; run the same command again/);
      expect(exitCode).toBe(130);
      expect(await countItems(cluster, project.namespace)).toBeLessThan(many);
      await expectSuccess(project, ['apply', ...yes]);
      await expectWanted(cluster, project, many);
    },
  );
});

describe('a kubectl that hangs', () => {
  it.each([false, true])(
    'is ended in time (deaf to signals: %s), and the next run does the work',
    async (stubborn) => {
      const project = await makeProject(cluster, `hanging-${stubborn}`);
      project.want(items(2));
      const kubectl = await makeHangingKubectl({ directory: cluster.directory, words: ['apply'], stubborn });
      const env = { TANKA_KUBECTL_PATH: kubectl.path, TWINHULL_KUBECTL_TIMEOUT: '2' };
      const { exitCode, stderr } = await project.run(['apply', ...yes], env);
      expect(stderr).toMatch(/^Error: `kubectl apply .* for 2 seconds; .*TWINHULL_KUBECTL_TIMEOUT/m);
      expect(exitCode).toBe(1);
      expect(kubectl.processes().filter(isRunning)).toEqual([]);
      await expectSuccess(project, ['apply', ...yes]);
      await expectWanted(cluster, project, 2);
    },
  );

  it.each([false, true])('ends with SIGINT (deaf to signals: %s)', async (stubborn) => {
    const project = await makeProject(cluster, `endless-${stubborn}`);
    project.want(items(2));
    const directory = cluster.directory;
    const kubectl = await makeHangingKubectl({ directory, words: ['apply', project.namespace], stubborn });
    const { child, ended } = project.start(['apply', ...yes], { TANKA_KUBECTL_PATH: kubectl.path });
    await waitFor('it to hang', async () => kubectl.processes().length > 0);
    child.kill('SIGINT');
    expect((await ended).exitCode).toBe(130);
    expect(kubectl.processes().filter(isRunning)).toEqual([]);
  });
});

describe('two applies at once', () => {
  it('both end, and the cluster is what was wanted', async () => {
    const project = await makeProject(cluster, 'twice');
    project.want(items(100));
    const outcomes = await Promise.all([project.run(['apply', ...yes]), project.run(['apply', ...yes])]);
    for (const { exitCode, stderr } of outcomes)
      if (exitCode !== 0)
        expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^Error: .*AlreadyExists/)]);
    expect(outcomes.some(({ exitCode }) => exitCode === 0)).toBe(true);
    await expectSuccess(project, ['apply', ...yes]);
    await expectWanted(cluster, project, 100);
  });
});
