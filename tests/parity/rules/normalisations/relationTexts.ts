// Objects that fixtures about relations between values are made of.
import { bare, container, spec, templateMetadata } from '../manifests.ts';

export const pod: string = 'spec.template.spec';
export const app: string = `${pod}.containers[app]`;
export const env = (...entries: readonly string[]): string => container(`env: [${entries.join(', ')}]`);
export const port = (target: string): string =>
  spec('Service', `selector: {app: web}\nports: [{port: 80, targetPort: ${target}}]`);
export const listening = (number: number): string =>
  container(`ports: [{name: http, containerPort: ${number}}]`);
export const cron = (fields: string): string =>
  spec(
    'CronJob',
    `schedule: "0 3 * * *"\njobTemplate:\n  spec: {${fields}template: {spec: {restartPolicy: Never, containers: []}}}`,
  );
export const account = (token: boolean): string =>
  bare('ServiceAccount', `automountServiceAccountToken: ${token}`);
export const config = (text: string): string => bare('ConfigMap', `data: {a: ${text}}`);
export const hashed = (sum: string): string =>
  templateMetadata(`{labels: {app: web}, annotations: {checksum/config: ${sum}}}`);
export const using = (name: string): string =>
  container(
    `envFrom: [{configMapRef: {name: ${name}}}]\nenv: [{name: A, valueFrom: {configMapKeyRef: {name: ${name}, key: a}}}]`,
  );
export const dns =
  'containers: [{name: app, image: example.org/app:1, ports: [{name: dns, containerPort: 53}]}]';
export const service53 = (target: string): string =>
  spec('Service', `selector: {app: web}\nports: [{port: 53, protocol: UDP, targetPort: ${target}}]`);
export const ingress = (backend: string): string =>
  spec('Ingress', `defaultBackend: {service: {name: web, port: ${backend}}}`);
export const a: string = '{name: A, value: x}';
export const b: string = '{name: B, value: y}';
export const referring: string = '{name: C, value: "$(A)"}';
