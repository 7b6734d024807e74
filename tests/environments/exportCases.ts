// Exports one after the other into one folder. `record-exports.ts` stores what Tanka leaves there.
import path from 'node:path';
import { fixtures } from './tankaCases.ts';

/** Where Tanka's answers are: name of a case → what the commands left. */
export const recordedExports: string = path.join(fixtures, 'tanka-exports.json');

export interface Left {
  readonly exitCodes: readonly number[];
  readonly files: Readonly<Record<string, string>>;
}

export interface ExportCase {
  readonly project: string;
  /** Command lines behind `export <out>`. */
  readonly lines: readonly string[];
}

const first = 'environments/default -V stage=dev';
const second = 'environments/prod -V stage=dev';
const byKind = '--format new/{{.kind}}/{{.metadata.name}}';
const byName = '--format {{env.metadata.name}}/{{.kind}}-{{.metadata.name}}';

export const exportCases: Readonly<Record<string, ExportCase>> = {
  'into a folder that is not empty': { project: 'static', lines: [first, first] },
  'fail-on-conflicts beside other files': {
    project: 'static',
    lines: [`${first} ${byName}`, `${second} ${byName} --merge-strategy fail-on-conflicts`],
  },
  'merge is fail-on-conflicts': {
    project: 'static',
    lines: [`${first} ${byName}`, `${second} ${byName} --merge`],
  },
  'replace-envs with other names': {
    project: 'static',
    lines: [first, `${first} ${byKind} --merge-strategy replace-envs`],
  },
  'replace-envs of one of two': {
    project: 'static',
    lines: [
      `environments/default environments/prod -r -V stage=dev ${byName}`,
      `${first} ${byName} -t configmap/.* --merge-strategy=replace-envs`,
    ],
  },
  'replace-envs without a manifest.json': {
    project: 'static',
    lines: [`${first} ${byName} --skip-manifest`, `${second} ${byName} --merge-strategy replace-envs`],
  },
  'merge-deleted-envs': {
    project: 'static',
    lines: [
      `${first} ${byName}`,
      `${second} ${byName} --merge-strategy fail-on-conflicts --merge-deleted-envs environments/default/main.jsonnet`,
    ],
  },
  'merge-deleted-envs of several': {
    project: 'inline',
    lines: [
      `. -r ${byName}`,
      `. --name prod ${byName} --merge-strategy fail-on-conflicts --merge-deleted-envs main.jsonnet --merge-deleted-envs other.jsonnet`,
    ],
  },
  'skip-manifest leaves the old one': {
    project: 'static',
    lines: [first, `${first} ${byKind} --merge-strategy replace-envs --skip-manifest`],
  },
  'several paths': {
    project: 'static',
    lines: [`environments/default environments/prod -r -V stage=dev ${byName}`],
  },
  'several paths without -r': {
    project: 'static',
    lines: ['environments/default environments/prod -V stage=dev'],
  },
  'by name and -r': { project: 'inline', lines: ['. -r --name shop/prod'] },
  'a part of a name and -r': { project: 'inline', lines: ['. -r --name prod'] },
  'a selector with -r': { project: 'inline', lines: [`. -r -l stage!=test ${byName}`] },
  'a selector that matches nothing': { project: 'static', lines: [`${first} -l team=nobody`] },
  'targets, and others not': { project: 'static', lines: [`${first} -t service/.*`, `${second} -t !.*/.*`] },
  'an extension of two parts': { project: 'static', lines: [`${first} --extension k8s.yaml`] },
  'an empty extension': { project: 'static', lines: [`${first} --extension=`] },
  'in parallel': { project: 'static', lines: [`environments -r -V stage=dev ${byName} -p 2`] },
  'with a cache': { project: 'inline', lines: ['. --name prod -c <cache> -e main -e other'] },
  'with another stack': { project: 'static', lines: [`${first} --max-stack 2000`] },
  'an unknown strategy': { project: 'static', lines: [`${first} --merge-strategy odd`] },
  'both names of a strategy': {
    project: 'static',
    lines: [`${first} --merge --merge-strategy replace-envs`],
  },
  'an expression that is none for --cache-envs': { project: 'static', lines: [`${first} -c <cache> -e (`] },
  'a template that is none': { project: 'static', lines: [`${first} --format {{`] },
  'a path that is not there': { project: 'static', lines: ['environments/nowhere -V stage=dev -r'] },
};

export function wordsOf(line: string, places: Readonly<Record<'out' | 'cache', string>>): readonly string[] {
  return ['export', places.out, ...line.split(' ').map((word) => word.replace('<cache>', places.cache))];
}
