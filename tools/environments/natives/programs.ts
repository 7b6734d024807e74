// Natives that run helm and kustomize, and give their manifests as an object.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Native } from '../../jsonnet/port.ts';
import { readYamlV3 } from '../../manifests/yaml/readV3.ts';
import { formatYamlV3 } from '../../manifests/yaml/write.ts';
import { runProgramSync } from '../../process/run.ts';
import type { Json } from '../../shared/json.ts';
import { formatGoJson } from '../json.ts';
import { renderTemplate } from '../template/index.ts';
import { text, typeNameOf } from './arguments.ts';
import type { Observer } from './index.ts';
import { observeChart, observeKustomization } from './observe.ts';

export function createFunctions(observer?: Observer): Readonly<Record<string, Native['call']>> {
  return {
    helmTemplate: (name, chart, opts) => {
      const subject = {
        name: text('helmTemplate', 'name', name),
        chart: text('helmTemplate', 'chart', chart),
      };
      return helmTemplate(subject, opts ?? null, observer);
    },
    kustomizeBuild: (folder, opts) =>
      kustomizeBuild(text('kustomizeBuild', 'path', folder), opts ?? null, observer),
  };
}

const defaultNameFormat = '{{ print .kind "_" .metadata.name | snakecase }}';

type OptionKind = 'string' | 'boolean' | 'strings' | 'object';
type OptionKinds = Readonly<Record<string, OptionKind>>;

const commonOptions = { calledFrom: 'string', nameFormat: 'string' } as const;
const helmOptions = {
  ...commonOptions,
  values: 'object',
  apiVersions: 'strings',
  includeCRDs: 'boolean',
  skipTests: 'boolean',
  kubeVersion: 'string',
  namespace: 'string',
  noHooks: 'boolean',
} as const;

interface Options {
  readonly calledFrom?: string;
  readonly nameFormat?: string;
  readonly values?: { readonly [key: string]: Json };
  readonly apiVersions?: readonly string[];
  readonly includeCRDs?: boolean;
  readonly skipTests?: boolean;
  readonly kubeVersion?: string;
  readonly namespace?: string;
  readonly noHooks?: boolean;
}

/** Rendered charts by absolute path and everything else that goes in: two libraries may have a `./charts/foo` each. */
const rendered = new Map<string, Json>();

interface Subject {
  readonly name: string;
  readonly chart: string;
}

function helmTemplate({ name, chart }: Subject, raw: Json, observer?: Observer): Json {
  const options = readOptions('helmTemplate', raw, helmOptions);
  const folder = locate('helmTemplate', chart, options);
  if (!existsSync(folder)) throw new Error(`helmTemplate: Failed to find a chart at '${folder}'`);
  if (observer) observeChart(folder, observer);
  const key = formatGoJson([name, folder, { ...(raw as { [key: string]: Json }), calledFrom: '' }]);
  const known = rendered.get(key);
  if (known !== undefined) return known;
  // Behind `--` nothing is a flag: a release called `--post-renderer=…` would run a program.
  const args = ['template', '--values', '-', ...helmFlags(options), '--', name, folder];
  const { stdout } = runProgramSync('helm', args, { stdin: formatYamlV3(options.values ?? {}) });
  const result = nameManifests(readYamlV3(stdout, { file: `helm template ${name}` }), options);
  rendered.set(key, result);
  return result;
}

function helmFlags(options: Options): string[] {
  return [
    ...(options.apiVersions ?? []).map((version) => `--api-versions=${version}`),
    ...((options.includeCRDs ?? true) ? ['--include-crds'] : []),
    ...(options.skipTests ? ['--skip-tests'] : []),
    ...(options.kubeVersion ? [`--kube-version=${options.kubeVersion}`] : []),
    ...(options.noHooks ? ['--no-hooks'] : []),
    ...(options.namespace ? [`--namespace=${options.namespace}`] : []),
  ];
}

function kustomizeBuild(target: string, raw: Json, observer?: Observer): Json {
  const options = readOptions('kustomizeBuild', raw, commonOptions);
  const folder = locate('kustomizeBuild', target, options);
  if (!existsSync(folder)) {
    throw new Error(`kustomizeBuild: Failed to find kustomization at '${folder}'`);
  }
  if (observer) observeKustomization(folder, observer);
  const { stdout } = runProgramSync('kustomize', ['build', folder]);
  return nameManifests(readYamlV3(stdout, { file: `kustomize build ${folder}` }), options);
}

function locate(name: string, target: string, { calledFrom }: Options): string {
  if (!calledFrom) {
    throw new Error(
      `${name}: 'opts.calledFrom' is unset or empty; set it to std.thisFile, because '${target}' is relative to that`,
    );
  }
  return path.resolve(path.dirname(calledFrom), target);
}

/** The known options, found in any letter case as Go finds them. */
function readOptions(name: string, raw: Json, kinds: OptionKinds): Options {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) {
    throw new Error(`${name}: argument 'opts' must be an object, got ${typeNameOf(raw)} instead`);
  }
  const options: Record<string, Json> = {};
  for (const [key, value] of Object.entries(raw)) {
    const known = Object.keys(kinds).find((candidate) => candidate.toLowerCase() === key.toLowerCase());
    const kind = known === undefined ? undefined : kinds[known];
    if (known === undefined || kind === undefined || value === null) continue;
    if (!isOfKind(value, kind)) {
      throw new Error(`${name}: 'opts.${key}' must be ${kindNames[kind]}, got ${typeNameOf(value)} instead`);
    }
    options[known] = value;
  }
  return options as Options;
}

const kindNames: Readonly<Record<OptionKind, string>> = {
  string: 'a string',
  boolean: 'a boolean',
  strings: 'an array of strings',
  object: 'an object',
};

function isOfKind(value: Json, kind: OptionKind): boolean {
  if (kind === 'strings') return Array.isArray(value) && value.every((item) => typeof item === 'string');
  return kind === 'object' ? typeof value === 'object' && !Array.isArray(value) : typeof value === kind;
}

function nameManifests(documents: readonly Json[], { nameFormat }: Options): Json {
  const format = nameFormat || defaultNameFormat;
  const named = new Map<string, Json>();
  for (const document of documents) {
    if (document === null) continue;
    const name = renderTemplate(format, document);
    if (named.has(name)) {
      throw new Error(
        `Two resources share the same name '${name}'. Please adapt the name template '${format}'.`,
      );
    }
    named.set(name, document);
  }
  return Object.fromEntries(named);
}
