// What tests of faults expect of commands: that they work, or that they say what is wrong and leave things mendable.
import { expect } from 'vitest';
import type { Cluster } from '../cluster/cluster.ts';
import { countItems, type Outcome, type Project } from './project.ts';

/** Nobody is asked. */
export const yes = ['--auto-approve', 'always'] as const;

/** It says what is wrong, in few words, and ends with 1. */
export function expectFailure({ exitCode, stderr }: Outcome, said: RegExp): void {
  expect(stderr).toMatch(said);
  expect(stderr).toMatch(/^Error: /m);
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stderr.split('\n').length, stderr).toBeLessThan(40);
  expect(exitCode).toBe(1);
}

/** A command ends with 0. */
export async function expectSuccess(project: Project, words: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await project.run(words);
  expect(exitCode, stderr).toBe(0);
}

/** The environment is in the cluster, as far as anybody can tell: so many items, and nothing to change or to prune. */
export async function expectWanted(cluster: Cluster, project: Project, count: number): Promise<void> {
  expect(await countItems(cluster, project.namespace)).toBe(count);
  await expectSuccess(project, ['diff', '--with-prune']);
}
