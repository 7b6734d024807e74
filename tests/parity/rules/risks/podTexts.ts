// Objects that fixtures about pods are made of.
import { container, deployment, spec } from '../manifests.ts';

export const pod: string = 'spec.template.spec';
export const app: string = `${pod}.containers[app]`;
export const none: string = container('');
export const volumes = (list: string): string =>
  deployment(`containers: [{name: app, image: example.org/app:1}]\nvolumes: [${list}]`);
export const mounting = (mount: string, source: string): string =>
  container(`volumeMounts: [${mount}]`, `volumes: [{name: data, ${source}}]`);
export const claim: string = 'persistentVolumeClaim: {claimName: web}';
export const env = (...entries: readonly string[]): string => container(`env: [${entries.join(', ')}]`);
export const fromSecret: string = '{name: TOKEN, valueFrom: {secretKeyRef: {name: web, key: token}}}';
export const probe = (kind: string, fields: string): string => container(`${kind}Probe: {${fields}}`);
export const get: string = 'httpGet: {path: /, port: 80}';
export const inits = (...names: readonly string[]): string =>
  deployment(
    `containers: [{name: app, image: example.org/app:1}]\ninitContainers: [${names.map((name) => `{name: ${name}, image: "x:1"}`).join(', ')}]`,
  );
export const two: string = deployment(
  'containers: [{name: app, image: example.org/app:1}, {name: side, image: "x:1"}]',
);
export const security = (fields: string): string => container(`securityContext: {${fields}}`);
export const cron = (policy: string): string =>
  spec(
    'CronJob',
    `schedule: "0 3 * * *"\njobTemplate:\n  spec:\n    template:\n      spec: {restartPolicy: ${policy}, containers: []}`,
  );
