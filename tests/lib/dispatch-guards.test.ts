// What the API server would refuse of dispatch, or what could not work, is refused before its migration.
import { describe, expect, test } from 'vitest';
import { refusal, render } from './dispatch.ts';

describe('what could not work is refused', () => {
  test.each([
    [{ env: { PORT: 8080 } }, /^env\.PORT: /],
    [{ existingSecret: '' }, /^existingSecret: is empty, and nothing else says where the database is/],
    [{ strategy: { rollingUpdate: { maxSurge: 1 } } }, /^strategy\.rollingUpdate: only a rolling update/],
    [
      { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '0%', maxUnavailable: 0 } } },
      /^strategy\.rollingUpdate: no pod may be missing/,
    ],
  ])('%j', async (values, sentence) => {
    expect(await refusal(values)).toMatch(sentence);
  });

  test.each(['1x', 'my.release'])('the release %s, because of its Service', async (name) => {
    expect(await refusal({}, { name })).toContain(`the release "${name}": a Service is called so`);
  });

  test.each([
    { existingSecret: '', database: { existingSecret: 'db' } },
    { existingSecret: '', env: { DATABASE_URL: 'postgres://db/dispatch' } },
    { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0 } } },
  ])('what is near to it is taken: %j', async (values) => {
    expect(await render(values)).toHaveProperty('deployment');
  });

  test('further labels of the pods never take the place of those in the selector', async () => {
    const { deployment } = await render({ podLabels: { 'app.kubernetes.io/name': 'web', tier: 'web' } });
    const { labels } = deployment.spec.template.metadata;
    expect(labels).toEqual({ ...deployment.spec.selector.matchLabels, tier: 'web' });
  });
});
