// Renders codex-pooler for its tests.
import { errorOf, evaluate } from './evaluate.ts';

export type Tree = Readonly<Record<string, unknown>>;
type Labels = Readonly<Record<string, string>>;

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations?: Labels;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string; readonly key: string } };
}

interface Container extends Tree {
  readonly name: string;
  readonly image: string;
  readonly env: readonly Variable[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
}

interface Workload {
  readonly metadata: Metadata;
  readonly spec: Tree & {
    readonly template: {
      readonly metadata: { readonly labels: Labels; readonly annotations?: Labels };
      readonly spec: Tree & { readonly containers: readonly [Container] };
    };
  };
}

type Deployment = Workload & { readonly spec: { readonly selector: { readonly matchLabels: Labels } } };
type Plain = { readonly metadata: Metadata; readonly spec: Tree };
type Service = { readonly metadata: Metadata; readonly spec: Tree & { readonly selector: Labels } };
type Secret = { readonly metadata: Metadata; readonly stringData: Labels };

/** The objects of an environment; those that values switch off are absent. */
export interface CodexPooler {
  readonly appDeployment?: Deployment;
  readonly obanWorkerDeployment?: Deployment;
  readonly obanSchedulerDeployment?: Deployment;
  readonly migrationJob?: Workload;
  readonly migrationSecret?: Secret;
  readonly secret?: Secret;
  readonly service?: Service;
  readonly clusterService?: Service;
  readonly ingress?: Plain;
  readonly podDisruptionBudget?: Plain;
  readonly serviceMonitor?: Plain;
  readonly serviceAccount?: { readonly metadata: Metadata };
}

/** As most people would call it. */
const release = { name: 'codex-pooler', namespace: 'ai' };

function environment(values: unknown, more: Tree): string {
  const options = JSON.stringify({ release: { ...release, ...more }, values });
  return `(import 'lib/twinhull/main.libsonnet').environment(import 'lib/apps/codex-pooler/main.libsonnet', ${options})`;
}

/** Every field of the manifests is evaluated. */
export async function render(values: unknown = {}, more: Tree = {}): Promise<CodexPooler> {
  return (await evaluate(environment(values, more))) as CodexPooler;
}

/** The sentence with which values are refused. */
export function refusal(values: unknown, more: Tree = {}): Promise<string> {
  return errorOf(environment(values, more));
}

/** The fields of `render` that have pods. */
export const roles = [
  'appDeployment',
  'obanWorkerDeployment',
  'obanSchedulerDeployment',
  'migrationJob',
] as const;
export type Role = (typeof roles)[number];

export function containerOf(workload: Workload | undefined): Container {
  if (workload === undefined) throw new Error('there is no such role');
  return workload.spec.template.spec.containers[0];
}

/** The variables of a role's container by name, references as `secret/key`; fails when a name occurs twice. */
export function variablesOf(workload: Workload | undefined): Readonly<Record<string, string | undefined>> {
  const { env } = containerOf(workload);
  const names = env.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new Error(`a name occurs twice in ${names.join(', ')}`);
  return Object.fromEntries(env.map((variable) => [variable.name, describe(variable)]));
}

function describe({ value, valueFrom }: Variable): string | undefined {
  const { secretKeyRef } = valueFrom ?? {};
  return secretKeyRef ? `${secretKeyRef.name}/${secretKeyRef.key}` : (value ?? JSON.stringify(valueFrom));
}

/** Whether a selector takes pods with these labels. */
export function isSelected(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

/** What a budget or a monitor selects. */
export function matchLabelsOf(object: Plain | undefined): Labels {
  const { matchLabels = {} } = (object?.spec.selector ?? {}) as { readonly matchLabels?: Labels };
  return matchLabels;
}

const forwarding = { allowUnsafeMultiReplica: true, ownerForwarding: { enabled: true } };

/** Everything that two replicas need. */
export const clustered: { readonly clustering: Tree; readonly app: Tree } = {
  clustering: { enabled: true },
  app: { replicaCount: 2, websocketContinuity: forwarding },
};

/** A Secret that may be made. */
export const credentials: Readonly<Record<string, string | boolean>> = {
  create: true,
  databaseUrl: 'postgres://codex@database.example.test/codex',
  secretKeyBase: 'base',
  totpEncryptionKey: '0123456789abcdef0123456789abcdef',
  upstreamSecretKey: 'fedcba9876543210fedcba9876543210',
};

/** An Ingress that may be made. */
export function ingressFor(host: string, more: Tree = {}): Tree {
  return { config: { host }, ingress: { enabled: true, hosts: [{ host, paths: [{ path: '/' }] }], ...more } };
}
