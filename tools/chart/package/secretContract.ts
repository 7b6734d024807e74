// secret-contract.md: the keys of the Secret that a chart refers to and, as a rule, never creates.
import type { Schema } from '../../schema/schema.ts';
import type { ChartApp, SecretKey } from '../app.ts';
import { code, escapeMarkdown, formatTable } from './text.ts';

/** The content of `secret-contract.md`; undefined for an application without a secret contract. */
export function renderSecretContract(app: ChartApp): string | undefined {
  const { secretContract, chart } = app;
  if (secretContract === undefined || secretContract.length === 0) return undefined;
  const needed = secretContract.filter((entry) => entry.needed);
  const hasVariables = secretContract.some(({ variable }) => variable !== undefined);
  const rows = secretContract.map((entry) => [
    code(entry.key),
    ...(hasVariables ? [code(entry.variable ?? entry.key)] : []),
    describeNeed(entry),
    entry.description,
  ]);
  const sections = [
    `# Secret of ${chart.name}`,
    `${introduction(app)}${hasVariables ? '' : ' Each key becomes the environment variable of its name.'}`,
    formatTable(
      ['Key', ...(hasVariables ? ['Variable'] : []), 'Needed', 'Description'],
      rows.map((row) => row.map(escapeMarkdown)),
    ),
    ...(needed.length === 0 ? [] : ['With the default values:', command(app, needed)]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function introduction({ schema }: ChartApp): string {
  const { path, name } = findSecretName(schema);
  const named =
    name === undefined ? '' : `, named by the value ${code(path.join('.'))} (${code(name)} by default)`;
  const never = valueAt(schema, ['secrets', 'create'])
    ? ', which must exist before the release. With `secrets.create` it makes one of its own instead.'
    : `${named === '' ? ' ' : ', '}and never creates it: it must exist before the release.`;
  return `The chart refers to a Secret${named}${never}`;
}

/** Values that by convention name the Secret. */
const secretPaths = [['existingSecret'], ['secrets', 'existingSecret']] as const;

interface SecretName {
  readonly path: readonly string[];
  /** The default. */
  readonly name?: string;
}

function findSecretName(schema: Schema): SecretName {
  for (const path of secretPaths) {
    const name = valueAt(schema, path)?.default;
    if (typeof name === 'string' && name !== '') return { path, name };
  }
  return { path: secretPaths[0] };
}

function valueAt(schema: Schema, path: readonly string[]): Schema | undefined {
  return path.reduce<Schema | undefined>((at, key) => {
    const node = at?.properties?.[key];
    return typeof node === 'object' ? node : undefined;
  }, schema);
}

function describeNeed({ when, instead = [] }: SecretKey): string {
  return instead.length === 0 ? when : `${when} (${instead.map(code).join(', ')})`;
}

function command(app: ChartApp, needed: readonly SecretKey[]): string {
  const name = findSecretName(app.schema).name ?? app.chart.name;
  const lines = [
    `kubectl create secret generic ${name} --namespace NAMESPACE`,
    ...needed.map(({ key }) => `  --from-literal=${key}=VALUE`),
  ];
  return `\`\`\`sh\n${lines.join(' \\\n')}\n\`\`\``;
}
