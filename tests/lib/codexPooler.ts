// Renders codex-pooler for its tests.
import {
  type Container,
  type Deployment,
  type Labels,
  type Metadata,
  refusalOf,
  renderApplication,
  showVariables,
  type Tree,
  type Variable,
  type Workload,
} from './application.ts';

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
const application = { app: 'codex-pooler', name: 'codex-pooler', namespace: 'ai' };

/** Every field of the manifests is evaluated. */
export async function render(values: unknown = {}, more: Tree = {}): Promise<CodexPooler> {
  return (await renderApplication(application, values, more)) as CodexPooler;
}

/** The sentence with which values are refused. */
export function refusal(values: unknown, more: Tree = {}): Promise<string> {
  return refusalOf(application, values, more);
}

/** The fields of `render` that have pods. */
export const roles = [
  'appDeployment',
  'obanWorkerDeployment',
  'obanSchedulerDeployment',
  'migrationJob',
] as const;
export type Role = (typeof roles)[number];

/** Those that may be members of the cluster. */
export const members = ['appDeployment', 'obanWorkerDeployment', 'obanSchedulerDeployment'] as const;

export function containerOf(workload: Workload | undefined): Container {
  if (workload === undefined) throw new Error('there is no such role');
  return workload.spec.template.spec.containers[0];
}

/** The variables of a role's container by name, references as `secret/key`. */
export function variablesOf(workload: Workload | undefined): Readonly<Record<string, string | undefined>> {
  return showVariables(containerOf(workload), describe);
}

function describe({ value, valueFrom }: Variable): string | undefined {
  const { secretKeyRef } = valueFrom ?? {};
  return secretKeyRef ? `${secretKeyRef.name}/${secretKeyRef.key}` : (value ?? JSON.stringify(valueFrom));
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
  secretKeyBase: '0123456789abcdef'.repeat(4),
  totpEncryptionKey: '0123456789abcdef0123456789abcdef',
  upstreamSecretKey: 'fedcba9876543210fedcba9876543210',
};

/** An Ingress that may be made. */
export function ingressFor(host: string, more: Tree = {}): Tree {
  return { config: { host }, ingress: { enabled: true, hosts: [{ host, paths: [{ path: '/' }] }], ...more } };
}

/** Values for which there is one of each kind of object. */
export const everything: Tree = {
  ...clustered,
  ...ingressFor('codex.example.test'),
  secrets: credentials,
  clustering: { enabled: true, cookie: { value: 'cookie' } },
  monitoring: { serviceMonitor: { enabled: true } },
};
