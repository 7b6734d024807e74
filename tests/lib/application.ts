// What tests of applications have in common: the parts of their objects, and how they are rendered and refused.
import { errorOf, evaluate } from './evaluate.ts';

export type Tree = Readonly<Record<string, unknown>>;
export type Labels = Readonly<Record<string, string>>;

export interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly annotations?: Labels;
}

export interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: Tree & { readonly secretKeyRef?: { readonly name: string; readonly key: string } };
}

export interface Container extends Tree {
  readonly name: string;
  readonly image: string;
  readonly env: readonly Variable[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
}

export interface Workload {
  readonly metadata: Metadata;
  readonly spec: Tree & {
    readonly template: {
      readonly metadata: { readonly labels: Labels; readonly annotations?: Labels };
      readonly spec: Tree & { readonly containers: readonly [Container] };
    };
  };
}

export type Deployment = Workload & {
  readonly spec: { readonly selector: { readonly matchLabels: Labels } };
};

/** An application, and the release that it is rendered for where a test says nothing else. */
export interface Application {
  readonly app: string;
  readonly name: string;
  readonly namespace: string;
}

function environment({ app, ...release }: Application, values: unknown, more: Tree): string {
  const options = JSON.stringify({ release: { ...release, ...more }, values });
  return `(import 'lib/twinhull/main.libsonnet').environment(import 'lib/apps/${app}/main.libsonnet', ${options})`;
}

/** Every field of the manifests is evaluated. */
export function renderApplication(application: Application, values: unknown, more: Tree): Promise<unknown> {
  return evaluate(environment(application, values, more));
}

/** The sentence with which values are refused. */
export function refusalOf(application: Application, values: unknown, more: Tree): Promise<string> {
  return errorOf(environment(application, values, more));
}

/** The variables of a container by name, each as `show` has it; fails when a name occurs twice. */
export function showVariables<Shown>(
  { env }: Container,
  show: (variable: Variable) => Shown,
): Readonly<Record<string, Shown>> {
  const names = env.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new Error(`a name occurs twice in ${names.join(', ')}`);
  return Object.fromEntries(env.map((variable) => [variable.name, show(variable)]));
}

/** Whether a selector takes pods with these labels. */
export function isSelected(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
