// Renders agents for its tests: by Jsonnet, and by Helm from the exported chart.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Manifest, nameOf } from '../../tools/manifests/manifest.ts';
import { readYamlDocuments } from '../../tools/manifests/yaml/read.ts';
import { runProgram } from '../../tools/process/run.ts';
import { errorOf, evaluate } from './evaluate.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: unknown;
}

export interface Container extends Fields {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly env: readonly Variable[];
}

export interface PodSpec extends Fields {
  readonly containers: readonly [Container];
  readonly initContainers?: readonly Container[];
}

export interface Deployment {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Fields & {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: { readonly metadata: Fields; readonly spec: PodSpec };
  };
}

const chart = fileURLToPath(new URL('../../charts/agents', import.meta.url));
const release = { name: 'agents', namespace: 'agents', service: 'Helm' };

/** One of the ways from values to manifests. */
export interface Rendering {
  readonly name: string;
  readonly render: (values: unknown, namespace?: string) => Promise<readonly Manifest[]>;
  /** The sentence with which values are refused. */
  readonly refuse: (values: unknown) => Promise<string>;
}

function environment(values: unknown, namespace = 'agents'): string {
  const options = JSON.stringify({ release: { ...release, namespace }, values });
  return `(import 'lib/twinhull/main.libsonnet').environment(import 'lib/apps/agents/main.libsonnet', ${options})`;
}

export const jsonnet: Rendering = {
  name: 'Jsonnet',
  render: async (values, namespace) =>
    Object.values((await evaluate(environment(values, namespace))) as Readonly<Record<string, Manifest>>),
  refuse: (values) => errorOf(environment(values)),
};

async function template(helm: 'helm3' | 'helm4', values: unknown, namespace = 'agents') {
  const folder = mkdtempSync(join(tmpdir(), 'agents-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const text = JSON.stringify(values);
  const file = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`);
  writeFileSync(file, text);
  const args = ['template', 'agents', chart, '--namespace', namespace, '--values', file];
  return runProgram(helm, args, { exitCodes: [0, 1] });
}

function createHelm(helm: 'helm3' | 'helm4'): Rendering {
  return {
    name: helm,
    render: async (values, namespace) => {
      const { exitCode, stdout, stderr } = await template(helm, values, namespace);
      if (exitCode !== 0) throw new Error(stderr);
      const documents = readYamlDocuments(stdout, { file: 'helm' });
      return documents.filter((document) => document !== null) as unknown as readonly Manifest[];
    },
    refuse: async (values) => {
      const { stderr } = await template(helm, values);
      return (
        /execution error at \([^)]*\): ([\s\S]*?)\n\nUse --debug/.exec(stderr)?.[1] ??
        `not by fail: ${stderr}`
      );
    },
  };
}

export const helm: Rendering = createHelm('helm4');
export const renderings: readonly Rendering[] = [jsonnet, createHelm('helm3'), helm];

/** Rendered by Jsonnet. */
export const render = (values: unknown = {}, namespace?: string): Promise<readonly Manifest[]> =>
  jsonnet.render(values, namespace);

export function find<T = Fields>(objects: readonly Manifest[], kind: string, name = 'agents'): T {
  const found = objects.find((object) => object.kind === kind && nameOf(object) === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found as unknown as T;
}

export function has(objects: readonly Manifest[], kind: string, name = 'agents'): boolean {
  return objects.some((object) => object.kind === kind && nameOf(object) === name);
}

export const controlPlane = (objects: readonly Manifest[]): Deployment => find(objects, 'Deployment');
export const controllers = (objects: readonly Manifest[]): Deployment =>
  find(objects, 'Deployment', 'agents-controllers');

/** The environment of a container by name; fails when a name occurs twice. */
export function variablesIn({ env }: Container): Readonly<Record<string, unknown>> {
  const names = env.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new Error(`a name occurs twice in ${names.join(', ')}`);
  return Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));
}

/** The environment of a Deployment's container. */
export function variablesOf({ spec }: Deployment): Readonly<Record<string, unknown>> {
  return variablesIn(spec.template.spec.containers[0]);
}
