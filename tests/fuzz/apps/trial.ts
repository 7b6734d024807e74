// One application of a run: generated, judged, put through Helm, and made small where it fails.
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Difference } from '../../../tools/prove/compare.ts';
import type { HelmName } from '../../../tools/prove/helm/run.ts';
import type { Application } from '../../symbolic/twice.ts';
import { type GeneratedApp, generateApp, printApp } from './application.ts';
import { askAboutCase, writeChart } from './helm.ts';
import { type Document, drawDocuments, type Judged, judgeApp, type Verdict } from './judge.ts';
import { shrinkApp } from './shrink.ts';

export interface TrialOptions {
  readonly seed: number;
  /** How many documents are compared in this process. */
  readonly cases: number;
  /** How many of them go through Helm. */
  readonly renders: number;
  readonly folder: string;
  /** What is refused is made small, too. */
  readonly explain: boolean;
}

export interface Failure {
  readonly index: number;
  readonly app: GeneratedApp;
  readonly document: Document | undefined;
  /** The same fault has the same one. */
  readonly place: string;
  readonly details: readonly string[];
  readonly templates: readonly { readonly path: string; readonly content: string }[];
}

export interface Result {
  readonly index: number;
  readonly outcome: 'equal' | 'refused' | 'failed';
  readonly reasons: readonly string[];
  readonly compared: number;
  readonly rendered: number;
  readonly app: GeneratedApp;
  readonly failure?: Failure;
}

export async function runTrial(index: number, options: TrialOptions): Promise<Result> {
  const app = generateApp(options.seed, index);
  const documents = drawDocuments(app.schema, options.seed + index, options.cases);
  const verdict = judgeApp({ application: applicationOf(app), documents });
  const base = { index, app, reasons: [], compared: documents.length, rendered: 0 };
  if (verdict.kind === 'refused' && !options.explain)
    return { ...base, outcome: 'refused', reasons: verdict.reasons };
  if (verdict.kind !== 'equal') {
    const failure = await shrinkHere({ index, app, documents, verdict });
    return { ...base, outcome: 'failed', failure };
  }
  const chosen = chooseCases(verdict.cases, options.renders);
  const found = await findInHelm({ app, index, cases: chosen, folder: options.folder, verdict });
  if (!found) return { ...base, outcome: 'equal', rendered: chosen.length };
  const failure = await shrinkInHelm({ ...found, app, index, folder: options.folder });
  return { ...base, outcome: 'failed', rendered: chosen.length, failure };
}

function applicationOf(app: GeneratedApp): Application {
  const files = printApp(app);
  return { main: files['main.libsonnet'] ?? '', files, schema: app.schema };
}

/** The defaults, then those that render to most, each to something of its own; one that is refused. */
function chooseCases(cases: readonly Judged[], count: number): readonly Judged[] {
  const seen = new Set<string>();
  const distinct = cases.filter(({ known }) => {
    const text = JSON.stringify(known);
    return !seen.has(text) && seen.add(text);
  });
  const [first, ...others] = distinct;
  const refused = others.filter(({ known }) => 'sentences' in known).slice(0, 1);
  const size = ({ known }: Judged): number => JSON.stringify(known).length;
  const rendered = others
    .filter(({ known }) => 'manifests' in known)
    .sort((a, b) => size(b) - size(a))
    .slice(0, Math.max(0, count - 1 - refused.length));
  return [...(first ? [first] : []), ...rendered, ...refused];
}

interface InHelm {
  readonly app: GeneratedApp;
  readonly index: number;
  readonly cases: readonly Judged[];
  readonly folder: string;
  readonly verdict: Extract<Verdict, { kind: 'equal' }>;
}

interface Found {
  readonly judged: Judged;
  readonly helm: HelmName;
  readonly difference: Difference;
  readonly templates: Failure['templates'];
}

/** Every fourth application goes through Helm 3 once. */
async function findInHelm({ app, index, cases, folder, verdict }: InHelm): Promise<Found | undefined> {
  const own = path.join(folder, String(index));
  const templates = verdict.templates.files;
  try {
    await mkdir(own, { recursive: true });
    const chartDir = await writeChart(own, { schema: app.schema, files: templates });
    for (const [at, judged] of cases.entries()) {
      const helm: HelmName = index % 4 === 0 && at === 1 ? 'helm3' : 'helm4';
      const difference = await askAboutCase({ chartDir, helm, judged });
      if (difference) return { judged, helm, difference, templates };
    }
    return undefined;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

const budgetHere = 4000;
const budgetInHelm = 250;

interface Here {
  readonly index: number;
  readonly app: GeneratedApp;
  readonly documents: readonly Document[];
  readonly verdict: Exclude<Verdict, { kind: 'equal' }>;
}

async function shrinkHere({ index, app, documents, verdict }: Here): Promise<Failure> {
  const given = verdict.kind === 'different' ? [pickDocument(verdict.judged)] : documents;
  const judge = (candidate: GeneratedApp): Verdict =>
    judgeApp({ application: applicationOf(candidate), documents: given });
  const place = placeOf(verdict);
  const small = await shrinkApp(app, (candidate) => placeOf(judge(candidate)) === place, budgetHere);
  const last = judge(small);
  const details = last.kind === 'different' ? describeCase(last.judged) : [place];
  return { index, app: small, document: given[0], place, details, templates: [] };
}

/** Where no manifest is left, Helm renders nothing, and no guard is asked. */
function hasManifests({ templates }: Extract<Verdict, { kind: 'equal' }>): boolean {
  return templates.files.some((file) => file.path.endsWith('.yaml'));
}

function pickDocument({ document, inputs }: Judged): Document {
  return { document, inputs };
}

function placeOf(verdict: Verdict): string {
  if (verdict.kind === 'different') {
    const { known, unknown } = verdict.judged;
    const say = (outcome: Judged['known']): string => ('sentences' in outcome ? 'refused' : 'value');
    return `the tree: ${say(unknown)}, Jsonnet: ${say(known)}`;
  }
  if (verdict.kind === 'refused') return `refused: ${verdict.reasons[0] ?? ''}`;
  return verdict.kind === 'broken'
    ? `${verdict.where}: ${verdict.problem.replace(/\d+/g, '…')}`
    : verdict.kind;
}

function describeCase({ known, unknown }: Judged): readonly string[] {
  return [`Jsonnet: ${JSON.stringify(known)}`, `tree:    ${JSON.stringify(unknown)}`];
}

async function shrinkInHelm({
  app,
  index,
  folder,
  judged,
  helm,
  difference,
  templates,
}: Found & Omit<InHelm, 'cases' | 'verdict'>): Promise<Failure> {
  let last = { difference, templates };
  const shows = async (candidate: GeneratedApp): Promise<boolean> => {
    const verdict = judgeApp({ application: applicationOf(candidate), documents: [pickDocument(judged)] });
    if (verdict.kind !== 'equal' || !hasManifests(verdict)) return false;
    const found = await findInHelm({ app: candidate, index, cases: verdict.cases, folder, verdict });
    if (found?.difference.kind !== difference.kind) return false;
    last = { difference: found.difference, templates: found.templates };
    return true;
  };
  const small = await shrinkApp(app, shows, budgetInHelm);
  const { place, details } = last.difference;
  const shared = { index, app: small, document: pickDocument(judged), templates: last.templates };
  return { ...shared, place: `${helm}: ${place}`, details };
}
