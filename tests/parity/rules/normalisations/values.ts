// Fixtures of the rules about single values: N4, N5, N7, N8, N12, N19 and N20.
import { bare, container, deployment, image, join, spec } from '../manifests.ts';
import type { Equal, NearMiss } from './fixture.ts';

const app = 'spec.template.spec.containers[app]';
const limits = (values: string) => container(`resources: {limits: {${values}}}`);
const mode = (value: string) =>
  deployment(`containers: []\nvolumes: [{name: files, configMap: {name: web, defaultMode: ${value}}}]`);
const interval = (value: string) =>
  spec('ServiceMonitor', `selector: {}\nendpoints: [{port: http, interval: ${value}}]`);
const secret = (fields: string) => bare('Secret', fields);
/** A ConfigMap with one file; the text is written in quotes of YAML. */
const file = (name: string, text: string) => bare('ConfigMap', `data: {${name}: ${JSON.stringify(text)}}`);
const variable = (text: string) => container(`env: [{name: CONFIG, value: ${JSON.stringify(text)}}]`);
const digest = `sha256:${'a'.repeat(64)}`;
const isDate = { isVolatile: (_: unknown, { path }: { readonly path: string }) => path === 'data.date' };

export const equal: readonly Equal[] = [
  {
    rule: 'N4',
    title: 'thousandths',
    before: limits('cpu: 1000m'),
    after: limits('cpu: 1'),
    path: `${app}.resources.limits.cpu`,
  },
  {
    rule: 'N4',
    title: 'binary units',
    before: limits('memory: 1Gi'),
    after: limits('memory: 1024Mi'),
    path: `${app}.resources.limits.memory`,
  },
  {
    rule: 'N4',
    title: 'a fraction of what a node offers besides',
    before: limits('example.org/share: 0.1'),
    after: limits('example.org/share: 100m'),
    path: `${app}.resources.limits["example.org/share"]`,
  },
  {
    rule: 'N4',
    title: 'an exponent and a suffix, of which both are stored',
    before: limits('memory: "1e9"'),
    after: limits('memory: 1G'),
    path: `${app}.resources.limits.memory`,
    storedEqual: false,
  },
  {
    rule: 'N5',
    title: 'a minute',
    before: interval('60s'),
    after: interval('1m'),
    path: 'spec.endpoints[0].interval',
    storedEqual: false,
  },
  { rule: 'N7', title: 'octal and decimal', before: mode('0644'), after: mode('420') },
  { rule: 'N7', title: "YAML 1.2's octal", before: mode('0o644'), after: mode('0644') },
  {
    rule: 'N8',
    title: 'a text and its base64',
    before: secret('data: {token: c2Vj}'),
    after: secret('stringData: {token: sec}'),
    path: 'stringData.token',
  },
  {
    rule: 'N8',
    title: 'a key of data that stringData hides',
    before: secret('data: {token: c2Vj, other: b3Ro}\nstringData: {token: new}'),
    after: secret('data: {other: b3Ro}\nstringData: {token: new}'),
    path: 'data.token',
  },
  {
    rule: 'N8',
    title: 'base64 in several lines',
    before: secret('data: {token: c2VjcmV0}'),
    after: secret('data: {token: "c2Vj\\ncmV0\\n"}'),
    path: 'data.token',
  },
  {
    rule: 'N12',
    title: 'JSON in a variable with other spaces and another order of keys, which is stored',
    before: variable('{"a": 1, "b": [true, null]}'),
    after: variable('{"b":[true,null],"a":1}'),
    path: `${app}.env[CONFIG].value`,
    storedEqual: false,
  },
  {
    rule: 'N12',
    title: 'YAML in a ConfigMap in another style',
    before: file('app.yaml', 'a: [x, "z"]\nb: 3\n'),
    after: file('app.yaml', "# a comment\nb: 3\na:\n  - 'x'\n  - z\n"),
    path: 'data["app.yaml"]',
    storedEqual: false,
  },
  {
    rule: 'N12',
    title: 'TOML in a ConfigMap in another style',
    before: file('app.toml', '[a]\nb = 1\nc = "x"\n'),
    after: file('app.toml', "# a comment\na = { c = 'x', b = 1 }\n"),
    path: 'data["app.toml"]',
    storedEqual: false,
  },
  {
    rule: 'N19',
    title: "Docker Hub's short form, which is stored as it is written",
    before: image('nginx:1'),
    after: image('docker.io/library/nginx:1'),
    path: `${app}.image`,
    storedEqual: false,
  },
  {
    rule: 'N19',
    title: 'no tag and latest',
    before: image('nginx'),
    after: image('nginx:latest'),
    path: `${app}.image`,
    storedEqual: false,
  },
  {
    rule: 'N19',
    title: 'two tags beside one digest',
    before: image(`nginx:1@${digest}`),
    after: image(`nginx:2@${digest}`),
    path: `${app}.image`,
    storedEqual: false,
  },
  {
    rule: 'N20',
    title: 'a value that was declared to change',
    before: bare('ConfigMap', 'data: {date: monday, a: b}'),
    after: bare('ConfigMap', 'data: {date: tuesday, a: b}'),
    path: 'data.date',
    storedEqual: false,
    options: isDate,
  },
];

const json = (before: string, after: string) => ({
  before: file('app.json', before),
  after: file('app.json', after),
});
const yaml = (before: string, after: string) => ({
  before: file('app.yaml', before),
  after: file('app.yaml', after),
});
const toml = (before: string, after: string) => ({
  before: file('app.toml', before),
  after: file('app.toml', after),
});

export const nearMisses: readonly NearMiss[] = [
  { rule: 'N4', title: 'a byte and a kilobyte', before: limits('memory: 1'), after: limits('memory: 1k') },
  {
    rule: 'N4',
    title: 'a million and a thousandth',
    before: limits('memory: 1M'),
    after: limits('memory: 1m'),
  },
  {
    rule: 'N4',
    title: 'decimal and binary units',
    before: limits('memory: 1G'),
    after: limits('memory: 1Gi'),
  },
  {
    rule: 'N4',
    title: 'quantities in texts',
    before: container('env: [{name: CPU, value: "1"}]'),
    after: container('env: [{name: CPU, value: 1000m}]'),
  },
  { rule: 'N5', title: 'seconds and minutes', before: interval('60s'), after: interval('60m') },
  {
    rule: 'N5',
    title: 'durations in texts',
    before: container('env: [{name: INTERVAL, value: 60s}]'),
    after: container('env: [{name: INTERVAL, value: 1m}]'),
  },
  { rule: 'N7', title: 'the same digits in decimal', before: mode('0644'), after: mode('644') },
  { rule: 'N7', title: 'a mode in quotes', before: mode('0644'), after: mode('"0644"') },
  {
    rule: 'N7',
    title: 'mode 0 and none',
    before: deployment(
      'containers: []\nvolumes: [{name: files, secret: {secretName: web, items: [{key: a, path: a, mode: 0}]}}]',
    ),
    after: deployment(
      'containers: []\nvolumes: [{name: files, secret: {secretName: web, items: [{key: a, path: a}]}}]',
    ),
  },
  {
    rule: 'N8',
    title: 'another text',
    before: secret('data: {token: c2Vj}'),
    after: secret('stringData: {token: sec2}'),
  },
  {
    rule: 'N8',
    title: 'base64 of base64',
    before: secret('stringData: {token: c2Vj}'),
    after: secret('data: {token: c2Vj}'),
  },
  {
    rule: 'N8',
    title: 'a number, which stringData does not take',
    before: secret('stringData: {token: "12"}'),
    after: secret('stringData: {token: 12}'),
  },
  {
    rule: 'N12',
    title: 'two big numbers',
    ...json('{"a":12345678901234567890}', '{"a":12345678901234567891}'),
  },
  { rule: 'N12', title: 'an integer and a float of JSON', ...json('{"a":1}', '{"a":1.0}') },
  { rule: 'N12', title: 'a number and the same in a text', ...json('{"a":1.50}', '{"a":"1.50"}') },
  { rule: 'N12', title: 'keys that are there twice', ...json('{"a":1,"a":2}', '{"a":2}') },
  {
    rule: 'N12',
    title: 'keys that are called like parts of JavaScript',
    ...json('{"__proto__":{"a":1}}', '{"__proto__":{}}'),
  },
  { rule: 'N12', title: 'the order of a list', ...json('[1,2]', '[2,1]') },
  { rule: 'N12', title: 'a boolean of YAML 1.1 and one of 1.2', ...yaml('a: yes', 'a: true') },
  { rule: 'N12', title: 'a boolean and its text', ...yaml('a: true', 'a: "true"') },
  { rule: 'N12', title: 'what is octal in YAML 1.1 only', ...yaml('a: 0644', 'a: 420') },
  { rule: 'N12', title: 'what is a date to some readers', ...yaml('a: 2026-01-31', 'a: "2026-01-31"') },
  { rule: 'N12', title: 'an integer and a float of YAML', ...yaml('a: 1', 'a: 1.0') },
  {
    rule: 'N12',
    title: 'two big numbers of YAML',
    ...yaml('a: 12345678901234567890', 'a: 12345678901234567891'),
  },
  { rule: 'N12', title: 'a tag that the application knows', ...yaml('a: !secret token', 'a: token') },
  { rule: 'N12', title: 'a first line that says what the file is', ...yaml('#cloud-config\na: b', 'a: b') },
  { rule: 'N12', title: 'the order of documents', ...yaml('a: b\n---\nc: d\n', 'c: d\n---\na: b\n') },
  { rule: 'N12', title: 'an integer and a float of TOML', ...toml('a = 1', 'a = 1.0') },
  { rule: 'N12', title: 'numbers of TOML that JSON does not have', ...toml('a = nan', 'a = inf') },
  {
    rule: 'N12',
    title: 'a date of TOML and its text',
    ...toml('a = 2026-01-31T00:00:00.000Z', 'a = "2026-01-31T00:00:00.000Z"'),
  },
  { rule: 'N12', title: 'a text that is no document', ...json('{"a":1', '{"a": 1') },
  {
    rule: 'N12',
    title: 'spaces of a text without a language',
    before: file('motd', 'a: b'),
    after: file('motd', 'a:  b'),
  },
  {
    rule: 'N19',
    title: 'another digest',
    before: image(`nginx@${digest}`),
    after: image(`nginx@${digest.replace('a', 'b')}`),
  },
  {
    rule: 'N19',
    title: 'another registry',
    before: image('nginx:1'),
    after: image('ghcr.io/library/nginx:1'),
  },
  {
    rule: 'N19',
    title: 'a registry of this machine',
    before: image('localhost/nginx:1'),
    after: image('docker.io/localhost/nginx:1'),
  },
  {
    rule: 'N19',
    title: 'a registry in capital letters',
    before: image('HUB/nginx:1'),
    after: image('docker.io/HUB/nginx:1'),
  },
  {
    rule: 'N19',
    title: 'latest, pulled once and always',
    before: image('nginx', 'imagePullPolicy: IfNotPresent'),
    after: image('nginx:latest'),
  },
  {
    rule: 'N19',
    title: 'a digest with and without latest, which decides when it is pulled',
    before: image(`nginx:latest@${digest}`),
    after: image(`nginx@${digest}`),
  },
  {
    rule: 'N20',
    title: 'a value beside the one that was declared',
    before: bare('ConfigMap', 'data: {date: monday, a: b}'),
    after: bare('ConfigMap', 'data: {date: monday, a: c}'),
    options: isDate,
  },
  {
    rule: 'N20',
    title: 'a declared value that is gone',
    before: join(bare('ConfigMap', 'data: {date: monday, a: b}')),
    after: join(bare('ConfigMap', 'data: {a: b}')),
    options: isDate,
  },
];
