// What strangers may put into a side: everything ends in a coded error or an honest report, quickly, and nothing leaks.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ParityReport } from '../../tools/parity/model.ts';
import { formatReport, formats } from '../../tools/parity/report/index.ts';
import { ToolError } from '../../tools/shared/diagnostics.ts';
import { run } from '../cli/run.ts';
import { compareTexts, findingsOf } from './rules/compare.ts';
import { bare, container, join, named, spec, withMetadata } from './rules/manifests.ts';

const config = bare('ConfigMap', 'data: {a: b}');

function failureOf(before: string, after = config): ToolError {
  try {
    compareTexts(before, after);
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error('it should fail');
}

function fileWith(text: string | Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'twinhull-bad-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(path.join(folder, 'side.yaml'), text);
  return path.join(folder, 'side.yaml');
}

describe('an object', () => {
  const list = (items: string) => `apiVersion: v1\nkind: List\nitems: ${items}\n`;

  it.each([
    ['twice', join(config, config), 'duplicate-resource'],
    [
      'twice, in two versions of its API',
      join(
        spec('HorizontalPodAutoscaler', 'maxReplicas: 1'),
        spec('HorizontalPodAutoscaler', 'maxReplicas: 1').replace('v2', 'v1'),
      ),
      'duplicate-resource',
    ],
    [
      'twice, once without its namespace',
      join(config, config.replace(', namespace: shop', '')),
      'duplicate-resource',
    ],
    [
      'twice, once in a List',
      join(config, list('[{apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: shop}}]')),
      'duplicate-resource',
    ],
    ['without a name', 'apiVersion: v1\nkind: ConfigMap\n', 'manifest-malformed'],
    [
      'with a number for a name',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: 5}\n',
      'manifest-malformed',
    ],
    [
      'with a number for a namespace',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web, namespace: 5}\n',
      'manifest-malformed',
    ],
    ['without a kind', 'apiVersion: v1\nmetadata: {name: web}\n', 'manifest-malformed'],
    ['without a version', 'kind: ConfigMap\nmetadata: {name: web}\n', 'manifest-malformed'],
    ['that is a text', 'a text\n', 'manifest-malformed'],
    ['that is a number in a List', list('[5]'), 'manifest-malformed'],
    ['that is nothing in a List', list('[null]'), 'manifest-malformed'],
    ['without a kind in a List', list('[{metadata: {name: web}}]'), 'manifest-malformed'],
    ['without a name in a List', list('[{apiVersion: v1, kind: ConfigMap}]'), 'manifest-malformed'],
    ['that cannot be parsed', 'a: [\n', 'yaml-syntax'],
    ['with a key twice', 'apiVersion: v1\nkind: ConfigMap\nkind: Secret\n', 'yaml-duplicate-key'],
    ['with an alias to nothing', 'a: *b\n', 'yaml-alias-unknown'],
    ['with an alias to itself', 'a: &a [*a]\n', 'yaml-alias-cycle'],
    ['with a tab where spaces belong', 'a:\n\tb: c\n', 'yaml-syntax'],
    ['with a control character', 'a: \u0007\n', 'yaml-character'],
    ['that is deeper than anybody looks', `a: ${'['.repeat(5000)}${']'.repeat(5000)}\n`, 'yaml-too-deep'],
    [
      'that is a definition which cannot be read',
      named(
        'things.example.org',
        spec(
          'CustomResourceDefinition',
          'group: example.org\nscope: Namespaced\nnames: {kind: Thing, plural: things}\nversions: [null]',
        ),
      ),
      'manifest-malformed',
    ],
  ])('%s is refused', (_, text, code) => {
    expect(failureOf(text).code).toBe(code);
    expect(() => compareTexts(config, text)).toThrow(ToolError);
  });

  it('that aliases make enormous is refused', () => {
    const levels = Array.from({ length: 12 }, (_, index) => {
      const before = index === 0 ? 'x' : `*l${index - 1}`;
      return `l${index}: &l${index} [${Array.from({ length: 10 }, () => before).join(', ')}]`;
    });
    const started = performance.now();
    expect(failureOf(levels.join('\n')).code).toBe('yaml-aliases');
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('with a problem is named with its file and line', async () => {
    const file = fileWith(`${config}---\napiVersion: v1\nkind: ConfigMap\n`);
    const { exitCode, stderr, stdout } = await run(['parity', file, file]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`${file}:6`);
    expect(stderr).toContain('[manifest-malformed]');
    expect(stderr).not.toMatch(/\bat .*\.ts:\d/);
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('may be of the kind %s', (kind) => {
    const object = (value: number) =>
      `apiVersion: example.org/v1\nkind: ${kind}\nmetadata: {name: web, namespace: shop}\nspec: {a: ${value}}\n`;
    expect(compareTexts(object(1), object(1))).toMatchObject({ verdict: 'identical' });
    expect(compareTexts(object(1), object(2))).toMatchObject({
      verdict: 'undecided',
      unknownKinds: [`example.org/v1/${kind}`],
    });
    expect(compareTexts(object(1), config)).toMatchObject({ verdict: 'changed' });
  });

  it.each([
    '5',
    '[]',
    '{template: []}',
    '{template: {spec: 7}}',
    '{template: {spec: {containers: {a: b}}}}',
    '{template: {spec: {containers: [1, null, [2]], volumes: [3]}}}',
    '{selector: 5, ports: 7}',
    '{selector: {matchLabels: [a], matchExpressions: 3}}',
    '{rules: [1], subjects: {a: b}, ingress: [7], tls: 5}',
  ])('may have the spec %s, whatever its kind', (text) => {
    for (const kind of [
      'Deployment',
      'StatefulSet',
      'CronJob',
      'Pod',
      'Service',
      'Ingress',
      'HTTPRoute',
      'NetworkPolicy',
      'ServiceMonitor',
      'HorizontalPodAutoscaler',
    ] as const) {
      const [odd, plain] = [bare(kind, `spec: ${text}`), bare(kind, 'spec: {}')];
      for (const report of [compareTexts(odd, plain), compareTexts(plain, odd)])
        expect(report.verdict).not.toBe('identical');
    }
  });
});

describe('a secret', () => {
  const bytes = Buffer.from([0, 1, 2, 250, 251, 252, 253, 254, 255, 0, 9, 10, 13]).toString('base64');
  const text = 'open-sesame-4711';
  const encoded = Buffer.from(text).toString('base64');
  const secret = bare('Secret', `stringData: {token: ${text}}\ndata: {key: ${bytes}}`);
  const gone = join(
    config,
    container('env: [{name: TOKEN, valueFrom: {secretKeyRef: {name: web, key: token}}}]'),
  );
  const leaked = join(config, container(`env: [{name: TOKEN, value: ${text}}]`));
  const applied = withMetadata(
    `annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"token":"${text}"}}'}`,
    secret,
  );

  const cases: readonly (readonly [string, string, string])[] = [
    ['that changes', secret, secret.replace(text, 'other').replace(bytes, 'AAAA')],
    ['that comes', config, join(config, secret)],
    ['that goes', join(config, secret), config],
    ['that is renamed', secret, named('other', secret)],
    ['that is written as base64', secret, bare('Secret', `data: {token: ${encoded}, key: ${bytes}}`)],
    ['in several lines', secret, secret.replace(bytes, `"${bytes.slice(0, 4)}\\n${bytes.slice(4)}"`)],
    ['that is a number', secret, bare('Secret', 'stringData: {token: 4711471147114711}')],
    ['of which kubectl keeps a copy', applied, secret],
    ['that moves into plain text', gone, leaked],
    ['that moves into a ConfigMap', secret, join(secret, bare('ConfigMap', `data: {token: ${text}}`))],
    [
      'with JSON in it',
      bare('Secret', `stringData: {a: '{"a":"${text}"}'}`),
      bare('Secret', `stringData: {a: '{"a":"${text}-2"}'}`),
    ],
  ];

  it.each(cases)('%s is in no report', (_, before, after) => {
    const report = compareTexts(before, after);
    expect(report.verdict).not.toBe('identical');
    for (const format of formats) {
      const output = formatReport(report, format, { colour: false });
      for (const value of [text, encoded, bytes, '4711471147114711', encoded.replace(/=+$/, '')]) {
        expect(output.includes(value), `${format} shows ${value}`).toBe(false);
      }
    }
  });

  it('is in no message, either', () => {
    expect(failureOf(join(secret, secret)).message).not.toContain(text);
  });
});

describe('a hostile name', () => {
  const hostile = [
    '../../etc/passwd',
    '\u001b[31mred\u001b[0m',
    '</script><script>alert(1)</script>',
    '$(reboot)',
    '__proto__',
    'a\nb',
    '%2e%2e',
    '::error::x',
  ];

  function reportOf(name: string): ParityReport {
    const object = (value: string) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name, labels: { [name]: value } },
        data: { [name]: value, a: name },
      });
    return compareTexts(object('one'), object('two'));
  }

  it.each(hostile)('%j is a name like any other', (name) => {
    const report = reportOf(name);
    expect(report.objects[0]?.object.name).toBe(name);
    expect(findingsOf(report).map(({ code }) => code)).toEqual(['config-value', 'label']);
    for (const format of formats) {
      const output = formatReport(report, format, { colour: false });
      expect(output).not.toContain('\u001b');
      if (format === 'html') expect(output).not.toContain('<script>alert(1)');
    }
  });

  it('as a key of labels, variables and data counts', () => {
    for (const [before, after] of [
      [withMetadata('labels: {__proto__: a}', config), config],
      [container('env: [{name: __proto__, value: a}]'), container('env: [{name: __proto__, value: b}]')],
      [bare('ConfigMap', 'data: {__proto__: a, c: d}'), bare('ConfigMap', 'data: {c: d}')],
      [bare('ConfigMap', 'data: {constructor: a, c: d}'), bare('ConfigMap', 'data: {c: d}')],
    ] as const) {
      expect(compareTexts(before, after).verdict).toBe('changed');
      expect(compareTexts(after, before).verdict).toBe('changed');
    }
  });
});

describe('the command', () => {
  it.each([
    ['a version of Kubernetes that nobody knows', ['--kubernetes-version', '1.99'], 'kubernetes-version'],
    ['a version that is a path', ['--kubernetes-version', '../../1.35'], 'kubernetes-version'],
  ])('refuses %s', async (_, words, code) => {
    const [before, after] = [fileWith(config), fileWith(config.replace('a: b', 'a: c'))];
    const { exitCode, stderr, stdout } = await run(['parity', before, after, ...words]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`[${code}]`);
  });

  it('refuses to compare one side with nothing', async () => {
    for (const words of [['parity'], ['parity', 'a', 'b', 'c'], ['parity', fileWith(config)]]) {
      const { exitCode, stderr } = await run(words);
      expect(exitCode).toBeGreaterThan(0);
      expect(stderr).toMatch(/\[(?:parity-sides|usage)\]/);
    }
  });

  it('refuses a file that is no text', async () => {
    const { exitCode, stderr } = await run([
      'parity',
      fileWith(Uint8Array.from([0, 159, 146, 150])),
      fileWith(config),
    ]);
    expect({ exitCode, code: /\[([a-z-]+)\]\s*$/.exec(stderr)?.[1] }).toEqual({
      exitCode: 2,
      code: expect.stringMatching(/^(?:yaml|manifest|file)-/),
    });
  });

  it('compares 10,000 objects', () => {
    const many = (value: string) =>
      Array.from({ length: 10_000 }, (_, index) =>
        named(`c${index}`, bare('ConfigMap', `data: {a: ${index % 20 === 0 ? value : 'same'}}`)),
      ).join('---\n');
    const report = compareTexts(many('one'), many('two'));
    expect(report.counts).toMatchObject({ same: 9500, changed: 500, findings: { R4: 500 } });
  });
});
