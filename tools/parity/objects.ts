// The report of every pair: what it is found to be, what happens to it, and what it looked like.
import { blockLines } from '../chart/package/yaml.ts';
import { type Manifest, nameOf } from '../manifests/manifest.ts';
import { isJsonObject, type Json, type JsonObject } from '../shared/json.ts';
import { compareStrings } from '../shared/order.ts';
import { classifyChanges, doesRoll, restartFinding } from './classify/changes.ts';
import { judgeExistence, judgeHook } from './classify/existence.ts';
import { createFinding, maskSecret, maskValue, refOf } from './classify/finding.ts';
import { findMechanismRisks } from './classify/mechanism.ts';
import { hookOf } from './classify/objects.ts';
import { findBrokenRelations } from './classify/relations.ts';
import { hideTexts, listSecretTexts, withExposed } from './classify/secrets.ts';
import { findStale } from './classify/stale.ts';
import { type Analysis, analysePair } from './compare/analyse.ts';
import type { Graph } from './graph/graph.ts';
import type { Equivalence, Finding, Mechanism, ObjectReport } from './model.ts';
import type { Server } from './normalise/stored.ts';
import { isComplete, isSame, type Pair } from './pair/pair.ts';
import type { Prepared } from './pair/prepare.ts';
import type { World } from './world.ts';

interface Surroundings extends World {
  readonly server: Server;
  readonly via: Mechanism;
}

/** One report per pair, in their order. */
export function reportObjects(pairs: readonly Pair[], world: Surroundings): readonly ObjectReport[] {
  const analyses = new Map<Pair, Analysis>();
  for (const pair of pairs)
    if (isComplete(pair) && !isSame(pair)) analyses.set(pair, analysePair(pair, world.contexts));
  const rolling = new Set(
    pairs.filter((pair) => isRollingPair(pair, analyses)).map(({ candidate }) => candidate?.manifest),
  );
  const counterparts = new Map(
    pairs.map(({ baseline, candidate }) => [candidate?.manifest, baseline?.manifest]),
  );
  const further = collectFurther(pairs, { world, analyses, rolling, counterparts });
  const secrets = listSecretTexts([...world.baseline.objects, ...world.candidate.objects]);
  return pairs.map((pair) => reportPair(pair, { world, analysis: analyses.get(pair), further, secrets }));
}

function isRollingPair(pair: Pair, analyses: ReadonlyMap<Pair, Analysis>): boolean {
  const analysis = analyses.get(pair);
  return analysis !== undefined && doesRoll(analysis);
}

interface Everything {
  readonly world: Surroundings;
  readonly analyses: ReadonlyMap<Pair, Analysis>;
  readonly rolling: ReadonlySet<Manifest | undefined>;
  readonly counterparts: ReadonlyMap<Manifest | undefined, Manifest | undefined>;
}

interface Further {
  readonly findings: ReadonlyMap<Manifest, readonly Finding[]>;
  /** By configuration object: workloads that go on with the old one. */
  readonly stale: ReadonlyMap<Manifest, readonly string[]>;
}

/** Findings that come from several objects, by the object that they are about. */
function collectFurther(
  pairs: readonly Pair[],
  { world, analyses, rolling, counterparts }: Everything,
): Further {
  const { baseline, candidate } = world;
  if (analyses.size === 0 && pairs.every(isComplete)) return { findings: new Map(), stale: new Map() };
  const stale = new Map<Manifest, readonly string[]>();
  const relations = findBrokenRelations({
    baseline,
    candidate,
    counterpart: (object) => counterparts.get(object),
  });
  const found = [...relations];
  for (const [pair, { effective }] of analyses) {
    const config = pair.candidate?.manifest as Manifest;
    const changes = effective.some(({ place }) => /^(?:data|binaryData)/.test(place.path));
    if (!/^(?:ConfigMap|Secret)$/.test(config.kind) || !changes || pair.isRename) continue;
    const { findings, workloads } = findStale(config, candidate, (workload) => rolling.has(workload));
    if (workloads.length > 0) stale.set(config, workloads);
    found.push(...findings);
  }
  return { findings: groupByObject(found, candidate), stale };
}

function groupByObject(
  findings: readonly Finding[],
  { objects }: Graph,
): ReadonlyMap<Manifest, readonly Finding[]> {
  const byRef = new Map(objects.map((object) => [JSON.stringify(refOf(object)), object]));
  const groups = new Map<Manifest, Finding[]>();
  for (const finding of findings) {
    const object = byRef.get(JSON.stringify(finding.object)) as Manifest;
    groups.set(object, [...(groups.get(object) ?? []), finding]);
  }
  return groups;
}

interface Details {
  readonly world: Surroundings;
  readonly analysis: Analysis | undefined;
  readonly further: Further;
  readonly secrets: ReadonlySet<string>;
}

const calm = { refused: false, rolls: false, because: [], stale: [] } as const;

function reportPair(pair: Pair, { world, analysis, further, secrets }: Details): ObjectReport {
  const { baseline, candidate, isRename } = pair;
  const { manifest } = (candidate ?? baseline) as Prepared;
  const own = analysis ? classifyChanges(analysis, world) : [];
  const applied =
    analysis && baseline && !isRename
      ? findMechanismRisks({ baseline, analysis, types: world.server.types, via: world.via })
      : [];
  const found = [...existenceOf(pair), ...own, ...applied, ...(further.findings.get(manifest) ?? [])];
  const findings = analysis ? [...found, ...restartFinding(analysis, found)] : found;
  const refused = findings.some(({ risk }) => risk === 'R1');
  const rolls = analysis !== undefined && !refused && doesRoll(analysis);
  const hidden = withExposed(secrets, findings, analysis);
  const equivalences = (analysis?.equivalences ?? []).map((equivalence) =>
    hideValues(maskEquivalence(equivalence, manifest), hidden),
  );
  const status = statusOf(pair, findings, analysis);
  const hook = hookOf(manifest);
  return {
    object: refOf(manifest),
    ...(isRename && baseline ? { renamedFrom: refOf(baseline.manifest) } : {}),
    status,
    ...(baseline ? { baselineSource: baseline.source } : {}),
    ...(candidate ? { candidateSource: candidate.source } : {}),
    ...(hook === undefined ? {} : { hook }),
    prediction: {
      ...calm,
      refused,
      rolls,
      because: rolls ? analysis.template.map(({ place }) => place.path) : [],
      stale: further.stale.get(manifest) ?? [],
    },
    findings: sortFindings(findings).map((finding) => hideValues(finding, hidden)),
    equivalences,
    ...(status === 'same'
      ? {}
      : { ...textOf('before', baseline, hidden), ...textOf('after', candidate, hidden) }),
  };
}

function existenceOf({ baseline, candidate, isRename }: Pair): readonly Finding[] {
  if (baseline && candidate && !isRename) return [];
  const { manifest } = (candidate ?? baseline) as Prepared;
  const event = isRename ? 'renamed' : candidate ? 'added' : 'removed';
  const judged =
    event !== 'renamed' && hookOf(manifest) !== undefined
      ? judgeHook(event)
      : judgeExistence(event, kindOf(manifest));
  const before = baseline && isRename ? nameOf(baseline.manifest) : undefined;
  const after = isRename ? nameOf(manifest) : undefined;
  return [createFinding(manifest, { ...judged, path: '', before, after, rules: isRename ? ['N16'] : [] })];
}

/** A StatefulSet without claims has no data to lose. */
function kindOf({ kind, spec }: Manifest): string {
  const claims = isJsonObject(spec) ? spec.volumeClaimTemplates : undefined;
  return kind === 'StatefulSet' && !Array.isArray(claims) ? 'Deployment' : kind;
}

function statusOf(
  { baseline, candidate, isRename }: Pair,
  findings: readonly Finding[],
  analysis: Analysis | undefined,
): ObjectReport['status'] {
  if (isRename) return 'renamed';
  if (!baseline) return 'added';
  if (!candidate) return 'removed';
  if (findings.length > 0) return 'changed';
  return analysis ? 'equivalent' : 'same';
}

function maskEquivalence(equivalence: Equivalence, manifest: Manifest): Equivalence {
  const { path, before, after } = equivalence;
  const shown = (value: typeof before) =>
    value === undefined ? undefined : maskValue(value, { manifest, path });
  const [left, right] = [shown(before), shown(after)];
  return {
    ...equivalence,
    ...(left === undefined ? {} : { before: left }),
    ...(right === undefined ? {} : { after: right }),
  };
}

interface Values {
  readonly before?: Json;
  readonly after?: Json;
}

function hideValues<Kind extends Values>(values: Kind, hidden: ReadonlySet<string>): Kind {
  const { before, after } = values;
  return {
    ...values,
    ...(before === undefined ? {} : { before: hideTexts(before, hidden) }),
    ...(after === undefined ? {} : { after: hideTexts(after, hidden) }),
  };
}

function textOf(
  key: 'before' | 'after',
  object: Prepared | undefined,
  hidden: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  return object ? { [key]: formatSorted(hideTexts(maskSecret(object.written), hidden)) } : {};
}

function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => (a.risk === b.risk ? 0 : a.risk < b.risk ? -1 : 1));
}

/** Keys sorted and lines unfolded, so that a diff of both sides shows what differs and nothing else. */
function formatSorted(object: JsonObject): string {
  return `${blockLines(sortKeys(object)).join('\n')}\n`;
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort(compareStrings)
      .map((key) => [key, sortKeys(value[key] as Json)]),
  );
}
