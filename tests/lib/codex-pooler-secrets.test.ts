// The Secret of codex-pooler: referred to, or made of values so that also the first installation has it in time.
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { credentials, type Role, refusal, render, roles, variablesOf } from './codexPooler.ts';
import { evaluate } from './evaluate.ts';

/** The Secret that each role takes its credentials from. */
async function secretsOf(values: unknown, more: object = {}): Promise<Readonly<Record<Role, string>>> {
  const manifests = await render(values, more as never);
  const names = roles.map((role) => {
    const references = Object.values(variablesOf(manifests[role])).filter((value) => value?.includes('/'));
    const secrets = references
      .filter((value) => !value?.startsWith('/'))
      .map((value) => value?.split('/')[0]);
    expect(new Set(secrets).size).toBe(1);
    return [role, secrets[0]];
  });
  return Object.fromEntries(names);
}

const inAll = (name: string) => Object.fromEntries(roles.map((role) => [role, name]));
const raw = '0123456789abcdef0123456789abcdef';
const encoded = Buffer.from(raw).toString('base64');

describe('a Secret that is referred to', () => {
  test.each([
    [{}, 'codex-pooler-secrets'],
    [{ existingSecret: 'mine' }, 'mine'],
    [{ existingSecret: '' }, 'queue-secrets'],
  ])('with %j is %s, and none is made', async (secrets, name) => {
    expect(await secretsOf({ secrets }, { name: 'queue' })).toEqual(inAll(name));
    const manifests = await render({ secrets });
    expect(manifests).not.toHaveProperty('secret');
    expect(manifests).not.toHaveProperty('migrationSecret');
  });

  test('is not checked, and neither are the values that it takes the place of', async () => {
    const { create, ...others } = credentials;
    expect(await render({ secrets: { ...others, upstreamSecretKey: 'short' } })).not.toHaveProperty('secret');
  });

  test('has keys that are described, with the variables that they become', async () => {
    const contract = (await evaluate(`(import 'lib/apps/codex-pooler/main.libsonnet').secretContract`)) as {
      readonly key: string;
      readonly variable: string;
    }[];
    const described = contract.map(({ key, variable }) => [variable, `codex-pooler-secrets/${key}`]);
    const { appDeployment } = await render({ clustering: { enabled: true } });
    const references = Object.entries(variablesOf(appDeployment)).filter(([, value]) =>
      value?.startsWith('codex-pooler-secrets/'),
    );
    expect(new Map(described as [string, string][])).toEqual(new Map(references));
    const page = await readFile(
      new URL('../../charts/codex-pooler/secret-contract.md', import.meta.url),
      'utf8',
    );
    for (const { key, variable } of contract) expect(page).toContain(`| \`${key}\` | \`${variable}\` |`);
  });
});

describe('a Secret that is made', () => {
  const data = {
    'database-url': credentials.databaseUrl,
    'secret-key-base': credentials.secretKeyBase,
    'totp-encryption-key': credentials.totpEncryptionKey,
    'totp-key-version': 'v1',
    'upstream-secret-key': credentials.upstreamSecretKey,
    'upstream-secret-key-version': 'v1',
  };

  test('is there before the migration of the first installation: a hook of its own, which comes before the Job and goes with it', async () => {
    const { migrationSecret, migrationJob } = await render({ secrets: credentials });
    expect(migrationSecret?.stringData).toEqual(data);
    const [secret, job] = [migrationSecret, migrationJob].map((object) => object?.metadata.annotations ?? {});
    for (const key of ['helm.sh/hook', 'helm.sh/hook-delete-policy']) expect(secret?.[key]).toBe(job?.[key]);
    expect(Number(secret?.['helm.sh/hook-weight'])).toBeLessThan(Number(job?.['helm.sh/hook-weight']));
  });

  test('belongs to the release: Helm removes it with it, and takes over none of that name', async () => {
    const { secret } = await render({ secrets: credentials });
    expect(secret?.stringData).toEqual(data);
    expect(secret?.metadata).not.toHaveProperty('annotations');
  });

  test('has a name of its own, whatever Secret somebody manages', async () => {
    const names = { ...inAll('queue-secrets'), migrationJob: 'queue-migrations' };
    expect(await secretsOf({ secrets: credentials }, { name: 'queue' })).toEqual(names);
    const { secret, migrationSecret } = await render({ secrets: credentials }, { name: 'queue' });
    expect([secret?.metadata.name, migrationSecret?.metadata.name]).toEqual([
      'queue-secrets',
      'queue-migrations',
    ]);
    expect(await refusal({ secrets: { ...credentials, existingSecret: 'mine' } })).toBe(
      'secrets.existingSecret: "mine" is yours, and secrets.create makes another one; remove it, or set secrets.create to false',
    );
  });

  test('is made once without migrations', async () => {
    const manifests = await render({ secrets: credentials, migrations: { enabled: false } });
    expect(manifests).toHaveProperty('secret');
    expect(manifests).not.toHaveProperty('migrationSecret');
  });

  test('replaces the pods of every role when a credential changes', async () => {
    const checksumsOf = async (values: object, cookie = 'one'): Promise<readonly unknown[]> => {
      const clustering = { enabled: true, cookie: { value: cookie } };
      const objects = await render({ secrets: { ...credentials, ...values }, clustering });
      const workloads = [
        objects.appDeployment,
        objects.obanWorkerDeployment,
        objects.obanSchedulerDeployment,
      ];
      return workloads.map((one) => one?.spec.template.metadata.annotations?.['checksum/secret']);
    };
    const before = await checksumsOf({});
    const otherUrl = await checksumsOf({ databaseUrl: 'postgres://other/codex' });
    const otherCookie = await checksumsOf({}, 'two');
    for (const [at, checksum] of before.entries()) {
      expect(checksum).toMatch(/^[0-9a-f]{64}$/);
      expect(otherUrl[at]).not.toBe(checksum);
      expect(otherCookie[at]).not.toBe(checksum);
    }
    expect((await render()).appDeployment?.spec.template.metadata).not.toHaveProperty('annotations');
  });

  test.each([
    ['in the cluster', { enabled: true, cookie: { value: 'c', existingSecretKey: 'k' } }, { k: 'c' }],
    ['from another Secret', { enabled: true, cookie: { value: 'c', existingSecret: 'other' } }, {}],
    ['without a cluster', { cookie: { value: 'c' } }, {}],
  ])('has the cookie where it is needed: %s', async (_, clustering, cookie) => {
    const { secret, migrationSecret } = await render({ secrets: credentials, clustering });
    expect(secret?.stringData).toEqual({ ...data, ...cookie });
    expect(migrationSecret?.stringData).toEqual(data);
  });

  test.each(['databaseUrl', 'secretKeyBase', 'totpEncryptionKey', 'upstreamSecretKey'])(
    'is refused without %s',
    async (key) => {
      expect(await refusal({ secrets: { ...credentials, [key]: '' } })).toMatch(
        new RegExp(`^secrets\\.${key}: is .*; set .*, or secrets\\.create to false$`),
      );
    },
  );

  test.each([
    ['32 bytes', raw],
    ['32 bytes of fewer characters', 'é'.repeat(16)],
    ['32 bytes of 8 characters', '\u{1f511}'.repeat(8)],
    ['32 bytes in base64', encoded],
    ['any 32 bytes in base64', `${'+/'.repeat(21)}A=`],
  ])('takes a key of %s', async (_, key) => {
    const secrets = { ...credentials, upstreamSecretKey: key, totpEncryptionKey: key };
    expect((await render({ secrets })).secret?.stringData).toMatchObject({ 'upstream-secret-key': key });
  });

  test.each([
    ['too short', 'k3y-that-is-short'],
    ['too long', `${raw}0`],
    ['32 characters of more bytes', 'é'.repeat(32)],
    ['base64 of fewer bytes', Buffer.from(raw.slice(1)).toString('base64')],
    ['base64 of more bytes', Buffer.from(`${raw}0`).toString('base64')],
    ['base64 without its end', encoded.slice(0, -1)],
    ['44 characters that are no base64', `${'-'.repeat(43)}=`],
    ['base64 with an end in the middle', `${encoded.slice(0, 20)}=${encoded.slice(21)}`],
    ['base64 with a line break', `${encoded.slice(0, 20)}\n${encoded.slice(21)}`],
  ])('refuses a key that is %s, and does not tell it', async (_, key) => {
    for (const name of ['upstreamSecretKey', 'totpEncryptionKey']) {
      const sentence = await refusal({ secrets: { ...credentials, [name]: key } });
      expect(sentence).toBe(
        `secrets.${name}: is neither 32 bytes nor 32 bytes in base64; set such a key, or secrets.create to false`,
      );
    }
  });

  test.each([
    ['64 bytes', 'b'.repeat(64)],
    ['64 bytes of fewer characters', 'é'.repeat(32)],
    ['more bytes', 'b'.repeat(200)],
  ])('takes a key base of %s', async (_, secretKeyBase) => {
    const secrets = { ...credentials, secretKeyBase };
    expect((await render({ secrets })).secret?.stringData).toMatchObject({
      'secret-key-base': secretKeyBase,
    });
  });

  test.each([
    ['63 bytes', 's3cr3t-'.repeat(9)],
    ['one byte', 'b'],
    ['63 bytes of fewer characters', `${'é'.repeat(31)}b`],
  ])(
    'refuses a key base of %s, which could sign no cookie, and does not tell it',
    async (_, secretKeyBase) => {
      expect(await refusal({ secrets: { ...credentials, secretKeyBase } })).toBe(
        'secrets.secretKeyBase: is shorter than 64 bytes; set a longer text, or secrets.create to false',
      );
    },
  );

  test('is refused with a number for a key, which is not told either', async () => {
    const sentence = await refusal({ secrets: { ...credentials, upstreamSecretKey: 123456 } });
    expect(sentence).toContain('secrets.upstreamSecretKey: must be a string, is something else');
    expect(sentence).not.toContain('123456');
  });
});
