// README.md of a chart: what it installs, how, and every value in one table.
import { valueRows } from '../../schema/document.ts';
import type { ChartApp } from '../app.ts';
import { code, escapeMarkdown, formatTable } from './text.ts';

const longestDefault = 60;

/** The content of `README.md`. */
export function renderReadme(app: ChartApp): string {
  const { chart, name } = app;
  const sections: readonly (readonly string[])[] = [
    [`# ${chart.name}`, `<!-- Made from lib/apps/${name} and ${app.schemaFile}: change it there. -->`],
    chart.description === undefined ? [] : [`${escapeMarkdown(chart.description)}.`.replace(/\.\.$/, '.')],
    [
      `Version ${code(chart.version)} of the chart installs version ${code(chart.appVersion)} of the application.`,
    ],
    installation(app),
    values(app),
    about(app),
  ];
  return `${sections.flat().join('\n\n')}\n`;
}

function installation({ chart, secretContract, hasTests }: ChartApp): readonly string[] {
  const source =
    chart.registry === undefined ? '.' : `${chart.registry}/${chart.name} --version ${chart.version}`;
  const kubernetes = chart.kubeVersion === undefined ? [] : [`Kubernetes: ${code(chart.kubeVersion)}`];
  const secret =
    secretContract === undefined || secretContract.length === 0
      ? []
      : ['The Secret of [secret-contract.md](secret-contract.md) must exist in the namespace first.'];
  return [
    '## Installation',
    ...kubernetes,
    ...secret,
    `\`\`\`sh\nhelm install ${chart.name} ${source} --namespace NAMESPACE\n\`\`\``,
    ...(hasTests
      ? [`\`helm test ${chart.name} --namespace NAMESPACE\` asks the release whether it works.`]
      : []),
  ];
}

function values({ schema, environment }: ChartApp): readonly string[] {
  const rows = valueRows(schema).map(({ path, type, fallback, isRequired, description }) => [
    code(path),
    type,
    isRequired ? '**required**' : formatDefault(fallback),
    escapeMarkdown(description),
  ]);
  const page =
    environment === undefined
      ? []
      : ['[environment.md](environment.md) tells which environment variables they become.'];
  return ['## Values', ...page, formatTable(['Key', 'Type', 'Default', 'Description'], rows)];
}

function formatDefault(fallback: unknown): string {
  if (fallback === undefined) return '';
  const text = JSON.stringify(fallback);
  return text.length > longestDefault ? 'see [values.yaml](values.yaml)' : code(text);
}

function about({ chart }: ChartApp): readonly string[] {
  const { home, sources = [], maintainers = [] } = chart;
  const lines = [
    ...(home === undefined ? [] : [`- Home: <${home}>`]),
    ...sources.filter((source) => source !== home).map((source) => `- Source: <${source}>`),
    ...maintainers.map(({ name, url, email }) => {
      const address = url ?? email;
      return `- Maintainer: ${escapeMarkdown(name)}${address === undefined ? '' : ` <${address}>`}`;
    }),
  ];
  return lines.length === 0 ? [] : ['## About', lines.join('\n')];
}
