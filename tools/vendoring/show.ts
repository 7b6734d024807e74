// What a chartfile says, as Tanka prints it: with every field, and without passwords.
import { formatYaml } from '../manifests/yaml/write.ts';
import type { Json } from '../shared/json.ts';
import type { Chartfile } from './chartfile.ts';
import { maskUrl } from './secrets.ts';

/** Fields in the order in which Tanka prints them. */
type Fields = Readonly<Record<string, string>>;

export interface ShownChartfile {
  readonly version: number;
  readonly repositories: readonly Fields[];
  readonly requires: readonly Fields[];
  readonly directory: string;
}

export function describeChartfile({ version, repositories, requires, directory }: Chartfile): ShownChartfile {
  return {
    version,
    repositories: repositories.map((repository) => ({
      name: repository.name,
      url: maskUrl(repository.url),
      cafile: repository.caFile ?? '',
      certfile: repository.certFile ?? '',
      keyfile: repository.keyFile ?? '',
      username: repository.username ?? '',
      password: repository.password ? '***' : '',
    })),
    requires: requires.map((requirement) => ({
      chart: requirement.chart,
      version: requirement.version,
      directory: requirement.directory ?? '',
    })),
    directory,
  };
}

export function formatChartfile({ version, repositories, requires, directory }: ShownChartfile): string {
  return [
    formatYaml({ version }),
    formatList('repositories', repositories),
    formatList('requires', requires),
    formatYaml({ directory }),
  ].join('');
}

function formatList(name: string, entries: readonly Fields[]): string {
  if (entries.length === 0) return formatYaml({ [name]: [] });
  const items = entries.map((fields) => {
    const lines = Object.entries(fields).flatMap(([key, value]) => formatEntry(key, value));
    return lines.map((line, at) => `${at === 0 ? '- ' : '  '}${line}\n`).join('');
  });
  return `${name}:\n${items.join('')}`;
}

function formatEntry(key: string, value: Json): readonly string[] {
  return formatYaml({ [key]: value })
    .trimEnd()
    .split('\n');
}
