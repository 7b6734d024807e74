// The controllers of agents never migrate the database, whatever the values say: by Jsonnet and by Helm.
import { describe, expect, test } from 'vitest';
import { controllers, controlPlane, type Rendering, renderings, variablesOf } from './agents.ts';

const sentence =
  'the controllers never migrate the database; remove it, or set it to skip (1 for SKIP_MIGRATIONS) unless it is in a Secret or a ConfigMap, and use migrations.mode for the control plane';

const own = (vars: Readonly<Record<string, string>>) => ({ controllers: { enabled: true, env: { vars } } });
const shared = (env: object) => ({ controllers: { enabled: true }, env });

/** What the containers of both roles say about migrations. */
async function modesOf(rendering: Rendering, values: unknown) {
  const objects = await rendering.render(values);
  const [plane, others] = [variablesOf(controlPlane(objects)), variablesOf(controllers(objects))];
  return { controlPlane: plane.JANGAR_MIGRATIONS, controllers: others.JANGAR_MIGRATIONS };
}

const skips = [' SKIP ', 'Off', '0', 'false', 'False', 'disabled', '\tskip\n', 'skip'];
const autos = [
  'auto',
  'AUTO',
  '',
  ' ',
  'none',
  'no',
  '1',
  'true',
  'skip!',
  'sKIPp',
  '\u212akip',
  'S\u212aIP',
];

describe.each(renderings)('$name', (rendering) => {
  test.each(skips)('takes %j for skip, and writes skip', async (mode) => {
    for (const name of ['JANGAR_MIGRATIONS', 'AGENTS_MIGRATIONS'])
      expect(await modesOf(rendering, own({ [name]: mode }))).toEqual({
        controlPlane: 'auto',
        controllers: 'skip',
      });
  });

  test.each(autos)('refuses the mode %j, and says what to set', async (mode) => {
    for (const name of ['JANGAR_MIGRATIONS', 'AGENTS_MIGRATIONS'])
      expect(await rendering.refuse(own({ [name]: mode }))).toBe(`controllers.env.vars.${name}: ${sentence}`);
  });

  test.each([
    ['controllers.env.vars.JANGAR_MIGRATIONS', own({ JANGAR_MIGRATIONS: 'auto' })],
    ['controllers.env.vars.JANGAR_SKIP_MIGRATIONS', own({ JANGAR_SKIP_MIGRATIONS: '0' })],
    ['controllers.env.vars.AGENTS_SKIP_MIGRATIONS', own({ AGENTS_SKIP_MIGRATIONS: 'true' })],
    ['env.extra: JANGAR_MIGRATIONS', shared({ extra: [{ name: 'JANGAR_MIGRATIONS', value: 'auto' }] })],
    ['env.extra: JANGAR_SKIP_MIGRATIONS', shared({ extra: [{ name: 'JANGAR_SKIP_MIGRATIONS', value: '' }] })],
    [
      'env.secrets: JANGAR_MIGRATIONS',
      shared({ secrets: [{ name: 'JANGAR_MIGRATIONS', secretName: 'modes' }] }),
    ],
    [
      'env.config: AGENTS_MIGRATIONS',
      shared({ config: [{ name: 'AGENTS_MIGRATIONS', configMapName: 'modes' }] }),
    ],
  ])('refuses %s with the one message', async (place, values) => {
    expect(await rendering.refuse(values)).toBe(`${place}: ${sentence}`);
  });

  test('names all places at once', async () => {
    const extra = [{ name: 'JANGAR_MIGRATIONS', value: 'auto' }];
    const values = { ...own({ JANGAR_MIGRATIONS: 'auto' }), env: { extra } };
    expect(await rendering.refuse(values)).toBe(
      `controllers.env.vars.JANGAR_MIGRATIONS, env.extra: JANGAR_MIGRATIONS: ${sentence}`,
    );
  });

  test('lets skip through every route that can be read', async () => {
    const values = {
      ...own({ JANGAR_MIGRATIONS: 'off', JANGAR_SKIP_MIGRATIONS: '1' }),
      env: { extra: [{ name: 'JANGAR_MIGRATIONS', value: ' Skip' }] },
      migrations: { mode: 'skip' },
    };
    expect(await modesOf(rendering, values)).toEqual({ controlPlane: 'skip', controllers: 'skip' });
  });

  test('gives the mode of the control plane to the control plane alone', async () => {
    for (const env of [
      { vars: { JANGAR_MIGRATIONS: 'auto', JANGAR_SKIP_MIGRATIONS: '0' } },
      { vars: { JANGAR_MIGRATIONS: 'none' } },
    ])
      expect((await modesOf(rendering, shared(env))).controllers).toBe('skip');
    for (const mode of ['auto', 'skip'])
      expect(await modesOf(rendering, { controllers: { enabled: true }, migrations: { mode } })).toEqual({
        controlPlane: mode,
        controllers: 'skip',
      });
  });

  test('writes the entries whatever envFrom brings, so that a key there counts for nothing', async () => {
    const values = {
      controllers: { enabled: true },
      envFromSecretRefs: ['modes'],
      envFromConfigMapRefs: ['modes'],
    };
    const variables = variablesOf(controllers(await rendering.render(values)));
    expect(variables).toMatchObject({
      JANGAR_MIGRATIONS: 'skip',
      JANGAR_SKIP_MIGRATIONS: '1',
      AGENTS_MIGRATIONS: 'skip',
      AGENTS_SKIP_MIGRATIONS: '1',
    });
  });

  test.each(['JANGAR_', 'AGENTS_'])('skips under both prefixes with envPrefix %s', async (envPrefix) => {
    const values = { envPrefix, controllers: { enabled: true } };
    const objects = await rendering.render(values);
    expect(variablesOf(controllers(objects))).toMatchObject({
      JANGAR_MIGRATIONS: 'skip',
      AGENTS_MIGRATIONS: 'skip',
    });
    expect(variablesOf(controlPlane(objects))[`${envPrefix}MIGRATIONS`]).toBe('auto');
  });

  test('without enforcement skips all the same', async () => {
    const extra = [{ name: 'JANGAR_MIGRATIONS', value: 'auto' }];
    const values = {
      ...own({ JANGAR_MIGRATIONS: 'auto' }),
      env: { extra, secrets: [{ name: 'AGENTS_MIGRATIONS', secretName: 'modes' }] },
      migrations: { validation: 'warn' },
    };
    expect(await modesOf(rendering, values)).toEqual({ controlPlane: 'auto', controllers: 'skip' });
    const [container] = controllers(await rendering.render(values)).spec.template.spec.containers;
    expect(container.env.filter(({ name }) => name.endsWith('_MIGRATIONS'))).toEqual([
      { name: 'AGENTS_MIGRATIONS', value: 'skip' },
      { name: 'AGENTS_SKIP_MIGRATIONS', value: '1' },
      { name: 'JANGAR_MIGRATIONS', value: 'skip' },
      { name: 'JANGAR_SKIP_MIGRATIONS', value: '1' },
    ]);
  });

  test('a boolean is no mode: the schema wants texts', async () => {
    const values = { controllers: { enabled: true, env: { vars: { JANGAR_MIGRATIONS: false } } } };
    expect(await rendering.refuse(values)).toMatch(/JANGAR_MIGRATIONS/);
  });

  test('routes of both roles are only looked at where there are controllers', async () => {
    const objects = await rendering.render({
      env: { extra: [{ name: 'JANGAR_MIGRATIONS', value: 'auto' }] },
    });
    expect(variablesOf(controlPlane(objects)).JANGAR_MIGRATIONS).toBe('auto');
  });
});

describe.each(renderings)('migrations.mode alone decides about the control plane, by $name', (rendering) => {
  const auto = { JANGAR_MIGRATIONS: 'auto', JANGAR_SKIP_MIGRATIONS: '0' };
  const skip = { JANGAR_MIGRATIONS: 'skip', JANGAR_SKIP_MIGRATIONS: '1' };
  const config = [{ name: 'JANGAR_MIGRATIONS', configMapName: 'modes' }];
  const secrets = [{ name: 'JANGAR_SKIP_MIGRATIONS', secretName: 'modes' }];
  const extra = Object.entries(auto).map(([name, value]) => ({ name, value }));

  test.each([
    { env: { vars: auto } },
    { controlPlane: { env: { vars: auto } } },
    { env: { extra } },
    { env: { config, secrets } },
    { envFromSecretRefs: ['modes'] },
    { env: { vars: auto }, controllers: { enabled: true } },
  ])('skip is skip with %j', async (values) => {
    const objects = await rendering.render({ ...values, migrations: { mode: 'skip' } });
    expect(variablesOf(controlPlane(objects))).toMatchObject({
      ...skip,
      AGENTS_MIGRATIONS: 'skip',
      AGENTS_SKIP_MIGRATIONS: '1',
    });
  });

  test('auto is auto, whatever envFrom brings, which cannot be read', async () => {
    const objects = await rendering.render({ envFromSecretRefs: ['modes'], envFromConfigMapRefs: ['modes'] });
    expect(variablesOf(controlPlane(objects))).toMatchObject(auto);
  });

  test.each([
    ['env.vars.JANGAR_MIGRATIONS', { env: { vars: { JANGAR_MIGRATIONS: ' Off' } } }],
    ['env.vars.AGENTS_SKIP_MIGRATIONS', { env: { vars: { AGENTS_SKIP_MIGRATIONS: '1' } } }],
    [
      'controlPlane.env.vars.JANGAR_MIGRATIONS, controlPlane.env.vars.JANGAR_SKIP_MIGRATIONS',
      { controlPlane: { env: { vars: skip } } },
    ],
    ['env.extra: AGENTS_MIGRATIONS', { env: { extra: [{ name: 'AGENTS_MIGRATIONS', value: 'skip' }] } }],
    ['env.secrets: JANGAR_SKIP_MIGRATIONS, env.config: JANGAR_MIGRATIONS', { env: { config, secrets } }],
  ])(
    'a skip, or what may be one, in %s is refused while it is auto, and taken with skip',
    async (places, values) => {
      expect(await rendering.refuse(values)).toBe(
        `${places}: only migrations.mode says whether the control plane migrates; set that to skip, or remove this`,
      );
      const objects = await rendering.render({ ...values, migrations: { mode: 'skip' } });
      expect(variablesOf(controlPlane(objects))).toMatchObject(skip);
    },
  );
});
