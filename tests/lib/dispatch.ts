// Renders dispatch for its tests.
import {
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

/** The objects of an environment; those that values switch off are absent. */
export interface Dispatch {
  readonly deployment: Deployment;
  readonly migrateJob?: Workload;
  readonly service: {
    readonly metadata: Metadata;
    readonly spec: { readonly type: string; readonly ports: readonly Tree[]; readonly selector: Labels };
  };
  readonly httpRoute?: {
    readonly metadata: Metadata;
    readonly spec: Tree & { readonly parentRefs: readonly Tree[]; readonly rules: readonly Tree[] };
  };
  readonly serviceAccount?: { readonly metadata: Metadata };
}

const application = { app: 'dispatch', name: 'queue', namespace: 'agents' };

/** Every field of the manifests is evaluated. */
export async function render(values: unknown = {}, release: Tree = {}): Promise<Dispatch> {
  return (await renderApplication(application, values, release)) as Dispatch;
}

/** The sentence with which values are refused. */
export function refusal(values: unknown, release: Tree = {}): Promise<string> {
  return refusalOf(application, values, release);
}

/** The environment of a workload's only container, by name. */
export function variablesOf({ spec }: Workload): Readonly<Record<string, unknown>> {
  const show = ({ value, valueFrom }: Variable): unknown => value ?? { valueFrom };
  return showVariables(spec.template.spec.containers[0], show);
}
