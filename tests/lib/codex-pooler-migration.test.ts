// The migration of codex-pooler: a Job before the rest, which needs nothing of it and ends.
import { describe, expect, test } from 'vitest';
import { isSelected } from './application.ts';
import { containerOf, everything, matchLabelsOf, refusal, render } from './codexPooler.ts';

describe('the migration', () => {
  test('is a Job before each installation and upgrade, with both steps', async () => {
    const { migrationJob } = await render({ imagePullSecrets: [{ name: 'registry' }] });
    expect(migrationJob?.metadata.annotations).toEqual({
      'helm.sh/hook': 'pre-install,pre-upgrade',
      'helm.sh/hook-weight': '0',
      'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    });
    expect(migrationJob?.spec).toMatchObject({ backoffLimit: 6, ttlSecondsAfterFinished: 300 });
    expect(migrationJob?.spec.template.spec).toMatchObject({
      restartPolicy: 'OnFailure',
      imagePullSecrets: [{ name: 'registry' }],
    });
    const { command } = containerOf(migrationJob) as unknown as { readonly command: readonly string[] };
    const [shell, flags, script = ''] = command;
    expect([shell, flags]).toEqual(['/bin/sh', '-lc']);
    expect(script.trim().split('\n')).toEqual([
      'set -e',
      "/app/bin/codex_pooler eval 'CodexPooler.Release.migrate()'",
      "/app/bin/codex_pooler eval 'CodexPooler.Release.import_openai_pricing_from_priv()'",
    ]);
  });

  test('needs nothing that the release makes after it', async () => {
    const { migrationJob } = await render({ ...everything, serviceAccount: { name: 'mine' } });
    expect(migrationJob?.spec.template.spec).not.toHaveProperty('serviceAccountName');
    expect(JSON.stringify(migrationJob)).not.toContain('codex-pooler-secrets');
  });

  test('gets no traffic, and counts for no budget', async () => {
    const { migrationJob, service, clusterService, podDisruptionBudget } = await render(everything);
    const labels = migrationJob?.spec.template.metadata.labels ?? {};
    for (const selector of [
      service?.spec.selector,
      clusterService?.spec.selector,
      matchLabelsOf(podDisruptionBudget),
    ])
      expect(isSelected(selector ?? {}, labels)).toBe(false);
  });

  test('has an end, also where its Secret goes before it has ended: Helm waits no longer than its timeout', async () => {
    expect((await render()).migrationJob?.spec.activeDeadlineSeconds).toBe(3600);
    const { migrationJob } = await render({ migrations: { activeDeadlineSeconds: 60 } });
    expect(migrationJob?.spec.activeDeadlineSeconds).toBe(60);
    expect(await refusal({ migrations: { activeDeadlineSeconds: 59 } })).toContain(
      'migrations.activeDeadlineSeconds: must be at least 60',
    );
  });

  test('can be left out, and goes as soon as values say', async () => {
    expect(await render({ migrations: { enabled: false } })).not.toHaveProperty('migrationJob');
    const { migrationJob } = await render({ migrations: { ttlSecondsAfterFinished: 0 } });
    expect(migrationJob?.spec.ttlSecondsAfterFinished).toBe(0);
  });
});
