// Command lines that Tanka and this program must answer alike. `record-tanka.ts` stores Tanka's answers as fixtures.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const fixtures: string = fileURLToPath(new URL('../fixtures/environments/', import.meta.url));

export interface TankaCase {
  /** What is special about it; the fixture is called so. */
  readonly name: string;
  /** The folder below `projects/` in which the command runs. */
  readonly project: string;
  /** `<out>` is a new folder. */
  readonly words: readonly string[];
}

function create(name: string, project: string, line: string): TankaCase {
  return { name, project, words: line.split(' ') };
}

const byEnvironment = '--format {{env.metadata.name}}/{{.kind}}-{{or|.metadata.name|.metadata.generateName}}';

export const cases: readonly TankaCase[] = [
  create('show-static', 'static', 'show environments/default -V stage=dev'),
  create('show-vendor-of-the-environment', 'static', 'show environments/prod -V stage=dev'),
  create('show-from-a-nested-folder', 'static/environments/prod/nested', 'show . -V stage=dev'),
  create('show-by-file', 'static', 'show environments/prod/main.jsonnet -V stage=dev'),
  create(
    'show-targets',
    'static',
    'show environments/default -V stage=dev -t deployment/.*,configmap/list-.*',
  ),
  create(
    'show-without-a-target',
    'static',
    'show environments/default -V stage=dev -t !(?:configmap|job)/.*',
  ),
  create('show-code-from-a-file', 'static', 'show environments/default --ext-code-file stage=stage.jsonnet'),
  create('show-text-from-a-file', 'static', 'show environments/default --ext-str-file stage=stage.jsonnet'),
  create('show-inline-by-name', 'inline', 'show . --name prod'),
  create('show-inline-by-path', 'inline', 'show shop/test'),
  create(
    'show-inline-with-arguments',
    'inline',
    'show . --name only-x --tla-code stages=["only"] -A suffix=-x',
  ),
  create('eval-static', 'static', 'eval environments/default -V stage=<&>'),
  create('eval-expression', 'static', 'eval environments/default -e service.metadata'),
  create('eval-inline', 'inline', 'eval .'),
  create('eval-element', 'inline', 'eval . -e list[0].spec'),
  create('eval-arguments', 'inline', 'eval . -e environments --tla-code stages=["a","b"] -A suffix=-x'),
  create('eval-natives', 'natives', 'eval environments/data'),
  create('eval-charts', 'natives', 'eval environments/charts'),
  create('show-chart', 'natives', 'show environments/release'),
  create('show-kustomization', 'natives', 'show environments/kustomize'),
  create('env-list', '.', 'env list static -V stage=dev'),
  create('env-list-inline', '.', 'env list inline'),
  create('env-list-json', '.', 'env list static --json'),
  create('env-list-json-inline', 'inline', 'env list --json -A suffix=-x'),
  create('env-list-names', '.', 'env list --names static'),
  create('env-list-of-a-file', '.', 'env list static/environments/prod/main.jsonnet'),
  create('env-list-equal', 'static', 'env list --names -l stage=dev,team==web'),
  create('env-list-not-equal', 'inline', 'env list --names -l stage!=dev'),
  create('env-list-nothing', 'inline', 'env list -l nothing'),
  create('jpath', 'static', 'tool jpath environments/prod/nested'),
  create('jpath-of-a-file', 'inline', 'tool jpath main.jsonnet'),
  create('imports', 'static', 'tool imports environments/imports'),
  create('export-static', 'static', 'export <out> environments/default -V stage=dev'),
  create('export-targets', 'static', 'export <out> environments/default -V stage=dev -t !configmap/.*'),
  create('export-recursive', 'static', `export <out> environments -r -V stage=dev ${byEnvironment}`),
  create('export-inline', 'inline', `export <out> . -r ${byEnvironment} --extension yml`),
  create('export-inline-by-name', 'inline', 'export <out> . --name prod --skip-manifest'),
  create('export-nothing', 'inline', 'export <out> . -r --name prod'),
  create('export-labels', 'inline', 'export <out> . -r -l stage=test'),
].map((row) => ({ ...row, words: row.words.map((word) => word.replaceAll('|', ' ')) }));

export function projectFolder({ project }: TankaCase): string {
  return path.join(fixtures, 'projects', project);
}
