// A thousand objects in one environment: made, changed, pruned and deleted, and nothing else.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { build } from '../cli/build.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { expectSuccess, expectWanted, yes } from './outcomes.ts';
import { addForeign, countItems, item, items, makeProject } from './project.ts';

let cluster: Cluster;

beforeAll(async () => {
  build();
  cluster = await startCluster();
});

afterAll(() => cluster?.stop());

it('1,000 objects are made, changed, pruned and deleted', async () => {
  const project = await makeProject(cluster, 'thousand');
  const all = items(1_000);
  project.want(all);
  expect((await project.run(['diff', '--summarize'])).exitCode).toBe(16);
  await expectSuccess(project, ['apply', ...yes]);
  await expectWanted(cluster, project, 1_000);
  const foreign = await addForeign(cluster, project.namespace);
  const before = await foreign();
  project.want([...all.slice(0, 989), item(989, { value: 'changed' })]);
  expect((await project.run(['diff'])).stdout.match(/^diff -u/gm)).toHaveLength(1);
  await expectSuccess(project, ['apply', ...yes]);
  await expectSuccess(project, ['prune', ...yes]);
  await expectWanted(cluster, project, 990);
  await expectSuccess(project, ['delete', ...yes]);
  expect(await countItems(cluster, project.namespace)).toBe(0);
  expect(await foreign()).toEqual(before);
}, 300_000);
