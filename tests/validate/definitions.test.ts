// Custom resources that charts bring are known where manifests are validated.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readDefinitions } from '../../tools/validate/definitions.ts';
import { validateManifests } from '../../tools/validate/validate.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const run = (spec: unknown) => ({
  apiVersion: 'agents.proompteng.ai/v1alpha1',
  kind: 'VersionControlProvider',
  metadata: { name: 'github' },
  spec,
});

it('knows what the charts of the project define', async () => {
  const definitions = readDefinitions(repository);
  expect(await validateManifests([run({ provider: 'github' })], { definitions })).toEqual([]);
  const [finding] = await validateManifests([run({ provider: 5 })], { definitions });
  expect(finding?.path).toContain('provider');
});

it('knows nothing in a project without charts', () => {
  expect(readDefinitions(fileURLToPath(new URL('.', import.meta.url)))).toEqual([]);
});
