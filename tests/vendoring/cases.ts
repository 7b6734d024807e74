// A chartfile, and command lines about it that Tanka and this program must answer alike.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const recorded: string = fileURLToPath(new URL('../fixtures/vendoring/', import.meta.url));

/** `URL` stands for the repository. */
const chartfile = `version: 1
directory: vendor/charts
repositories:
- name: local
  url: URL
- name: files
  url: https://charts.example.org
  caFile: tls/ca.pem
  username: "1234"
requires:
- chart: local/web
  version: 1.0.0
- chart: local/web
  version: 2.0.0
  directory: web-two
- chart: local/store
  version: 0.3.0
- chart: local/web-extra
  version: 0.2.0-alpha
  directory: "no"
`;

/** Of which all charts can be had. */
const vendored: string = chartfile
  .slice(0, chartfile.indexOf('- chart: local/web-extra'))
  .replace(/- name: files[\s\S]*(?=requires)/, '');

export interface ChartsCase {
  readonly name: string;
  readonly words: readonly string[];
  /** None is there before. */
  readonly chartfile?: string;
}

export const cases: readonly ChartsCase[] = [
  { name: 'init', words: ['init'] },
  { name: 'config', words: ['config'], chartfile },
  { name: 'config-of-nothing', words: ['config'], chartfile: '{}\n' },
  { name: 'vendor', words: ['vendor'], chartfile: vendored },
  { name: 'version-check', words: ['version-check'], chartfile: vendored },
  { name: 'version-check-pretty', words: ['version-check', '--pretty-print'], chartfile: vendored },
];

export function recordOf({ name }: ChartsCase): string {
  return path.join(recorded, name);
}
