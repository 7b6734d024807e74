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

/** A release is called agents, and is in the namespace agents, unless it is told otherwise. */
interface Release {
  readonly name?: string;
  readonly namespace?: string;
}

/** One of the ways from values to manifests. */
export interface Rendering {
  readonly name: string;
  readonly render: (values: unknown, release?: Release) => Promise<readonly Manifest[]>;
  /** The sentence with which values are refused. */
  readonly refuse: (values: unknown, release?: Release) => Promise<string>;
}

const usual = { name: 'agents', namespace: 'agents' };

function environment(values: unknown, release: Release = {}): string {
  const options = JSON.stringify({ release: { ...usual, service: 'Helm', ...release }, values });
  return `(import 'lib/twinhull/main.libsonnet').environment(import 'lib/apps/agents/main.libsonnet', ${options})`;
}

export const jsonnet: Rendering = {
  name: 'Jsonnet',
  render: async (values, release) =>
    Object.values((await evaluate(environment(values, release))) as Readonly<Record<string, Manifest>>),
  refuse: (values, release) => errorOf(environment(values, release)),
};

async function template(helm: 'helm3' | 'helm4', values: unknown, release: Release = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'agents-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const text = JSON.stringify(values);
  const file = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`);
  writeFileSync(file, text);
  const { name, namespace } = { ...usual, ...release };
  const args = ['template', name, chart, '--namespace', namespace, '--values', file];
  return runProgram(helm, args, { exitCodes: [0, 1] });
}

function createHelm(helm: 'helm3' | 'helm4'): Rendering {
  return {
    name: helm,
    render: async (values, release) => {
      const { exitCode, stdout, stderr } = await template(helm, values, release);
      if (exitCode !== 0) throw new Error(stderr);
      const documents = readYamlDocuments(stdout, { file: 'helm' });
      return documents.filter((document) => document !== null) as unknown as readonly Manifest[];
    },
    refuse: async (values, release) => {
      const { stderr } = await template(helm, values, release);
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
export const render = (values: unknown = {}, release?: Release): Promise<readonly Manifest[]> =>
  jsonnet.render(values, release);

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
