// The rows about charts, on a project of its own with a chart that a person has written, under the real Helm 3 and 4.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadChartApp } from '../../tools/chart/app.ts';
import { formatArtefact } from '../../tools/prove/artefact.ts';
import { proveChart } from '../../tools/prove/prove.ts';
import { chartChecks } from '../../tools/verify/charts.ts';
import type { Row } from '../../tools/verify/row.ts';
import { shopProject } from '../chart/shop.ts';
import { run } from '../cli/run.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const root = mkdtempSync(path.join(tmpdir(), 'twinhull-charts-'));
const chart = path.join(root, 'charts', 'shop');

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

function writeEnvironment(name: string, expression: string, spec: object = {}): void {
  write(
    `environments/shop/${name}/main.jsonnet`,
    `local shop = import 'apps/shop/main.libsonnet';
local twinhull = import 'twinhull/lib/twinhull/main.libsonnet';
local release(values) = twinhull.environment(shop, { release: { name: 'corner', namespace: 'town' }, values: values });
${expression}\n`,
  );
  const environment = {
    apiVersion: 'tanka.dev/v1alpha1',
    kind: 'Environment',
    spec: { namespace: 'town', ...spec },
  };
  write(`environments/shop/${name}/spec.json`, JSON.stringify(environment));
}

/** An upgrade, on another cluster, in an environment without a `spec.json`. */
const inline = `local shop = import 'apps/shop/main.libsonnet';
local twinhull = import 'twinhull/lib/twinhull/main.libsonnet';
local release = { name: 'corner', namespace: 'dev', isInstall: false, isUpgrade: true, revision: 4 };
local data(tag) = twinhull.environment(shop, {
  release: release,
  values: { tag: tag },
  capabilities: { kubeVersion: 'v1.31.0' },
});
[
  { apiVersion: 'tanka.dev/v1alpha1', kind: 'Environment', metadata: { name: tag }, spec: {}, data: data(tag) }
  for tag in ['one', 'two']
]
`;

async function check(): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const paths = [path.join(root, 'environments')];
  const scope = {
    root,
    paths,
    kubernetesVersion: '1.35',
    today: '2026-01-01',
    cases: { helm3: 4, helm4: 6 },
  };
  for await (const row of chartChecks.run(scope)) rows.push(row);
  return rows;
}

function rowOf(rows: readonly Row[], subject: string): Row | undefined {
  return rows.find((row) => row.subject === subject);
}

const service = path.join(chart, 'templates', 'service.yaml');
const rightTemplate = readFileSync(
  path.join(shopProject, 'charts', 'shop', 'templates', 'service.yaml'),
  'utf8',
);

beforeAll(() => {
  cpSync(shopProject, root, { recursive: true });
  mkdirSync(path.join(root, 'vendor'));
  symlinkSync(repository, path.join(root, 'vendor', 'twinhull'));
  writeEnvironment('whole', `release({ motto: 'no <&> "yes"', service: { enabled: true } })`, {
    injectLabels: true,
  });
  writeEnvironment('part', `release({ tag: '2' }) + { deployment+: { spec+: { replicas: 3 } } }`);
  writeEnvironment('apart', `{ only: release({}).deployment }`);
  writeEnvironment('other', `{ map: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' } } }`);
  write('environments/shop/inline/main.jsonnet', inline);
  write(
    'environments/shop/values-large.yaml',
    'limit: 9007199254740991\nshelves: [{ id: a, title: A, open: true }]\n',
  );
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a chart that is right', () => {
  let rows: readonly Row[] = [];

  beforeAll(async () => {
    const app = await loadChartApp('shop', root);
    const proof = await proveChart({ app, chartDir: chart, helms: ['helm4'], seed: 1, cases: 5 });
    writeFileSync(path.join(chart, 'equivalence.json'), await formatArtefact(app, chart, proof));
    rows = await check();
  }, 60_000);

  it('is clean for both Helms', () => {
    expect(rowOf(rows, 'charts/shop')).toMatchObject({ check: 'lint', status: 'ok' });
  });

  it('renders what an environment does, with all that the environment does to its objects', () => {
    const row = rowOf(rows, 'charts/shop with environments/shop/whole');
    expect(row).toMatchObject({ status: 'ok' });
    expect(row?.detail).toBe('3 objects, the same under both Helms, and valid');
  });

  it('is tried with the default values and with files of values', () => {
    expect(rowOf(rows, 'charts/shop with default values')?.status).toBe('ok');
    expect(rowOf(rows, 'charts/shop with environments/shop/values-large.yaml')?.status).toBe('ok');
  });

  it('renders what each of several environments of one file does, for their release and their cluster', () => {
    const found = rows.filter(({ subject }) => subject.includes('inline'));
    expect(found.map(({ subject }) => subject.split(' ').at(-1))).toEqual(['one', 'two']);
    expect(found.map(({ status }) => status)).toEqual(['ok', 'ok']);
  });

  it('is compared with what an environment gets, when that changes it', () => {
    expect(rowOf(rows, 'charts/shop with environments/shop/part')).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('before what the environment adds'),
    });
  });

  it('is not compared with environments that take objects apart, and has nothing to do with others', () => {
    expect(rowOf(rows, 'environments/shop/apart')).toMatchObject({ status: 'incomparable' });
    expect(rows.filter(({ subject }) => subject.includes('other'))).toEqual([]);
  });

  it('is proven, and the committed proof is about it', () => {
    expect(rows.at(-1)).toMatchObject({ check: 'proof', status: 'ok' });
  });
});

describe('a chart that is wrong', () => {
  afterAll(() => writeFileSync(service, rightTemplate));

  it('is told with a command that shows the difference again, and its proof is about another chart', async () => {
    writeFileSync(service, rightTemplate.replace('- name: http', '- name: https'));
    const rows = await check();
    const { status, findings } = rowOf(rows, 'charts/shop with environments/shop/whole') as Row;
    expect(status).toBe('failed');
    expect(findings).toHaveLength(2);
    expect(findings[0]).toMatch(
      /v1 Service town corner \.spec\.ports\[0\]\.name\n.*"https"\n.*"http" \[chart-different\]$/,
    );
    const [, command = ''] = /`npx twinhull ([^`]+)`/.exec(findings[0] ?? '') ?? [];
    const again = await run(command.split(' '), { cwd: root });
    expect(again.exitCode).toBe(1);
    expect(again.stdout).toContain('.spec.ports[0].name');
    expect(rows.at(-1)?.findings.at(-1)).toMatch(/^charts\/shop\/equivalence\.json: .*\[proof-stale\]$/);
  });

  it('is told by its custom resources', async () => {
    const crds = path.join(chart, 'crds');
    write(
      'charts/shop/crds/lanes.yaml',
      'kind: CustomResourceDefinition\nmetadata: { name: lanes.example }\n',
    );
    const proof = (await check()).at(-1);
    rmSync(crds, { recursive: true });
    expect(proof).toMatchObject({ check: 'proof', status: 'failed' });
    expect(proof?.findings[0]).toMatch(/lanes\.example: there in Helm, not there in Jsonnet/);
  });

  it('is told by the words of helm lint, once for all values', async () => {
    writeFileSync(service, `${rightTemplate}\n  broken: [\n`);
    const { status, findings } = rowOf(await check(), 'charts/shop') as Row;
    expect(status).toBe('failed');
    expect(findings.map((finding) => finding.split(':')[0])).toEqual(['charts/shop', 'charts/shop']);
    expect(findings[0]).toMatch(
      /`helm lint --strict` of Helm 3\.\S+, with default values: .*service\.yaml[\s\S]*\[chart-lint\]$/,
    );
  });

  it('has no proof before one is written', async () => {
    rmSync(path.join(chart, 'equivalence.json'));
    const rows = await check();
    expect(rows.at(-1)?.findings.at(-1)).toMatch(
      /run `npx twinhull chart prove shop .*--write` \[proof-missing\]$/,
    );
  });
});
