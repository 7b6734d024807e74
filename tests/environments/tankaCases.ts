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
  readonly exitCode: number;
  /** What Tanka writes to standard error is part of the answer. */
  readonly told: boolean;
}

function create(name: string, project: string, line: string, exitCode = 0): TankaCase {
  return { name, project, words: line.split(' '), exitCode, told: /^(?:fmt|lint) /.test(line) };
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
  create('show-short-options-with-equals', 'static', 'show environments/default -V=stage=dev -t=service/.*'),
  create('show-target-of-commas', 'static', 'show environments/default -V stage=dev --log-level error -t ,'),
  create('show-no-target', 'static', 'show environments/default -V stage=dev --target='),
  create('options-before-the-command', 'static', '-V stage=dev -t service/.* show environments/default'),
  create('options-inside-of-a-group', '.', 'env --log-level DEBUG list --names static'),
  create(
    'eval-short-options-with-equals',
    'static',
    'eval environments/default -V=stage=<&> -e=service.metadata',
  ),
  create('env-list-by-labels-with-equals', 'static', 'env list --names -l=stage=dev,team==web'),
  create('imports-with-an-empty-log-level', 'static', 'tool imports environments/imports --log-level='),
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
  create('importers-of-a-library', 'importers', 'tool importers lib/names.libsonnet lib/nested/word.txt'),
  create('importers-of-a-vendored-library', 'importers', 'tool importers vendor/util/second.libsonnet'),
  create('importers-hidden-by-an-own-vendor', 'importers', 'tool importers vendor/util/main.libsonnet'),
  create('importers-of-a-part', 'importers', 'tool importers environments/web/parts/page.libsonnet'),
  create('importers-through-parents', 'importers', 'tool importers shared/inner/deep.libsonnet'),
  create('importers-through-links', 'importers', 'tool importers lib/unused.libsonnet'),
  create('importers-in-a-circle', 'importers', 'tool importers lib/loop.libsonnet'),
  create('importers-in-comments', 'importers', 'tool importers lib/commented.libsonnet lib/quoted.libsonnet'),
  create('importers-of-nothing', 'importers', 'tool importers shared/inner/next.libsonnet'),
  create(
    'importers-of-deleted-files',
    'importers',
    'tool importers deleted:environments/web/gone.libsonnet deleted:environments/old/main.jsonnet',
  ),
  create('importers-below-a-root', 'importers/lib', 'tool importers --root .. names.libsonnet'),
  create('importers-count', 'importers', 'tool importers-count vendor --recursive'),
  create('importers-count-of-a-folder', 'static', 'tool importers-count lib'),
  create(
    'importers-count-of-other-files',
    'importers',
    String.raw`tool importers-count environments --recursive --filename-regex \.txt$`,
  ),
  create('fmt-to-standard-output', 'sources', 'fmt --stdout --verbose .'),
  create('fmt-of-files', 'sources', 'fmt --stdout vendor/kept.libsonnet lib/plain.txt'),
  create('fmt-with-excludes', 'sources', 'fmt --stdout -e *.jsonnet -e lib/[!s]*,vendor/** .'),
  create('fmt-test', 'sources', 'fmt --test --verbose .', 16),
  create('fmt-test-of-formatted-files', 'sources', 'fmt --test lib/shapes.libsonnet'),
  create('lint-clean', 'sources', 'lint lib/shapes.libsonnet'),
  create('lint-findings', 'sources', 'lint -n 1 environments', 1),
  create('export-static', 'static', 'export <out> environments/default -V stage=dev'),
  create(
    'export-short-options-with-equals',
    'static',
    'export <out> environments/default -r=true -V=stage=dev -t=!configmap/.*',
  ),
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
