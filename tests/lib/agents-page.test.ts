// The page about the environment is true: what it says the chart decides is what the containers get.
import { describe, expect, test } from 'vitest';
import {
  controllers,
  controlPlane,
  type Deployment,
  find,
  render,
  variablesIn,
  variablesOf,
} from './agents.ts';
import { evaluate } from './evaluate.ts';

interface Row {
  readonly variables: readonly string[];
  readonly value: string;
  readonly when: readonly string[];
}

const sections = (await evaluate(`(import 'lib/apps/agents/page.libsonnet').sections`)) as readonly {
  readonly title: string;
  readonly rows: readonly Row[];
}[];

function rowsOf(title: string): readonly Row[] {
  const rows = sections.find((section) => section.title.startsWith(title))?.rows;
  if (rows === undefined) throw new Error(`there is no section ${title}`);
  return rows;
}

const image = (name: string) => ({ repository: name, tag: '1' });
/** What the words of a row mean, where it has no literal value. */
const words: Readonly<Record<string, string>> = {
  'its image': 'plane:1',
  'their image': 'controllers:1',
  'grpc.enabled': 'true',
  'grpc.port': '9000',
  'migrations.mode, under both prefixes': 'skip',
  '`0`, or `1` where migrations.mode is skip, under both prefixes': '1',
};
const literal = (value: string): string | undefined => words[value] ?? /^`([^`]*)`/.exec(value)?.[1];

/** Each decided variable of a section, by its name under the first prefix, and under the other one where both are set. */
function decided(title: string, kind: number): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    rowsOf(title).flatMap(({ variables, value }) => {
      const names = value.endsWith('under both prefixes') ? variables : variables.slice(kind, kind + 1);
      return names.map((name) => [name, literal(value)]);
    }),
  );
}

describe.each([
  ['JANGAR_', 0],
  ['AGENTS_', 1],
] as const)('with the prefix %s', (envPrefix, kind) => {
  /** Of the other prefix only those of migrations are taken. */
  const isTaken = (name: string) =>
    envPrefix === 'JANGAR_' || !name.startsWith('JANGAR_') || name.endsWith('_MIGRATIONS');
  /** Every decided variable is said otherwise where that counts for nothing. */
  const contrary = Object.fromEntries(
    ['control plane', 'controllers'].flatMap((role) =>
      rowsOf(`What the chart decides for the ${role}`)
        .filter(({ value }) => !value.includes('otherwise'))
        .flatMap(({ variables }) => variables.filter(isTaken).map((name) => [name, 'skip'])),
    ),
  );
  const values = {
    envPrefix,
    env: { vars: contrary },
    controlPlane: { image: image('plane'), env: { vars: contrary } },
    controllers: { enabled: true, image: image('controllers'), env: { vars: contrary } },
    grpc: { port: 9000 },
    migrations: { mode: 'skip', validation: 'warn', job: { enabled: true, command: ['migrate'] } },
  };

  test.each([
    ['What the chart decides for the control plane', controlPlane],
    ['What the chart decides for the controllers', controllers],
  ])('%s', async (title, role) => {
    const expected = decided(title, kind);
    expect(Object.values(expected)).not.toContain(undefined);
    const variables = variablesOf(role(await render(values)));
    expect(variables).toMatchObject(expected);
    const changed = Object.keys(variables).filter((name) => name in contrary && variables[name] !== 'skip');
    const modes = Object.keys(expected).filter((name) => expected[name] === 'skip');
    expect(Object.keys(expected)).toEqual(expect.arrayContaining([...changed, ...modes]));
  });

  test('the migration Job', async () => {
    const job = find<Deployment>(await render(values), 'Job', 'agents-migrate');
    const expected = decided('The migration Job', kind);
    expect(Object.values(expected)).not.toContain(undefined);
    expect(variablesIn(job.spec.template.spec.containers[0])).toMatchObject(expected);
  });

  test('only where it says when', async () => {
    const without = variablesOf(
      controlPlane(await render({ envPrefix, grpc: { enabled: false }, agentComms: { enabled: true } })),
    );
    for (const { variables, value, when } of rowsOf('What the chart decides for the control plane'))
      if (when.length > 0) expect(without[variables[kind] as string]).not.toBe(literal(value));
  });
});
