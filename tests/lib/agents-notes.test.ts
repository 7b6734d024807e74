// What is told after an installation of agents is true, whoever migrates the database and whoever waits for that.
import { expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';

async function notesOf(values: object): Promise<readonly string[]> {
  return (await evaluate(`
    local app = import 'lib/apps/agents/main.libsonnet';
    local coalesce = import 'lib/twinhull/coalesce.libsonnet';
    local defaults = import 'lib/twinhull/defaults.libsonnet';
    local values = coalesce(defaults(app.schema), ${JSON.stringify(values)});
    app.notes(values, { name: 'agents', namespace: 'agents', service: 'Helm' }, app.chart, {})
  `)) as readonly string[];
}

const database = { secretRef: { name: 'db' } };
const job = { enabled: true, command: ['migrate'] };

const byItself =
  'The control plane migrates the database when it first uses it: as it starts, unless its own variables say otherwise.';
const byNobody = 'Nothing of this release migrates the database: migrations.mode is skip.';
const byJob =
  'The Job agents-migrate migrates the database before each installation and upgrade; nothing else does.';
const waiting = 'The controllers never migrate the database. They start when the control plane answers.';
const hasty = 'The controllers never migrate the database. They do not wait for the control plane.';

test.each([
  [{}, [byItself]],
  [{ controllers: { enabled: true } }, [byItself, waiting]],
  [{ controllers: { enabled: true, gate: { wait: false } } }, [byItself, hasty]],
  [{ controllers: { enabled: true }, migrations: { mode: 'skip' } }, [byNobody, waiting]],
  [{ controllers: { enabled: true }, migrations: { mode: 'skip', job } }, [byJob, waiting]],
  [{ migrations: { mode: 'skip', job } }, [byJob]],
])('with %j', async (values, expected) => {
  const lines = await notesOf({ database, ...values });
  expect(lines.slice(lines.lastIndexOf('') + 1)).toEqual(expected);
});

test('tells of values that count for nothing, and of a database that no value of its own names', async () => {
  const lines = await notesOf({
    controllers: { enabled: true, env: { vars: { JANGAR_MIGRATIONS: 'auto' } } },
    migrations: { validation: 'warn' },
  });
  expect(lines).toEqual(
    expect.arrayContaining([
      'Warning: the controllers skip the migrations, whatever these values say: controllers.env.vars.JANGAR_MIGRATIONS',
      expect.stringMatching(
        /^Neither database\.secretRef nor database\.createSecret says where DATABASE_URL is/,
      ),
    ]),
  );
});
