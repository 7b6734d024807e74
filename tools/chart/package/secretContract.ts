// secret-contract.md: the keys of the Secret that a chart refers to and never creates.
import type { ChartApp, SecretKey } from '../app.ts';
import { code, escapeMarkdown, formatTable } from './text.ts';

/** The content of `secret-contract.md`; undefined for an application without a secret contract. */
export function renderSecretContract(app: ChartApp): string | undefined {
  const { secretContract, chart } = app;
  if (secretContract === undefined || secretContract.length === 0) return undefined;
  const needed = secretContract.filter((entry) => entry.needed);
  const rows = secretContract.map((entry) => [code(entry.key), describeNeed(entry), entry.description]);
  const sections = [
    `# Secret of ${chart.name}`,
    `${introduction(app)} Each key becomes the environment variable of its name.`,
    formatTable(
      ['Key', 'Needed', 'Description'],
      rows.map((row) => row.map(escapeMarkdown)),
    ),
    ...(needed.length === 0 ? [] : ['With the default values:', command(app, needed)]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function introduction(app: ChartApp): string {
  const name = secretName(app);
  const named =
    name === undefined ? '' : `, named by the value \`existingSecret\` (${code(name)} by default),`;
  return `The chart refers to a Secret${named} and never creates it: it must exist before the release.`;
}

/** The default of the value `existingSecret`, which by convention names the Secret. */
function secretName({ schema }: ChartApp): string | undefined {
  const node = schema.properties?.existingSecret;
  const name = typeof node === 'object' ? node.default : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function describeNeed({ when, instead = [] }: SecretKey): string {
  return instead.length === 0 ? when : `${when} (${instead.map(code).join(', ')})`;
}

function command(app: ChartApp, needed: readonly SecretKey[]): string {
  const name = secretName(app) ?? app.chart.name;
  const lines = [
    `kubectl create secret generic ${name} --namespace NAMESPACE`,
    ...needed.map(({ key }) => `  --from-literal=${key}=VALUE`),
  ];
  return `\`\`\`sh\n${lines.join(' \\\n')}\n\`\`\``;
}
