// `validate`: environments, or files of manifests, against Kubernetes' schemas.
import { statSync } from 'node:fs';
import path from 'node:path';
import { findApp } from '../../chart/app.ts';
import { describeFailure } from '../../environments/failures.ts';
import { findEnvironments } from '../../environments/find.ts';
import { renderEnvironments } from '../../environments/render.ts';
import { JsonnetError } from '../../jsonnet/errors.ts';
import { readYamlDocuments } from '../../manifests/yaml/read.ts';
import { countOf } from '../../schema/wording.ts';
import { type Diagnostic, formatDiagnostic, ToolError } from '../../shared/diagnostics.ts';
import { listFiles, readTextFile } from '../../shared/files.ts';
import type { Json } from '../../shared/json.ts';
import { readDefinitions } from '../../validate/definitions.ts';
import { defaultKubernetesVersion } from '../../validate/schemas.ts';
import { validateManifests } from '../../validate/validate.ts';
import { checkValues, readValuesFile } from '../../verify/values.ts';
import { type AnyCommand, defineCommand } from '../command.ts';
import { addJsonnetFlags, type JsonnetOptions, openSession } from '../flags.ts';
import type { Io } from '../io.ts';
import { createProgress, printJson } from '../output.ts';

interface Options extends JsonnetOptions {
  readonly app?: string;
  readonly json?: true;
  readonly kubernetesVersion: string;
}

/** Definitions are those of the project's charts. */
interface Request extends Options {
  readonly definitions: readonly unknown[];
}

interface Subject {
  readonly name: string;
  readonly manifests: readonly Json[];
}

export const command: AnyCommand = defineCommand<Options>({
  arguments: '<path...>',
  description:
    'Check manifests against the schemas of Kubernetes, of common custom resources and of those in charts/*/crds, strictly and offline. Paths are environments or folders of them, files of YAML or JSON manifests or folders of those, or - for standard input; with --app they are values files of an application. Exits with 1 for findings, with 2 for what could not be read.',
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
    const check = options.app ? checkFile : checkTarget;
    const { documents: definitions, unreadable } = await readDefinitions(process.cwd());
    const failures: unknown[] = unreadable.map(({ error }) => error);
    for (const target of args) {
      progress.show(`validating ${target}`);
      try {
        for await (const found of check(target, { ...options, definitions }, io)) findings.push(...found);
      } catch (error) {
        if (!(error instanceof ToolError || error instanceof JsonnetError)) throw error;
        failures.push(error);
      }
    }
    progress.clear();
    printFindings(findings, options, io);
    for (const error of failures) io.err(`Error: ${describeFailure(error)}\n`);
    return failures.length > 0 ? 2 : findings.length > 0 ? 1 : 0;
  },
});

function printFindings(findings: readonly Diagnostic[], { json }: Options, io: Io): void {
  if (json) {
    printJson(
      io,
      findings.map((finding) => ({ ...finding, message: formatDiagnostic(finding) })),
    );
    return;
  }
  io.out(findings.map((finding) => `${formatDiagnostic(finding)}\n`).join(''));
  io.err(`${countOf(findings.length, 'finding')}\n`);
}

type Found = AsyncGenerator<readonly Diagnostic[]>;

async function* checkFile(file: string, { app = '', ...known }: Request): Found {
  const scope = { ...known, ...(await findApp(app, process.cwd())) };
  yield await checkValues(await readValuesFile(file), scope);
}

async function* checkTarget(target: string, options: Request, io: Io): Found {
  const { kubernetesVersion, definitions } = options;
  for await (const { name, manifests } of readSubjects(target, options, io)) {
    yield await validateManifests(manifests, { kubernetesVersion, definitions, source: name });
  }
}

/** A file or standard input holds manifests; a folder holds environments, or else files of manifests. */
async function* readSubjects(target: string, options: Options, io: Io): AsyncGenerator<Subject> {
  if (target === '-') yield readManifests('standard input', io.input());
  else if (isFolder(target)) yield* readFolder(target, options, io);
  else if (path.extname(target) === '.jsonnet') yield* renderAll(target, options, io);
  else {
    const text = await readTextFile(target);
    if (text === undefined) throw noSuchFile(target);
    yield readManifests(target, text);
  }
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readManifests(name: string, text: string): Subject {
  return { name, manifests: readYamlDocuments(text, { file: name }).filter((document) => document !== null) };
}

async function* readFolder(folder: string, options: Options, io: Io): AsyncGenerator<Subject> {
  let count = 0;
  for await (const subject of renderAll(folder, options, io)) {
    count++;
    yield subject;
  }
  if (count > 0) return;
  const files = (await listFiles(folder)).filter(
    (file) => /\.(ya?ml|json)$/i.test(file) && path.basename(file) !== 'manifest.json',
  );
  if (files.length === 0) throw new ToolError('nothing-to-validate', { path: folder });
  for (const file of files) {
    const name = path.join(folder, file);
    yield readManifests(name, (await readTextFile(name)) ?? '');
  }
}

async function* renderAll(target: string, options: Options, io: Io): AsyncGenerator<Subject> {
  const session = openSession(options, io);
  for await (const { environment, manifests } of renderEnvironments(
    session,
    await findEnvironments(session, [target]),
  )) {
    yield { name: environment.metadata.name ?? target, manifests };
  }
}

function noSuchFile(file: string): ToolError {
  return new ToolError('file-read', { file, problem: 'there is no such file or directory' });
}
