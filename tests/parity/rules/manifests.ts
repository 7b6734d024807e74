// Objects in YAML around the few lines that a fixture is about.

function indent(text: string, width: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(width));
}

function object(apiVersion: string, kind: string, body: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web, namespace: shop}\n${body}\n`;
}

/** Several objects as one text. */
export function join(...texts: readonly string[]): string {
  return texts.join('---\n');
}

/** A Deployment with this in its pod spec; `spec` stands beside the template. */
export function deployment(pod: string, spec = ''): string {
  const template = `template:\n  metadata: {labels: {app: web}}\n  spec:\n${indent(pod, 4)}`;
  return object(
    'apps/v1',
    'Deployment',
    indentSpec(`selector: {matchLabels: {app: web}}\n${spec}\n${template}`),
  );
}

/** A Deployment whose only container has this besides its name and image; `pod` stands beside the containers. */
export function container(fields: string, pod = ''): string {
  return deployment(`containers:\n  - name: app\n    image: example.org/app:1\n${indent(fields, 4)}\n${pod}`);
}

/** The same with another image. */
export function image(reference: string, fields = ''): string {
  return container(fields).replace('example.org/app:1', reference);
}

/** The same with annotations or labels in the pod template. */
export function templateMetadata(metadata: string): string {
  return container('').replace('metadata: {labels: {app: web}}', `metadata: ${metadata}`);
}

/** An object with this in its `spec`. */
export function spec(kind: keyof typeof versions, fields: string): string {
  return object(versions[kind], kind, indentSpec(fields));
}

/** An object with these fields beside its metadata. */
export function bare(kind: keyof typeof versions, fields: string): string {
  return object(versions[kind], kind, fields);
}

/** The first object of the text with another name. */
export function named(name: string, text: string): string {
  return text.replace('{name: web', `{name: ${name}`);
}

/** The first object of the text with this in its metadata, too. */
export function withMetadata(fields: string, text: string): string {
  return text.replace('namespace: shop}', `namespace: shop, ${fields}}`);
}

function indentSpec(fields: string): string {
  return `spec:\n${indent(fields, 2)}`;
}

const versions = {
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  ConfigMap: 'v1',
  CronJob: 'batch/v1',
  CustomResourceDefinition: 'apiextensions.k8s.io/v1',
  DaemonSet: 'apps/v1',
  Deployment: 'apps/v1',
  HTTPRoute: 'gateway.networking.k8s.io/v1',
  HorizontalPodAutoscaler: 'autoscaling/v2',
  Ingress: 'networking.k8s.io/v1',
  Job: 'batch/v1',
  Namespace: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PersistentVolume: 'v1',
  PersistentVolumeClaim: 'v1',
  Pod: 'v1',
  PodDisruptionBudget: 'policy/v1',
  PodMonitor: 'monitoring.coreos.com/v1',
  Role: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  Secret: 'v1',
  Service: 'v1',
  ServiceAccount: 'v1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
  StatefulSet: 'apps/v1',
  StorageClass: 'storage.k8s.io/v1',
  Thing: 'example.org/v1',
} as const;
