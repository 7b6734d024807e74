// Renders dispatch for its tests.
import { errorOf, evaluate } from './evaluate.ts';

type Labels = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations?: Labels;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: Fields;
}

interface Container extends Fields {
  readonly name: string;
  readonly image: string;
  readonly env: readonly Variable[];
  readonly envFrom?: unknown;
}

interface PodSpec extends Fields {
  readonly containers: readonly [Container];
}

interface Template {
  readonly metadata: { readonly labels: Labels; readonly annotations?: Labels };
  readonly spec: PodSpec;
}

/** The objects of an environment; those that values switch off are absent. */
export interface Dispatch {
  readonly deployment: {
    readonly metadata: Metadata;
    readonly spec: Fields & {
      readonly selector: { readonly matchLabels: Labels };
      readonly template: Template;
    };
  };
  readonly migrateJob?: {
    readonly metadata: Metadata;
    readonly spec: Fields & { readonly template: Template };
  };
  readonly service: {
    readonly metadata: Metadata;
    readonly spec: { readonly type: string; readonly ports: readonly Fields[]; readonly selector: Labels };
  };
  readonly httpRoute?: {
    readonly metadata: Metadata;
    readonly spec: Fields & { readonly parentRefs: readonly Fields[]; readonly rules: readonly Fields[] };
  };
  readonly serviceAccount?: { readonly metadata: Metadata };
}

function environment(values: unknown, release: Fields): string {
  const options = JSON.stringify({ release: { name: 'queue', namespace: 'agents', ...release }, values });
  return `(import 'lib/twinhull/main.libsonnet').environment(import 'lib/apps/dispatch/main.libsonnet', ${options})`;
}

/** Every field of the manifests is evaluated. */
export async function render(values: unknown = {}, release: Fields = {}): Promise<Dispatch> {
  return (await evaluate(environment(values, release))) as Dispatch;
}

/** The sentence with which values are refused. */
export function refusal(values: unknown, release: Fields = {}): Promise<string> {
  return errorOf(environment(values, release));
}

/** The environment of a workload's only container, by name; fails when a name occurs twice. */
export function variablesOf(workload: {
  readonly spec: { readonly template: Template };
}): Readonly<Record<string, unknown>> {
  const { env } = workload.spec.template.spec.containers[0];
  const names = env.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new Error(`a name occurs twice in ${names.join(', ')}`);
  return Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? { valueFrom }]));
}

/** Whether a Service or Deployment with this selector takes pods with these labels. */
export function isSelected(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
