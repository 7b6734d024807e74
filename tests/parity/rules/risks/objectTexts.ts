// Objects that fixtures outside of pod templates are made of.
import { bare, container, named, spec, withMetadata } from '../manifests.ts';

export const config = (fields: string): string => bare('ConfigMap', `data: {${fields}}`);
export const annotated = (fields: string): string => withMetadata(`annotations: {${fields}}`, config('a: b'));
export const scaled = (fields: string): string => container('').replace('spec:\n', `spec:\n  ${fields}\n`);
export const service = (fields: string): string => spec('Service', fields);
export const http: string = 'selector: {app: web}\nports: [{name: http, port: 80}]';
export const route = (host: string, path: string): string =>
  spec(
    'HTTPRoute',
    `hostnames: [${host}]\nrules: [{matches: [{path: {type: PathPrefix, value: ${path}}}], backendRefs: [{name: web, port: 80}]}]`,
  );
export const policy = (ingress: string): string =>
  spec(
    'NetworkPolicy',
    `podSelector: {matchLabels: {app: web}}\npolicyTypes: [Ingress]\ningress: ${ingress}`,
  );
export const role = (rule: string): string => bare('Role', `rules: [{apiGroups: [""], ${rule}}]`);
export const claim = (size: string): string =>
  spec('PersistentVolumeClaim', `accessModes: [ReadWriteOnce]\nresources: {requests: {storage: ${size}}}`);
export const cron = (fields: string): string =>
  spec(
    'CronJob',
    `${fields}\njobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: []}}}}`,
  );
export const hook = (phase: string, command: string): string =>
  withMetadata(
    `annotations: {helm.sh/hook: ${phase}}`,
    spec(
      'Job',
      `template: {spec: {restartPolicy: Never, containers: [{name: app, image: "x:1", args: [${command}]}]}}`,
    ),
  );
export const hooked: string = 'annotations: {helm.sh/hook: pre-upgrade}';
export const scaler = (most: number): string =>
  spec(
    'HorizontalPodAutoscaler',
    `scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}\nmaxReplicas: ${most}`,
  );
export const definition = (group: string, schema: string): string =>
  named(
    'things.example.org',
    spec(
      'CustomResourceDefinition',
      `group: ${group}\nscope: Namespaced\nnames: {kind: Thing, plural: things}\nversions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, properties: {${schema}}}}}]`,
    ),
  );
