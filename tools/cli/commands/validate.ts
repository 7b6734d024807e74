// `validate`: environments, or files of manifests, against Kubernetes' schemas.
import { statSync } from 'node:fs';
import path from 'node:path';
import { findEnvironments } from '../../environments/find.ts';
import { renderEnvironments } from '../../environments/render.ts';
import { readYamlDocuments } from '../../manifests/yaml/read.ts';
import { type Diagnostic, formatDiagnostic, ToolError } from '../../shared/diagnostics.ts';
import { readTextFile } from '../../shared/files.ts';
import type { Json } from '../../shared/json.ts';
import { defaultKubernetesVersion, validateManifests } from '../../validate/validate.ts';
import { checkValues, findApp, readValuesFile } from '../../verify/values.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addJsonnetFlags, type JsonnetOptions, openSession } from '../flags.ts';
import type { Io } from '../io.ts';
import { createProgress, printJson } from '../output.ts';

interface Options extends JsonnetOptions {
  readonly app?: string;
  readonly json?: true;
  readonly kubernetesVersion: string;
}

interface Subject {
  readonly name: string;
  readonly manifests: readonly Json[];
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path...>',
  description:
    'Check manifests against the schemas of Kubernetes and of common custom resources, strictly and offline. Paths are environments, folders of them, or files of YAML or JSON manifests; with --app they are values files of an application.',
  examples: [
    ['twinhull validate environments/dispatch/home-ops', 'one environment'],
    [
      'twinhull validate environments rendered.yaml --json',
      'all environments and a file, for another program',
    ],
    [
      'twinhull validate --app dispatch values.yaml',
      'values: by the schema, by the application, and what it renders',
    ],
  ],
  exitCodes: 'own',
  options: (parser) => {
    parser
      .option('--app <name>', 'the paths are values files of this application')
      .option('--json', 'print the findings as JSON')
      .option(
        '--kubernetes-version <version>',
        'whose schemas manifests must satisfy',
        defaultKubernetesVersion,
      );
    addJsonnetFlags(parser);
  },
  run: async ({ args, options, io }) => {
    const progress = createProgress(io);
    const findings: Diagnostic[] = [];
    for await (const { name, found } of options.app
      ? checkFiles(args, options)
      : checkTargets(args, options, io)) {
      progress.show(`validated ${name}`);
      findings.push(...found);
    }
    progress.clear();
    if (options.json)
      printJson(
        io,
        findings.map((finding) => ({ ...finding, message: formatDiagnostic(finding) })),
      );
    else io.out(findings.map((finding) => `${formatDiagnostic(finding)}\n`).join(''));
    if (!options.json) io.err(findings.length === 1 ? '1 finding\n' : `${findings.length} findings\n`);
    return findings.length === 0 ? 0 : 1;
  },
});

interface Checked {
  readonly name: string;
  readonly found: readonly Diagnostic[];
}

async function* checkFiles(files: readonly string[], options: Options): AsyncGenerator<Checked> {
  const { kubernetesVersion } = options;
  const scope = { ...(await findApp(options.app ?? '', process.cwd())), kubernetesVersion };
  for (const name of files) yield { name, found: await checkValues(await readValuesFile(name), scope) };
}

async function* checkTargets(targets: readonly string[], options: Options, io: Io): AsyncGenerator<Checked> {
  const { kubernetesVersion } = options;
  for (const target of targets) {
    for await (const { name, manifests } of readSubjects(target, options, io)) {
      yield { name, found: await validateManifests(manifests, { kubernetesVersion, source: name }) };
    }
  }
}

async function* readSubjects(target: string, options: Options, io: Io): AsyncGenerator<Subject> {
  if (isManifestFile(target)) {
    const text = await readTextFile(target);
    if (text === undefined)
      throw new ToolError('file-read', { file: target, problem: 'there is no such file or directory' });
    const documents = readYamlDocuments(text, { file: target }).filter((document) => document !== null);
    yield { name: target, manifests: documents };
    return;
  }
  const session = openSession(options, io);
  const environments = await findEnvironments(session, [target]);
  if (environments.length === 0) throw new ToolError('environment-none', { path: target });
  for (const found of environments) {
    for await (const { environment, manifests } of renderEnvironments(session, [found])) {
      yield { name: environment.metadata.name ?? target, manifests };
    }
  }
}

function isManifestFile(target: string): boolean {
  if (!/\.(ya?ml|json)$/.test(path.basename(target))) return false;
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() !== true;
}
