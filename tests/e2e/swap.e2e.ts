// The swap that the project exists for: a release made by app-template is upgraded to the application's own chart.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findEnvironment } from '../../tools/environments/find.ts';
import { createSession } from '../../tools/environments/session.ts';
import type { ObjectReport, ParityReport } from '../../tools/parity/model.ts';
import { compareSides } from '../../tools/parity/parity.ts';
import { runParity } from '../../tools/parity/run.ts';
import { readSide } from '../../tools/parity/sides/index.ts';
import type { RunResult } from '../../tools/process/run.ts';
import { valueAt } from '../../tools/schema/json.ts';
import { isJsonObject, type JsonObject } from '../../tools/shared/json.ts';
import { observeReleases } from '../../tools/verify/releases.ts';
import { type Cluster, startCluster } from '../cluster/cluster.ts';
import { crdDirectory } from '../cluster/content.ts';
import { writeChart } from './chart.ts';
import { helms, runHelm } from './helm.ts';
import { isRolled, keyOf, type Snapshot, takeSnapshot } from './observe.ts';
import { createResources } from './resources.ts';

const inRepository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const baseline = inRepository('tests/fixtures/parity/dispatch/app-template-4.1.1.yaml');
const environment = inRepository('environments/dispatch/home-ops');
const chart = inRepository('charts/dispatch');
const release = { release: 'dispatch', namespace: 'llm' };
const kinds = [
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'v1', kind: 'ServiceAccount' },
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'batch/v1', kind: 'Job' },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute' },
];
const scope = { kinds, namespaces: new Set([release.namespace]) };

let values: JsonObject;

beforeAll(async () => {
  const session = createSession({});
  const { releases } = await observeReleases(session, await findEnvironment(session, environment));
  values = releases[0]?.request.values as JsonObject;
});

/** What others made in the namespace. */
async function prepare({ request }: Cluster): Promise<void> {
  const core = { apiVersion: 'v1' };
  const secrets = { dispatch: { OIDC_ISSUER: 'none' }, 'dispatch-app': { uri: 'postgres://none' } };
  await request('POST', '/api/v1/namespaces', { ...core, kind: 'Namespace', metadata: { name: 'llm' } });
  for (const [name, stringData] of Object.entries(secrets)) {
    const secret = { ...core, kind: 'Secret', metadata: { name }, stringData };
    const { status } = await request('POST', '/api/v1/namespaces/llm/secrets', secret);
    expect(status).toBe(201);
  }
}

function writeValues({ directory }: Cluster, given: JsonObject): string {
  const file = join(directory, 'values.json');
  writeFileSync(file, JSON.stringify(given));
  return file;
}

/** `Deployment/dispatch` */
function listKeys(snapshot: Snapshot, isWanted: (key: string) => boolean): readonly string[] {
  return [...snapshot.keys()].filter(isWanted).map(shorten).sort();
}

function shorten(key: string): string {
  return key.replace(/^llm\//, '');
}

function listObjects(report: ParityReport, isWanted: (object: ObjectReport) => boolean): readonly string[] {
  return report.objects
    .filter(isWanted)
    .map(({ object }) => `${object.kind}/${object.name}`)
    .sort();
}

async function readMigrations({ request }: Cluster): Promise<readonly string[]> {
  const { body } = await request('GET', '/api/v1/namespaces/llm/events');
  const events = (isJsonObject(body) ? body.items : []) as readonly JsonObject[];
  const own = events.filter(({ involvedObject }) => valueAt(involvedObject ?? null, ['kind']) === 'Job');
  return own.map(({ reason, involvedObject }) => `${valueAt(involvedObject ?? null, ['name'])} ${reason}`);
}

describe.each(helms)('dispatch, taken over with %s', (helm) => {
  let cluster: Cluster;
  let snap: () => Promise<Snapshot>;

  const run = (...args: readonly string[]): Promise<RunResult> =>
    runHelm(cluster, helm, [...args, '--namespace', 'llm', '--timeout', '60s']);
  const upgrade = (given: JsonObject): Promise<RunResult> =>
    run('upgrade', 'dispatch', chart, '--values', writeValues(cluster, given));

  beforeAll(async () => {
    cluster = await startCluster({ crds: crdDirectory });
    const resources = createResources(cluster.request);
    snap = () => takeSnapshot(resources, scope);
    await prepare(cluster);
    writeChart(join(cluster.directory, 'rendered'), readFileSync(baseline, 'utf8'));
  });

  beforeEach(async () => {
    const { exitCode, stderr } = await run('install', 'dispatch', join(cluster.directory, 'rendered'));
    expect(exitCode, stderr).toBe(0);
  });

  afterEach(() => run('uninstall', 'dispatch', '--wait'));
  afterAll(() => cluster?.stop());

  it('keeps every object, migrates, and rolls out what was predicted', async () => {
    const { report } = await runParity({ sides: [environment], today: '2026-11-21' });
    const before = await snap();
    const { exitCode, stderr } = await upgrade(values);
    expect(exitCode, stderr).toBe(0);
    const after = await snap();
    const both = (key: string) => [before.get(key), after.get(key)] as const;

    expect(listKeys(before, (key) => after.get(key)?.uid !== before.get(key)?.uid)).toEqual(
      listObjects(report, ({ status }) => status === 'removed'),
    );
    expect(listKeys(after, (key) => !before.has(key))).toEqual(
      listObjects(report, ({ status, hook }) => status === 'added' && hook === undefined),
    );
    const rolled = listKeys(before, (key) => {
      const [old, next] = both(key);
      return old !== undefined && next !== undefined && isRolled(old, next);
    });
    expect(rolled).toEqual(['Deployment/dispatch']);
    expect(rolled).toEqual(listObjects(report, ({ prediction }) => prediction.rolls));
    expect(listObjects(report, ({ prediction }) => prediction.refused)).toEqual([]);
    expect(await readMigrations(cluster)).toContain('dispatch-migrate Completed');
  });

  it('is refused with another label in the selector, which is R1 in the report', async () => {
    const given = { ...values, selectorLabels: { 'app.kubernetes.io/controller': 'main' } };
    const options = { ...release, values: [writeValues(cluster, given)] };
    const candidate = await readSide(`chart:${chart}`, options);
    const report = compareSides(await readSide(`file:${baseline}`, release), candidate);
    expect(listObjects(report, ({ prediction }) => prediction.refused)).toEqual(['Deployment/dispatch']);
    expect(report.objects[0]?.findings[0]).toMatchObject({ code: 'selector-immutable', risk: 'R1' });
    expect(report.exitCode).toBe(1);

    const before = await snap();
    const { exitCode, stderr } = await upgrade(given);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/Deployment\S* "dispatch" is invalid: spec\.selector: .*field is immutable/);
    const deployment = keyOf('Deployment', 'llm', 'dispatch');
    expect((await snap()).get(deployment)).toEqual(before.get(deployment));
  });
});
