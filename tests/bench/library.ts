// Makes a library of about 4 MB in the style of k8s-libsonnet (one resource per kind with withX functions), and projects that use it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type LibraryForm = 'one-file' | 'lazy-files';

const kinds = 700;
const properties = 24;
/** Most applications are made of the same few kinds. */
const usedKinds = 20;

/** A file of the project, relative to its root. */
interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** Writes a Tanka project: the library, `count` environments, static (a directory each) or inline (one file). */
export function writeProject(
  root: string,
  { form, count, inline }: { form: LibraryForm; count: number; inline: boolean },
): void {
  const files: ProjectFile[] = [{ path: 'jsonnetfile.json', text: '{}\n' }, ...libraryFiles(form)];
  if (inline) files.push({ path: 'environments/all/main.jsonnet', text: inlineEnvironments(count) });
  else for (let at = 0; at < count; at++) files.push(...staticEnvironment(at));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function libraryFiles(form: LibraryForm): ProjectFile[] {
  const names = Array.from({ length: kinds }, (_, at) => `kind${at}`);
  if (form === 'one-file') {
    return [
      {
        path: 'lib/k.libsonnet',
        text: `{\n${names.map((name) => `  ${name}: ${resource(name)},\n`).join('')}}\n`,
      },
    ];
  }
  return [
    {
      path: 'lib/k.libsonnet',
      text: `{\n${names.map((name) => `  ${name}: (import 'k/${name}.libsonnet'),\n`).join('')}}\n`,
    },
    ...names.map((name) => ({ path: `lib/k/${name}.libsonnet`, text: `${resource(name)}\n` })),
  ];
}

function resource(name: string): string {
  const setters = Array.from({ length: properties }, (_, at) => setter(`property${at}`)).join('');
  return `{
    '#':: { help: 'The ${name} resource of the generated library, with one function for each property.' },
    new(name):: { apiVersion: 'bench/v1', kind: '${name}' } + self.metadata.withName(name),
    metadata: {
      '#withName':: { help: 'Sets the name, which is unique within a namespace.' },
      withName(name): { metadata+: { name: name } },
      withLabels(labels): { metadata+: { labels: labels } },
      withLabelsMixin(labels): { metadata+: { labels+: labels } },
      withAnnotationsMixin(annotations): { metadata+: { annotations+: annotations } },
    },
    spec: {
${setters}    },
  }`;
}

function setter(property: string): string {
  const title = property.charAt(0).toUpperCase() + property.slice(1);
  return `      '#with${title}':: { help: 'Sets ${property} and replaces what was there before.' },
      with${title}(value): { spec+: { ${property}: value } },
      with${title}Mixin(value): { spec+: { ${property}+: if std.isArray(v=value) then value else [value] } },
`;
}

function objects(at: number): string {
  const one = (index: number): string => {
    const kind = `k.kind${(at + index) % usedKinds}`;
    return `    object${index}: ${kind}.new('app-${at}-${index}') + ${kind}.spec.withProperty0(${index}) + ${kind}.spec.withProperty1Mixin('x') + ${kind}.metadata.withLabelsMixin({ app: 'app-${at}' }),\n`;
  };
  return `{\n${Array.from({ length: 10 }, (_, index) => one(index)).join('')}  }`;
}

function staticEnvironment(at: number): ProjectFile[] {
  const spec = {
    apiVersion: 'tanka.dev/v1alpha1',
    kind: 'Environment',
    spec: { namespace: `ns-${at}`, apiServer: 'https://127.0.0.1:6443' },
  };
  return [
    { path: `environments/env${at}/spec.json`, text: `${JSON.stringify(spec, undefined, 2)}\n` },
    { path: `environments/env${at}/main.jsonnet`, text: `local k = import 'k.libsonnet';\n${objects(at)}\n` },
  ];
}

function inlineEnvironments(count: number): string {
  const environment = (at: number): string => `  env${at}: {
    apiVersion: 'tanka.dev/v1alpha1',
    kind: 'Environment',
    metadata: { name: 'env${at}' },
    spec: { namespace: 'ns-${at}', apiServer: 'https://127.0.0.1:6443' },
    data: ${objects(at)},
  },\n`;
  return `local k = import 'k.libsonnet';\n{\n${Array.from({ length: count }, (_, at) => environment(at)).join('')}}\n`;
}
